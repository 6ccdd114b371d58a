/** What every interval shares: its shape and its confidence. */

/** A 95 % interval. An end is infinite where the data cannot bound it. */
export type Interval = [low: number, high: number];

/** Standard errors either side of a normal estimate at 95 %, as the field rounds it. */
export const z = 1.96;

/** What an exact interval leaves out on either side. */
export const tail = 0.025;

export const clamp = ([low, high]: Interval, least: number, most: number): Interval => [
  Math.max(least, low),
  Math.min(most, high),
];
