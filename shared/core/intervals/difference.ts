/** The difference of two shares that were measured on different records, and its interval. */
import type { Interval } from './interval.ts';
import { shareInterval } from './share.ts';

/**
 * Interval of `x1 ÷ n1 − x2 ÷ n2`, −1 to 1, made of the Wilson intervals of both shares: it stays honest where one of
 * them is 0 or 1, or few; `null` where one of the two has no records.
 *
 * @see Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, method 10
 */
export const differenceInterval = (x1: number, n1: number, x2: number, n2: number): Interval | null => {
  const [first, second] = [shareInterval(x1, n1), shareInterval(x2, n2)];
  if (!first || !second) return null;
  const [p1, p2] = [x1 / n1, x2 / n2];
  const below = Math.hypot(p1 - first[0], second[1] - p2);
  const above = Math.hypot(first[1] - p1, p2 - second[0]);
  return [p1 - p2 - below, p1 - p2 + above];
};
