/** p chart: shares of subgroups of any size. */
import { type ControlChart, limitsAround, type Sample } from './sample.ts';

/** The share over all samples together, each weighing as much as it counts; NaN for nothing counted. */
export const pooledShare = (samples: readonly Sample[]): number => {
  const n = samples.reduce((sum, sample) => sum + sample.n, 0);
  return samples.reduce((sum, sample) => sum + sample.value * sample.n, 0) / n;
};

/** One sigma of a share of n, as the binomial has it. */
export const binomialSigma = (share: number, n: number): number => Math.sqrt((share * (1 - share)) / n);

/**
 * p̄ ± 3 √(p̄ (1 − p̄) ÷ n), within 0 to 1.
 *
 * @see Montgomery, D. C., Introduction to Statistical Quality Control, 7.2
 */
export const pChart = (baseline: readonly Sample[]): ControlChart => {
  const centre = pooledShare(baseline);
  return (n) => limitsAround(centre, binomialSigma(centre, n), 0, 1);
};
