/**
 * A histogram of whole numbers that is added and taken away bin by bin: its counts are counters of a row.
 * Bins begin at 0, 1, 2 … and grow by a tenth: exact up to 20, and within 5 % beyond.
 */

import type { Point } from './intervals/quantile.ts';
import type { Counters } from './kpi.ts';

const largest = 1_000_000_000;
const widthOf = (bound: number) => Math.max(1, Math.floor(bound / 10));

const bounds: number[] = [];
for (let bound = 0; bound <= largest; bound += widthOf(bound)) bounds.push(bound);

/** Where the bin that holds a value begins. Below 0 counts as 0, beyond 10⁹ as 10⁹. */
export const binOf = (value: number): number => {
  let low = 0;
  let high = bounds.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return bounds[low] as number;
};

/** The name of a value's counter: the bin's bound to the base 36, since rows are paid for by their length. `1440` → `140`. */
export const binKey = (value: number): string => binOf(Math.round(value)).toString(36);

/** What stands for a bin's values: the middle of the whole numbers in it. */
export const binMiddle = (bound: number): number => bound + (widthOf(bound) - 1) / 2;

/** The bins among counters whose names begin with `prefix`, as points. */
export const binPoints = (counters: Counters, prefix = ''): Point[] =>
  Object.entries(counters)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => ({ value: binMiddle(Number.parseInt(name.slice(prefix.length), 36)), count }));
