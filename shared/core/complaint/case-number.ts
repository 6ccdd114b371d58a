/** Case numbers as people read them out: `C-7K3F-9Q2M`. Also the subject of the complaint's record. */
import type { Digest } from '../record/order.ts';

/** Crockford's: without I, L, O and U, which are heard and read as others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 8;

/**
 * The number of a case. It follows from what the complaint was sent with, so that one that is sent twice has one number.
 *
 * @param attempt 0, and one more for each number before that another case has already
 */
export const caseNumber = (seed: string, attempt: number, digest: Digest): string => {
  let rest = BigInt(`0x${digest(JSON.stringify(['case', seed, attempt]))}`);
  let number = '';
  for (let index = 0; index < letters; index++) {
    number += alphabet[Number(rest % 32n)];
    rest /= 32n;
  }
  return `C-${number.slice(0, 4)}-${number.slice(4)}`;
};

/** A case number as somebody typed it: `c7k3f9q2m` is `C-7K3F-9Q2M`; anything else stays what it is. */
export const readCaseNumber = (typed: string): string => {
  const bare = typed
    .trim()
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^C[0-9A-HJKMNP-TV-Z]{8}$/.test(bare) ? `C-${bare.slice(1, 5)}-${bare.slice(5)}` : typed;
};
