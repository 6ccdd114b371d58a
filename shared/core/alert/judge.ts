/** How a reading stands against an objective: evidence before alarm, and silence is never green. */

import type { AlertState, Objective, Reading } from '../config/objective.ts';
import { type Day, daysBetween } from '../time/calendar.ts';

type Target = Pick<Objective, 'target' | 'direction' | 'leastN'>;

/** True if a value keeps the target; on the target is kept. */
const keepsTarget = (value: number, { target, direction }: Pick<Objective, 'target' | 'direction'>): boolean =>
  direction === 'at-least' ? value >= target : value <= target;

/** By how much a value is better than the target; negative where it is worse. */
export const aheadOfTarget = (value: number, { target, direction }: Pick<Objective, 'target' | 'direction'>): number =>
  direction === 'at-least' ? value - target : target - value;

const intervalIsWorse = ([low, high]: [number, number], objective: Target): boolean =>
  !keepsTarget(low, objective) && !keepsTarget(high, objective);

/**
 * The verdict on a reading. `missed` only if the whole interval lies on the wrong side of the target and n is at least
 * the least n; on the wrong side without that proof it is `at-risk`; fewer than the least n is `insufficient`;
 * nothing where data was due (see `isSilent`) is `silent`.
 */
export const judge = (
  reading: Pick<Reading, 'value' | 'n' | 'interval'>,
  objective: Target,
  silent = false,
): AlertState => {
  if (silent) return 'silent';
  if (reading.value === null || reading.n < objective.leastN) return 'insufficient';
  if (keepsTarget(reading.value, objective)) return 'met';
  return reading.interval && intervalIsWorse(reading.interval, objective) ? 'missed' : 'at-risk';
};

/** Fewer days with data than this tell nothing about how often data comes. */
const leastDays = 7;

/** The most days in a row without data between days with data. */
const longestGap = (days: readonly Day[]): number =>
  days.reduce((longest, day, i) => (i === 0 ? 0 : Math.max(longest, daysBetween(days[i - 1] as Day, day) - 1)), 0);

/**
 * True if data was due in the period but none came: more days have passed without any than its sources' cadence allows,
 * and than ever passed between two days with data (weekends teach this). Without a cadence, twice as many and one.
 *
 * @param days the days with data before the period's end, oldest first
 * @param from first day of the period that is judged; any data in it means that nothing is silent
 * @param cadenceHours the longest cadence of the sources that feed the KPI, if they have one
 */
export const isSilent = (days: readonly Day[], from: Day, to: Day, cadenceHours?: number): boolean => {
  const last = days.at(-1);
  if (last === undefined || last >= from) return false;
  const usual = longestGap(days);
  if (cadenceHours === undefined && days.length < leastDays) return false;
  const allowed = cadenceHours === undefined ? 2 * usual + 1 : Math.max(Math.ceil(cadenceHours / 24), usual);
  return daysBetween(last, to) > allowed;
};
