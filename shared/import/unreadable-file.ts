/** A file that cannot be read as what it is said to be: what is wrong with it, and what to do, in one sentence for whoever sent it. */
export class UnreadableFile extends Error {}
