/** An address as it is compared everywhere: mail systems that tell upper from lower case are not found in practice. */
export const plainAddress = (email: string): string => email.normalize('NFC').trim().toLowerCase();
