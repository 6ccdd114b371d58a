/** The exact interval of a count of rare things: complaints, rejected units, defects. */
import { gammaQuantile } from './gamma.ts';
import { type Interval, tail } from './interval.ts';

/** The normal quantile that belongs to `tail`; here z is no convention but a starting point that must be exact. */
const normal = 1.959963984540054;

/**
 * Garwood's exact interval of a Poisson mean, of which `count` were seen.
 *
 * @see Garwood, F. (1936), Biometrika 28, 437–442
 */
export const countInterval = (count: number): Interval => [
  count === 0 ? 0 : gammaQuantile(tail, count, -normal),
  gammaQuantile(1 - tail, count + 1, normal),
];

/** The exact interval of `count` ÷ `exposure` × `per`; `null` without exposure. */
export const rateInterval = (count: number, exposure: number, per: number): Interval | null => {
  if (exposure === 0) return null;
  const [low, high] = countInterval(count);
  return [(low / exposure) * per, (high / exposure) * per];
};
