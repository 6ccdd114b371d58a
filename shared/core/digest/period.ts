/** What a digest tells of: a week or a month, its name, and the days in it. */

import { isoWeek } from '../text/format.ts';
import { addDays, type Day } from '../time/calendar.ts';
import { wholePeriod } from '../time/window.ts';

export interface DigestPeriod {
  /** `week-2026-W47`, `month-2026-10`: one digest for each person and period. */
  id: string;
  /** In the company's calendar; both included, both over. */
  from: Day;
  to: Day;
}

const least = (a: Day, b: Day): Day => (a < b ? a : b);

/**
 * The seven days before a day. They are known by the ISO 8601 week of the last one: a person who takes another day of the
 * week gets no second digest of a week that is told already.
 *
 * @param day the reader's own day
 * @param lastOver the company's last day that is over: where the reader is ahead, the newest day is not yet whole
 */
export const weekBefore = (day: Day, lastOver: Day): DigestPeriod => {
  const eve = addDays(day, -1);
  const to = least(eve, lastOver);
  const { year, week } = isoWeek(eve);
  return { id: `week-${year}-W${String(week).padStart(2, '0')}`, from: addDays(to, -6), to };
};

/** The calendar month before the one that a day lies in, as far as it is over. */
export const monthBefore = (day: Day, lastOver: Day): DigestPeriod => {
  const { from, to } = wholePeriod('month', addDays(wholePeriod('month', day).from, -1));
  return { id: `month-${from.slice(0, 7)}`, from, to: least(to, lastOver) };
};

/** The period of the same kind before it: what it is compared with. */
export const periodBefore = ({ from }: DigestPeriod, cadence: 'weekly' | 'monthly'): { from: Day; to: Day } => {
  const to = addDays(from, -1);
  return cadence === 'weekly' ? { from: addDays(to, -6), to } : wholePeriod('month', to);
};
