/** Medians and percentiles of counted values, and their intervals by order statistics. */
import { logFactorial } from './gamma.ts';
import { type Interval, tail, z } from './interval.ts';

/** How often a value was seen. */
export interface Point {
  value: number;
  count: number;
}

/** Values in ascending order, looked up by rank. */
export const rankPoints = (points: readonly Point[]): { n: number; at(rank: number): number } => {
  const sorted = [...points].sort((a, b) => a.value - b.value);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  const at = (rank: number) => {
    let seen = 0;
    for (const { value, count } of sorted) {
      seen += count;
      if (rank <= seen) return value;
    }
    throw new RangeError(`rank ${rank} of ${n}`);
  };
  return { n, at };
};

/**
 * The quantile `p` as a spreadsheet's PERCENTILE gives it: between the two nearest ranks (Hyndman & Fan 1996, type 7).
 * `null` without values.
 */
export const quantileOf = (points: readonly Point[], p: number): number | null => {
  const { n, at } = rankPoints(points);
  if (n === 0) return null;
  const position = 1 + (n - 1) * p;
  const below = Math.floor(position);
  const low = at(below);
  return position === below ? low : low + (position - below) * (at(below + 1) - low);
};

/** Beyond this n the binomial is normal to less than a rank. */
const exactUpTo = 1_000;

/**
 * The ranks whose values enclose the quantile `p` of what `n` values were drawn from; 0 and n + 1 where no value does.
 *
 * @see David, H. A. & Nagaraja, H. N. (2003), Order Statistics, 7.1
 */
export const ranksAround = (n: number, p: number): [low: number, high: number] => {
  if (n > exactUpTo) {
    const margin = z * Math.sqrt(n * p * (1 - p));
    return [Math.floor(n * p - margin), Math.ceil(n * p + margin) + 1];
  }
  // Of n values, Binomial(n, p) lie below the quantile.
  let below = 0;
  let low = 0;
  for (let k = 0; k <= n; k++) {
    const logWays = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    below += Math.exp(logWays + k * Math.log(p) + (n - k) * Math.log(1 - p));
    if (below <= tail) low = k + 1;
    if (below >= 1 - tail) return [low, k + 1];
  }
  return [low, n + 1];
};

/** The interval of the quantile `p`; an end is infinite where n is too small to bound it, `null` where both are. */
export const quantileInterval = (points: readonly Point[], p: number): Interval | null => {
  const { n, at } = rankPoints(points);
  const [low, high] = ranksAround(n, p);
  if (low < 1 && high > n) return null;
  return [low < 1 ? Number.NEGATIVE_INFINITY : at(low), high > n ? Number.POSITIVE_INFINITY : at(high)];
};
