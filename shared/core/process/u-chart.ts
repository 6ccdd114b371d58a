/** u chart: unwanted things for each so many units, in subgroups of any size. */
import { pooledShare } from './p-chart.ts';
import { type ControlChart, limitsAround, type Sample } from './sample.ts';

/**
 * ū ± 3 √(ū ÷ n) in things per unit, not below 0; all of it times `per`, which the values are for.
 *
 * @param per 1 for things per unit, 1,000 for things per 1,000 units …
 * @see Montgomery, D. C., Introduction to Statistical Quality Control, 7.3
 */
export const uChart = (baseline: readonly Sample[], per = 1): ControlChart => {
  const rate = pooledShare(baseline) / per;
  return (n) => limitsAround(rate * per, Math.sqrt(rate / n) * per, 0);
};
