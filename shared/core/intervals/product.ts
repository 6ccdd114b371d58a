/** The interval of a product of shares, as rolled throughput yield is one: the delta method. */
import { clamp, type Interval, z } from './interval.ts';
import { shareInterval } from './share.ts';

/** `x` of `n`, with n > 0. */
export interface Share {
  x: number;
  n: number;
}

export const productOf = (shares: readonly Share[]): number =>
  shares.reduce((product, { x, n }) => product * (x / n), 1);

/** Standard error of a share. It would be zero at 0 and at 1, which no sample proves: there Wilson's reach stands for it. */
const errorOf = ({ x, n }: Share): number => {
  const p = x / n;
  if (p > 0 && p < 1) return Math.sqrt((p * (1 - p)) / n);
  const [low, high] = shareInterval(x, n) as Interval;
  return (high - low) / z;
};

/** A factor in the slope of the others. One of zero would hide their spread; its upper end stands for it. */
const factorOf = ({ x, n }: Share): number => (x === 0 ? (shareInterval(x, n)?.[1] ?? 1) : x / n);

/** The product ± 1.96 √Σ (slope × standard error)², kept within 0 to 1; `null` without shares. */
export const productInterval = (shares: readonly Share[]): Interval | null => {
  if (shares.length === 0) return null;
  const product = productOf(shares);
  const variance = shares.reduce((sum, share, i) => {
    const slope = shares.reduce((rest, other, j) => (i === j ? rest : rest * factorOf(other)), 1);
    return sum + (slope * errorOf(share)) ** 2;
  }, 0);
  const margin = z * Math.sqrt(variance);
  return clamp([product - margin, product + margin], 0, 1);
};
