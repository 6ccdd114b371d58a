/** Theil–Sen line: the median of the slopes between all pairs, which a few wild values cannot turn. */

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] as number;
  return Number.isInteger(middle) ? ((sorted[middle - 1] as number) + upper) / 2 : upper;
};

export interface Line {
  /** By one step of x. */
  slope: number;
  /** The value at x = 0. */
  intercept: number;
}

/**
 * Pairs with the same x have no slope and are left out; `undefined` where no pair is left.
 *
 * @see Sen, P. K. (1968), Journal of the American Statistical Association 63
 */
export const theilSen = (points: readonly { x: number; y: number }[]): Line | undefined => {
  const slopes: number[] = [];
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1)) if (a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
  if (slopes.length === 0) return undefined;
  const slope = medianOf(slopes);
  return { slope, intercept: medianOf(points.map(({ x, y }) => y - slope * x)) };
};
