/** The 97.5 % quantile of Student's t distribution. */

/** By degrees of freedom, from 1; the t table of any textbook. */
const table = [
  12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
] as const;
const normal = 1.959963984540054;

/** Terms of the expansion in 1/df (Fisher & Cornish 1960; Abramowitz & Stegun 26.7.5). */
const terms = [
  (normal ** 3 + normal) / 4,
  (5 * normal ** 5 + 16 * normal ** 3 + 3 * normal) / 96,
  (3 * normal ** 7 + 19 * normal ** 5 + 17 * normal ** 3 - 15 * normal) / 384,
  (79 * normal ** 9 + 776 * normal ** 7 + 1482 * normal ** 5 - 1920 * normal ** 3 - 945 * normal) / 92_160,
] as const;

/** t at 97.5 % for whole degrees of freedom from 1 on; good to five decimals. */
export const studentQuantile = (degrees: number): number =>
  table[degrees - 1] ?? terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), normal);
