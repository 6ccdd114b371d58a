/** Tells a back-fill from a day's business: what it feeds is half imported, and must not be judged until it has settled. */

import type { DayRow } from '../../shared/core/reading.ts';
import { recordsCounter } from '../../shared/core/record/contribution.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import type { TouchedRow } from './touched-rows.ts';

/** Days that lie further back than this are history. */
const historyDays = 14;
/** Fewer records than this are corrections, not a back-fill. */
const leastOld = 20;
/** Fewer than this are never a flood, however quiet the days are. */
const leastFlood = 100;
const floodOfDays = 3;

const sum = (rows: readonly TouchedRow[]) => rows.reduce((records, row) => records + row.records, 0);

/** True if most of what changed lies far back: history is being imported. `rows` are of one type's total. */
export const isHistory = (rows: readonly TouchedRow[], today: Day): boolean => {
  const edge = addDays(today, -historyDays);
  const old = sum(rows.filter(({ day }) => day < edge));
  return old >= leastOld && old > sum(rows) / 2;
};

/** True if so many records changed that a typical day is worth asking for. */
export const mayBeFlood = (rows: readonly TouchedRow[]): boolean => sum(rows) >= leastFlood;

/** True if far more came than on a typical day. */
export const isFlood = (rows: readonly TouchedRow[], typicalDay: number): boolean =>
  mayBeFlood(rows) && sum(rows) > floodOfDays * typicalDay;

/** The median of the days with records, without what this batch brought; 0 if there are none. */
export const typicalDayOf = (days: readonly DayRow[], rows: readonly TouchedRow[]): number => {
  const counts = days
    .map(({ day, counters }) => (counters[recordsCounter] ?? 0) - sum(rows.filter((row) => row.day === day)))
    .filter((records) => records > 0)
    .sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
};
