/** Mann–Kendall test: whether a series rises or falls, whatever its shape. */
import { twoSidedTail } from './normal.ts';

export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  s: number;
  /** Of s, had the series no trend; ties taken into account. */
  variance: number;
  z: number;
  /** Two-sided. */
  p: number;
}

/**
 * Normal approximation with the correction for ties and for continuity; good from about ten values on.
 *
 * @see Mann (1945), Econometrica 13; Kendall (1975), Rank Correlation Methods, 4th ed., 4.9
 */
export const mannKendall = (values: readonly number[]): MannKendall => {
  let s = 0;
  const counts = new Map<number, number>();
  for (const [i, value] of values.entries()) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    for (let j = 0; j < i; j++) s += Math.sign(value - (values[j] as number));
  }
  const weight = (n: number) => n * (n - 1) * (2 * n + 5);
  const tied = [...counts.values()].reduce((sum, count) => sum + weight(count), 0);
  const variance = (weight(values.length) - tied) / 18;
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, p: twoSidedTail(z) };
};
