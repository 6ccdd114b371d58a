/** Which shares are good ones of n: what a p chart and a forecast stand on. A product of shares is none. */
import type { Measure } from '../kpi.ts';

/** The good ones behind a share; `undefined` where the value is no plain share, or not known. */
export const goodOf = ({ value, n, misses }: Pick<Measure, 'value' | 'n' | 'misses'>): number | undefined => {
  if (value === null || misses === undefined || Math.abs(value * n - (n - misses)) > 1e-6 * n) return undefined;
  return n - misses;
};
