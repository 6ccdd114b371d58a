/** Judges an objective as of a day from rows in memory: the live path, a past day and a back-test all do it here. */

import type { AlertState, Objective, Reading } from '../config/objective.ts';
import type { Policy } from '../config/policy.ts';
import type { Source } from '../config/source.ts';
import type { Kpi } from '../kpi.ts';
import { daysWithData, type RowsByType, takeReading, typesOf } from '../reading.ts';
import { sliceName } from '../record/slice.ts';
import { sourcesThatFeed } from '../silence/feeds.ts';
import type { OverdueSource } from '../silence/overdue.ts';
import type { Day } from '../time/calendar.ts';
import { lastCountableDay, type Period, recentPeriods } from '../time/window.ts';
import { isSilent, judge } from './judge.ts';

/** What a judgement stands on besides the rows. */
export interface JudgeGrounds {
  policy: Policy;
  epoch: number;
  /** True while the rows stand still: they look like a feed that died. */
  frozen: boolean;
  sources: readonly Source[];
  /** Sources that should have spoken by now; absent as of a past day, of which only the rows tell. */
  overdue?: readonly OverdueSource[] | undefined;
}

export interface Judged {
  /** The last day that counts. */
  last: Day;
  reading: Reading;
  verdict: AlertState;
}

/** The periods of a chart up to a day, each cut off before the day from which the objective counts. */
export const countedPeriods = ({ window, countsFrom = '' }: Objective, last: Day, count?: number): Period[] =>
  recentPeriods(window, last, count)
    .filter(({ to }) => to >= countsFrom)
    .map((period) => (period.from < countsFrom ? { ...period, from: countsFrom } : period));

/** The days of a window that an objective is judged on, as of a day; `undefined` if none of them counts yet. */
export const windowOn = (objective: Objective, kpi: Kpi, day: Day, { sources }: Pick<JudgeGrounds, 'sources'>) => {
  const last = lastCountableDay(day, typesOf(kpi), sources);
  const period = countedPeriods(objective, last, 1)[0];
  return period && { last, period };
};

/** The days that tell whether a period without data is silent: those of the chart. */
export const silenceSpan = ({ window }: Objective, period: Period): Period => ({
  from: recentPeriods(window, period.to)[0]?.from ?? period.from,
  to: period.to,
});

/**
 * True if data was due and did not come. Live, a source with a cadence is held to it by the clock, whatever the rows
 * hold; of one without, and as of a past day, only days without rows tell.
 */
const owesData = (
  { sources, overdue, frozen }: JudgeGrounds,
  objective: Objective,
  kpi: Kpi,
  rows: RowsByType,
  period: Period,
): boolean => {
  const feeds = sourcesThatFeed(objective, typesOf(kpi), sources);
  if (overdue?.some(({ source }) => feeds.some(({ id }) => id === source))) return true;
  const cadences = feeds.flatMap(({ cadenceHours }) => cadenceHours ?? []);
  if (overdue && feeds.length > 0 && cadences.length === feeds.length) return false;
  if (frozen || daysWithData(kpi, rows, period).length > 0) return false;
  // The longest one: with several sources, each alone may be quiet for so long.
  const cadence = overdue || cadences.length === 0 ? undefined : Math.max(...cadences);
  return isSilent(daysWithData(kpi, rows, silenceSpan(objective, period)), period.from, period.to, cadence);
};

/**
 * The verdict on an objective as of a day, with the reading behind it; `undefined` if nothing counts yet on that day.
 *
 * @param rows the rows of the objective's slice over `windowOn`; over `silenceSpan` too where the window has none
 */
export const judgeRows = (
  grounds: JudgeGrounds,
  objective: Objective,
  kpi: Kpi,
  day: Day,
  rows: RowsByType,
): Judged | undefined => {
  const counted = windowOn(objective, kpi, day, grounds);
  if (!counted) return undefined;
  const { last, period } = counted;
  const { policy, epoch } = grounds;
  const versions = { id: objective.id, version: objective.version };
  const reading = takeReading(kpi, rows, period, {
    slice: sliceName(objective.slice),
    policy,
    epoch,
    objective: versions,
  });
  const silent = owesData(grounds, objective, kpi, rows, period);
  return { last, reading, verdict: judge(reading, objective, silent) };
};
