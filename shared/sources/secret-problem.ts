/** What is wrong with a signing secret that somebody entered, whatever product it is from. */

const fewest = 16;
const most = 512;

/** A secret that can be guessed signs for anybody; one with a blank in it was not copied whole. */
export const secretProblem = (secret: string): string | undefined => {
  if (/\s/.test(secret)) return 'must not hold spaces or line breaks';
  if (secret.length < fewest) return `must have at least ${fewest} characters`;
  return secret.length > most ? `must have at most ${most} characters` : undefined;
};
