/**
 * Time as the company works: the hours of its working days, holidays left out. Where the policy names no business
 * hours, every hour of every day counts. A day's hours begin and end by the wall clock of the company's zone, so a clock
 * change inside them makes them shorter or longer.
 */

import type { Policy } from '../config/policy.ts';
import type { BusinessHours } from './business-calendar.ts';
import { addDays, type Day, dayAt, daysBetween, firstInstantFrom } from './calendar.ts';
import { weekdayOf } from './weekday.ts';

/** What the policy says of it. */
export type WorkingTime = Pick<Policy, 'timeZone' | 'businessHours'>;

const minuteMs = 60_000;
const hourMs = 3_600_000;

const worksOn = (day: Day, { days, holidays }: BusinessHours): boolean =>
  days.includes(weekdayOf(day)) && !holidays.years[day.slice(0, 4)]?.includes(day.slice(5, 7) + day.slice(8));

/** True if the company works on a day. */
export const isWorkingDay = (day: Day, { businessHours }: WorkingTime): boolean =>
  !businessHours || worksOn(day, businessHours);

/** The instants (ms) between which the company works on a day; as long as nothing where a clock change leaves it out. */
const openingOf = (day: Day, { from, to }: BusinessHours, zone: string): [open: number, close: number] => {
  const open = firstInstantFrom(`${day}T${from}:00`, zone);
  if (dayAt(open, zone) !== day) return [open, open];
  const midnight = firstInstantFrom(`${addDays(day, 1)}T00:00:00`, zone);
  const close = to === '24:00' ? midnight : Math.min(midnight, firstInstantFrom(`${day}T${to}:00`, zone));
  return [open, Math.max(open, close)];
};

/** The working time of a year, day by day: ms, instants in ms. */
interface Year {
  opens: Float64Array;
  lengths: Float64Array;
  /** What had been worked since the year began when a day began. */
  before: Float64Array;
  total: number;
}

const firstOf = (year: number): Day => `${String(year).padStart(4, '0')}-01-01`;

const buildYear = (year: number, hours: BusinessHours, zone: string): Year => {
  const first = firstOf(year);
  const days = daysBetween(first, firstOf(year + 1));
  const built = { opens: new Float64Array(days), lengths: new Float64Array(days), before: new Float64Array(days) };
  let total = 0;
  for (let index = 0; index < days; index++) {
    const day = addDays(first, index);
    const [open, close] = openingOf(day, hours, zone);
    const length = worksOn(day, hours) ? close - open : 0;
    built.opens[index] = open;
    built.lengths[index] = length;
    built.before[index] = total;
    total += length;
  }
  return { ...built, total };
};

// A year takes milliseconds to build, and the fold asks for every complaint. Kept as long as the policy's own object.
const known = new WeakMap<BusinessHours, Map<string, Year>>();

const yearOf = (year: number, hours: BusinessHours, zone: string): Year => {
  let years = known.get(hours);
  if (!years) {
    years = new Map();
    known.set(hours, years);
  }
  const key = `${zone} ${year}`;
  let built = years.get(key);
  if (!built) {
    built = buildYear(year, hours, zone);
    years.set(key, built);
  }
  return built;
};

/** The year of an instant, and how long (ms) was worked in it until then. */
const workedUntil = (at: number, hours: BusinessHours, zone: string): { year: number; worked: number } => {
  const day = dayAt(at, zone);
  const year = Number(day.slice(0, 4));
  const { opens, lengths, before } = yearOf(year, hours, zone);
  const index = daysBetween(firstOf(year), day);
  const today = Math.min(Math.max(0, at - (opens[index] ?? 0)), lengths[index] ?? 0);
  return { year, worked: (before[index] ?? 0) + today };
};

/** Minutes, with fractions, that the company works between two instants (ms); negative if the second is earlier. */
export const businessMinutesBetween = (from: number, to: number, policy: WorkingTime): number => {
  const { businessHours, timeZone } = policy;
  if (!businessHours) return (to - from) / minuteMs;
  if (to < from) return 0 - businessMinutesBetween(to, from, policy);
  const start = workedUntil(from, businessHours, timeZone);
  const end = workedUntil(to, businessHours, timeZone);
  let worked = end.worked - start.worked;
  for (let year = start.year; year < end.year; year++) worked += yearOf(year, businessHours, timeZone).total;
  return worked / minuteMs;
};

/** The first day of a year by whose end so much (ms, above zero) has been worked since the year began. */
const dayOfWorked = (worked: number, { before, lengths }: Year): number => {
  let [low, high] = [0, before.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle] ?? 0) + (lengths[middle] ?? 0) >= worked) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * The earliest instant (ms) by which the company has worked so many hours (not negative) since another. With none to
 * work it is that instant itself; when a day's last hour ends them, it is the end of that day's hours.
 */
export const addBusinessHours = (at: number, hours: number, { businessHours, timeZone }: WorkingTime): number => {
  const ms = Math.round(hours * hourMs);
  if (!businessHours || ms === 0) return at + ms;
  const start = workedUntil(at, businessHours, timeZone);
  let { year } = start;
  let worked = start.worked + ms;
  for (;;) {
    const built = yearOf(year, businessHours, timeZone);
    if (worked <= built.total) {
      const index = dayOfWorked(worked, built);
      return (built.opens[index] ?? 0) + worked - (built.before[index] ?? 0);
    }
    worked -= built.total;
    year += 1;
  }
};

/** The first instant (ms), from one on, at which the company is at work: the instant itself within its hours. */
export const nextWorkingMoment = (at: number, policy: WorkingTime): number => {
  const { businessHours, timeZone } = policy;
  if (!businessHours) return at;
  for (let day = dayAt(at, timeZone); ; day = addDays(day, 1)) {
    const [open, close] = openingOf(day, businessHours, timeZone);
    if (worksOn(day, businessHours) && Math.max(open, at) < close) return Math.max(open, at);
  }
};
