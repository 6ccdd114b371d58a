/** XmR chart: individual values and their moving ranges, for what has no distribution of its own. */
import { type Limits, limitsAround, meanMovingRange, meanOf, movingRangeToSigma } from './sample.ts';

export interface XmrLimits extends Limits {
  /** The mean moving range, and the limit above which a single range is unusual. */
  range: { centre: number; high: number };
}

/** D₄ for ranges of two. */
const rangeLimit = 3.267;

/**
 * Centre x̄, σ̂ = mR̄ ÷ 1.128, limits x̄ ± 3 σ̂. Throws for fewer than two values, which have no range.
 *
 * @see NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2
 */
export const xmrChart = (values: readonly number[]): XmrLimits => {
  if (values.length < 2) throw new RangeError(`an XmR chart of ${values.length} values`);
  const range = meanMovingRange(values);
  return {
    ...limitsAround(meanOf(values), range / movingRangeToSigma),
    range: { centre: range, high: rangeLimit * range },
  };
};
