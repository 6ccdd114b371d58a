/** Half a century of holidays in a line or two: how many, and those that a reader can check. */
import type { Holidays } from '../../shared/core/business-calendar.ts';
import type { Day } from '../../shared/core/calendar.ts';

type Years = Holidays['years'];

const daysOf = (years: Years): Day[] =>
  Object.entries(years).flatMap(([year, days]) =>
    days.split(' ').map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`),
  );

const mostShown = 12;
const listed = (days: readonly Day[]) =>
  days.length > mostShown
    ? `${days.slice(0, mostShown).join(', ')} and ${days.length - mostShown} more`
    : days.join(', ');

const describeAll = (years: Years, around: number): string => {
  const days = daysOf(years);
  const near = days.filter((day) => Math.abs(Number(day.slice(0, 4)) - around) <= 1);
  if (days.length <= mostShown) return days.length === 0 ? 'none' : listed(days);
  const shown =
    near.length > 0
      ? `; ${[...Map.groupBy(near, (day) => day.slice(0, 4))].map(([year, ofYear]) => `${year}: ${ofYear.map((day) => day.slice(5)).join(' ')}`).join('; ')}`
      : '';
  return `${days.length} days from ${days[0]} to ${days.at(-1)}${shown}`;
};

/** What was added and removed; all of them in short where there were none before. `around` is the year of the reader. */
export const describeHolidays = (before: Years | undefined, after: Years | undefined, around: number): string => {
  if (!before || !after) return after ? describeAll(after, around) : 'none';
  const [old, next] = [daysOf(before), daysOf(after)];
  const added = next.filter((day) => !old.includes(day));
  const removed = old.filter((day) => !next.includes(day));
  return [
    ...(added.length > 0 ? [`${added.length} more: ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`${removed.length} less: ${listed(removed)}`] : []),
  ].join('; ');
};
