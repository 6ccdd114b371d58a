/** The interval of a share: Wilson's score interval, which stays honest at 0, at 1 and for small n. */
import { clamp, type Interval, z } from './interval.ts';

/**
 * Wilson's interval of `x` of `n`; `null` for n = 0.
 *
 * @see Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212
 */
export const shareInterval = (x: number, n: number): Interval | null => {
  if (n === 0) return null;
  const p = x / n;
  const scale = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / scale;
  const margin = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / scale;
  // At 0 and at n the interval reaches the end exactly; rounding must not leave it a hair short.
  return clamp([x === 0 ? 0 : centre - margin, x === n ? 1 : centre + margin], 0, 1);
};
