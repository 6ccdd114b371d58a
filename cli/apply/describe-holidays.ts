/** Half a century of holidays in a line or two: how many, and those that a reader can check. */
import type { Holidays } from '../../shared/core/time/business-calendar.ts';
import type { Day } from '../../shared/core/time/calendar.ts';

type Years = Holidays['years'];

const daysOf = (years: Years): Day[] =>
  Object.entries(years).flatMap(([year, days]) =>
    days.split(' ').map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`),
  );

const mostShown = 12;

/** The days of the reader's year and those beside it. */
const near = (days: readonly Day[], around: number) =>
  days.filter((day) => Math.abs(Number(day.slice(0, 4)) - around) <= 1);

const listed = (days: readonly Day[], around: number): string => {
  if (days.length <= mostShown) return days.join(', ');
  const shown = near(days, around).slice(0, mostShown);
  return shown.length > 0 ? `${shown.join(', ')} and ${days.length - shown.length} in other years` : '…';
};

/** `2026: 01-01 04-06 05-01`. */
const ofYears = (days: readonly Day[]): string[] =>
  [...Map.groupBy(days, (day) => day.slice(0, 4))].map(
    ([year, ofYear]) => `${year}: ${ofYear.map((day) => day.slice(5)).join(' ')}`,
  );

const describeAll = (days: readonly Day[], around: number): string => {
  if (days.length === 0) return 'none';
  const span = `${days.length} days from ${days[0]} to ${days.at(-1)}`;
  return days.length <= mostShown ? days.join(', ') : [span, ...ofYears(near(days, around))].join('; ');
};

/** What was added and removed; all of them in short where there were none before. `around` is the year of the reader. */
export const describeHolidays = (before: Years | undefined, after: Years | undefined, around: number): string => {
  const [old, next] = [daysOf(before ?? {}), daysOf(after ?? {})];
  if (old.length === 0 || next.length === 0) return describeAll(next, around);
  const added = next.filter((day) => !old.includes(day));
  const removed = old.filter((day) => !next.includes(day));
  return [
    ...(added.length > 0 ? [`${added.length} more: ${listed(added, around)}`] : []),
    ...(removed.length > 0 ? [`${removed.length} fewer: ${listed(removed, around)}`] : []),
  ].join('; ');
};
