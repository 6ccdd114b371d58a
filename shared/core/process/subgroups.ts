/** A KPI cut into the subgroups of a control chart: complete days, and complete weeks. */

import type { Policy } from '../config/policy.ts';
import type { Kpi, Measure } from '../kpi.ts';
import { measure, type RowsByType, typesOf } from '../reading.ts';
import { addDays, type Day } from '../time/calendar.ts';
import type { Lag, Period } from '../time/window.ts';
import { splitPeriods, wholePeriod } from '../time/window.ts';
import type { Sample } from './sample.ts';

/** A day or a week in which something was counted. */
export interface Subgroup extends Sample {
  from: Day;
  to: Day;
  /** What went wrong in it, where the KPI counts that. */
  misses?: number;
}

/** A KPI's subgroups, oldest first; those without data are left out. */
export interface ProcessSeries {
  day: readonly Subgroup[];
  week: readonly Subgroup[];
}

/** The most that a chart can hold of one kind; more than the points of a signal. */
const mostWeeks = 91;

/**
 * The last day that is over and reported whole: the day before, less the longest lag of the sources that feed the KPI.
 * A running day is no point of a chart.
 */
export const lastCompleteDay = (day: Day, kpi: Kpi, sources: readonly Lag[]): Day => {
  const types = typesOf(kpi);
  const feeding = sources.filter((source) => source.types.some((type) => types.includes(type)));
  return addDays(day, -1 - Math.max(0, ...feeding.map(({ reportingLagDays }) => reportingLagDays)));
};

/** The days whose rows a control chart reads. */
export const signalSpan = (last: Day, countsFrom = ''): Period => {
  const earliest = wholePeriod('week', addDays(last, -7 * mostWeeks)).from;
  return { from: earliest > countsFrom ? earliest : countsFrom, to: last };
};

const toSubgroup = (period: Period, { value, n, misses }: Measure): Subgroup[] =>
  value === null || n === 0 ? [] : [{ ...period, value, n, ...(misses !== undefined && { misses }) }];

/** Measures every complete day and week of a span. */
export const seriesOf = (kpi: Kpi, rows: RowsByType, span: Period, policy: Policy): ProcessSeries => {
  const subgroups = (by: 'day' | 'week') =>
    splitPeriods(by, span.from, span.to)
      .filter(({ from, to }) => wholePeriod(by, from).from === from && wholePeriod(by, to).to === to)
      .flatMap((period) => toSubgroup(period, measure(kpi, rows, period, policy)));
  return { day: subgroups('day'), week: subgroups('week') };
};

/** What of a series was known on a day: complete by `last`, within the span that is read. */
export const seriesUntil = ({ day, week }: ProcessSeries, { from, to }: Period): ProcessSeries => {
  const known = (subgroups: readonly Subgroup[]) => subgroups.filter((each) => from <= each.from && each.to <= to);
  return { day: known(day), week: known(week) };
};
