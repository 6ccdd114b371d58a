/** What control charts are made of: the points of a process, and the limits that hold for one of them. */

/** One subgroup: a value and how many it rests on. */
export interface Sample {
  value: number;
  n: number;
}

export interface Limits {
  centre: number;
  /** One sigma at this point, in the unit of the value. */
  sigma: number;
  /** Three sigma either side, held within what the value can be. */
  low: number;
  high: number;
}

/** The limits of a point by its n: what a chart is, once its baseline is known. */
export type ControlChart = (n: number) => Limits;

/** Mean moving range of two to sigma (d₂ of Shewhart's constants). */
export const movingRangeToSigma = 1.128;

/** The mean of the absolute differences of neighbours; 0 for fewer than two. */
export const meanMovingRange = (values: readonly number[]): number => {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += Math.abs((values[i] as number) - (values[i - 1] as number));
  return values.length < 2 ? 0 : sum / (values.length - 1);
};

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Three sigma either side of the centre, within bounds. */
export const limitsAround = (
  centre: number,
  sigma: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): Limits => ({
  centre,
  sigma,
  low: Math.max(least, centre - 3 * sigma),
  high: Math.min(most, centre + 3 * sigma),
});
