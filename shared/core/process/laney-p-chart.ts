/** Laney p′ chart: a p chart whose limits are as wide as the shares truly vary. With large n a p chart flags nearly every day. */
import { binomialSigma, pooledShare } from './p-chart.ts';
import { type ControlChart, limitsAround, meanMovingRange, movingRangeToSigma, type Sample } from './sample.ts';

/**
 * σz: how much more (or less) the shares vary than the binomial lets them: the mR̄ ÷ 1.128 of their z scores.
 * NaN where all of them are 0 or all are 1.
 */
export const spreadOf = (baseline: readonly Sample[]): number => {
  const centre = pooledShare(baseline);
  const scores = baseline.map(({ value, n }) => (value - centre) / binomialSigma(centre, n));
  return meanMovingRange(scores) / movingRangeToSigma;
};

/**
 * p̄ ± 3 σz √(p̄ (1 − p̄) ÷ n), within 0 to 1.
 *
 * @see Laney, D. B. (2002), Improved control charts for attributes, Quality Engineering 14(4)
 */
export const laneyPChart = (baseline: readonly Sample[]): ControlChart => {
  const centre = pooledShare(baseline);
  const spread = spreadOf(baseline);
  return (n) => limitsAround(centre, spread * binomialSigma(centre, n), 0, 1);
};
