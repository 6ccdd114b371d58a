/** Windows: which days an objective looks at, the periods before it, and how people call them. */
import type { RecordType } from '../../../events/record-types.ts';
import type { Window } from '../config/objective.ts';
import { addDays, type Day, daysBetween } from './calendar.ts';

/** Days from one to another, both included. */
export interface Period {
  from: Day;
  to: Day;
}

/** Points on a chart: the reading's own period and the twelve before it. */
const chartPeriods = 13;

const monthOf = (day: Day) => Number(day.slice(5, 7));
const firstOfMonth = (year: number, month: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
/** Monday is 0. */
const weekday = (day: Day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The first day of the first month of the calendar period of `months` months (a month, a quarter, a year) after a day's own. */
const startAfter = (day: Day, months: number): Day => {
  const next = Math.floor((monthOf(day) - 1) / months) * months + months;
  return firstOfMonth(Number(day.slice(0, 4)) + Math.floor(next / 12), (next % 12) + 1);
};

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;

/** The whole period that holds a day. A rolling window is the one that ends with it. */
export const wholePeriod = (window: Window, day: Day): Period => {
  if (typeof window === 'object') return { from: addDays(day, 1 - window.days), to: day };
  if (window === 'day') return { from: day, to: day };
  if (window === 'week') {
    const monday = addDays(day, -weekday(day));
    return { from: monday, to: addDays(monday, 6) };
  }
  const months = monthsIn[window];
  const first = Math.floor((monthOf(day) - 1) / months) * months + 1;
  return { from: firstOfMonth(Number(day.slice(0, 4)), first), to: addDays(startAfter(day, months), -1) };
};

/** The period to date: the part of it that had passed on its last countable day. */
export const periodTo = (window: Window, last: Day): Period => ({ ...wholePeriod(window, last), to: last });

/** The periods of a chart, oldest first: whole ones, then the one that runs to `last`. Rolling ones lie end to end. */
export const recentPeriods = (window: Window, last: Day, count = chartPeriods): Period[] => {
  const periods = [periodTo(window, last)];
  while (periods.length < count) {
    const oldest = periods[0] as Period;
    periods.unshift(wholePeriod(window, addDays(oldest.from, -1)));
  }
  return periods;
};

/** Days `from` to `to` cut at the ends of calendar periods, oldest first; the first and the last may be parts of one. */
export const splitPeriods = (by: 'day' | 'week' | 'month', from: Day, to: Day): Period[] => {
  const periods: Period[] = [];
  for (let day = from; day <= to; ) {
    const end = wholePeriod(by, day).to;
    const last = end < to ? end : to;
    periods.push({ from: day, to: last });
    day = addDays(last, 1);
  }
  return periods;
};

/** What windows need to know of a source: what it sends, and how many days later. */
export interface Lag {
  types: readonly RecordType[];
  reportingLagDays: number;
}

/**
 * The last day that can be judged. Deliveries count on the day they were due, so that day must have passed and been
 * reported: yesterday, less the longest lag of the sources that report deliveries. Anything else counts up to today.
 */
export const lastCountableDay = (today: Day, types: readonly RecordType[], sources: readonly Lag[]): Day => {
  if (!types.includes('delivery')) return today;
  const lags = sources.filter((source) => source.types.includes('delivery')).map((source) => source.reportingLagDays);
  return addDays(today, -1 - Math.max(0, ...lags));
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const parts = (day: Day) => ({
  year: day.slice(0, 4),
  month: months[monthOf(day) - 1] ?? '',
  date: String(Number(day.slice(8, 10))),
});

/** `14 March 2026`. */
const describeDay = (day: Day): string => {
  const { year, month, date } = parts(day);
  return `${date} ${month} ${year}`;
};

const describeDays = ({ from, to }: Period): string => {
  if (from === to) return describeDay(to);
  const [start, end] = [parts(from), parts(to)];
  if (start.year !== end.year) return `${describeDay(from)} – ${describeDay(to)}`;
  if (start.month !== end.month) return `${start.date} ${start.month} – ${describeDay(to)}`;
  return `${start.date}–${describeDay(to)}`;
};

/** ISO 8601: a week belongs to the year of its Thursday. */
const describeWeek = (monday: Day): string => {
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  return `week ${Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1}, ${year}`;
};

/** How people call a period: `March 2018`, `1–9 April 2018` while it runs, `week 12, 2026`, `28 days to 14 March 2026`. */
export const describePeriod = (period: Period, window: Window): string => {
  if (typeof window === 'object')
    return window.days === 1 ? describeDay(period.to) : `${window.days} days to ${describeDay(period.to)}`;
  const whole = wholePeriod(window, period.to);
  if (whole.from !== period.from || whole.to !== period.to) return describeDays(period);
  const { year, month } = parts(period.from);
  switch (window) {
    case 'day':
      return describeDay(period.to);
    case 'week':
      return describeWeek(period.from);
    case 'month':
      return `${month} ${year}`;
    case 'quarter':
      return `Q${(monthOf(period.from) + 2) / 3} ${year}`;
    case 'year':
      return year;
  }
};
