/** Values, amounts, days and windows as people read them: in mail, on pages and in the terminal. English, SI spacing. */

import type { Window } from '../config/objective.ts';
import { type Unit, units } from '../kpi.ts';
import { type Day, dayAt, daysBetween } from '../time/calendar.ts';
import { describePeriod } from '../time/window.ts';

const suffixes: Record<Unit, string> = {
  share: ' %',
  ppm: ' ppm',
  dpmo: ' DPMO',
  nps: '',
  percentagePoints: ' points',
  points: '',
  perThousand: ' per 1,000',
  hours: ' h',
  days: ' days',
  count: '',
};
const scaleOf = (unit: Unit) => (unit === 'share' ? 100 : 1);

/** `1234.5` → `1,234.5`; minus is the typographic sign, and zero has none. */
export const formatNumber = (value: number, decimals = 0): string => {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
};

/** A value in its unit: `79.6 %`, `1,250 ppm`; `no data` for null. */
export const formatValue = (unit: Unit, value: number | null, decimals: number = units[unit].decimals): string =>
  value === null ? 'no data' : formatNumber(value * scaleOf(unit), decimals) + suffixes[unit];

/** A target needs no more decimals than it was given: `90 %`, `99.95 %`. */
export const formatTarget = (unit: Unit, target: number): string => {
  const shown = Number((target * scaleOf(unit)).toFixed(6));
  return formatValue(unit, target, String(shown).split('.')[1]?.length ?? 0);
};

/** A difference in its unit; differences of shares are percentage points: `10.4 points`. */
export const formatDifference = (unit: Unit, difference: number, decimals: number = units[unit].decimals): string => {
  const text = formatNumber(Math.abs(difference) * scaleOf(unit), decimals);
  return unit === 'share' || unit === 'nps' || unit === 'points' ? `${text} points` : text + suffixes[unit];
};

/** Decimals at which two values can be told apart: `89.96 %` against `90 %`, never `90.0 %` against `90 %`. */
export const decimalsApart = (unit: Unit, a: number, b: number): number => {
  let decimals: number = units[unit].decimals;
  const shown = (value: number) => (value * scaleOf(unit)).toFixed(decimals);
  while (a !== b && shown(a) === shown(b) && decimals < 6) decimals++;
  return decimals;
};

/** `74.9 – 83.6 %`; an end without a bound is said in words. */
export const formatInterval = (
  unit: Unit,
  interval: readonly [number | null, number | null] | null,
  decimals: number = units[unit].decimals,
): string => {
  if (!interval) return 'not known';
  const [low, high] = interval;
  const bounded = (end: number | null): end is number => end !== null && Number.isFinite(end);
  if (!bounded(low)) return bounded(high) ? `at most ${formatValue(unit, high, decimals)}` : 'not bounded';
  if (!bounded(high)) return `at least ${formatValue(unit, low, decimals)}`;
  return `${formatNumber(low * scaleOf(unit), decimals)} – ${formatValue(unit, high, decimals)}`;
};

const part = (day: Day, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));

/** `14 March 2018`. */
export const formatDay = (day: Day): string => part(day, { day: 'numeric', month: 'long', year: 'numeric' });
/** `14 Mar 2018`. */
export const formatShortDay = (day: Day): string =>
  `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const clockTime = (instant: number, zone: string) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(
    instant,
  );

/** An instant in a zone: `1 April 2018, 09:12`. */
export const formatInstant = (instant: string, zone: string): string => {
  const at = Date.parse(instant);
  return `${formatDay(dayAt(at, zone))}, ${clockTime(at, zone)}`;
};

/** A moment of the contract, short: `14 Mar 2018 18:00`, or the date alone. */
export const formatMoment = (moment: string, zone: string): string => {
  if (moment.length === 10) return formatShortDay(moment);
  const at = Date.parse(moment);
  return `${formatShortDay(dayAt(at, zone))} ${clockTime(at, zone)}`;
};

/** ISO 8601 week of a day, and the year that the week belongs to. */
export const isoWeek = (day: Day): { week: number; year: number } => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  const year = at.getUTCFullYear();
  return { year, week: Math.ceil((daysBetween(`${year}-01-01`, at.toISOString().slice(0, 10)) + 1) / 7) };
};

/** A period in words, to stand after "in": `March 2018`, `1–9 April 2018`, `week 12, 2018`, `the 28 days to 31 March 2018`. */
export const formatPeriod = (window: Window, from: Day, to: Day): string => {
  const words = describePeriod({ from, to }, window);
  return typeof window === 'object' && window.days > 1 ? `the ${words}` : words;
};

/** The same with its preposition: `in March 2018`, `over 1–9 April 2018`, `on 3 April 2018`. */
export const formatWhen = (window: Window, from: Day, to: Day): string => {
  const words = formatPeriod(window, from, to);
  if (from === to) return `on ${words}`;
  return `${/^\d+\D/.test(words) ? 'over' : 'in'} ${words}`;
};

/** The label of a period on a chart's axis: a short name, and the year where it begins. */
export const axisLabel = (window: Window, from: Day, to: Day): { name: string; year: string } => {
  const month = (day: Day) => monthNames[Number(day.slice(5, 7)) - 1] ?? '';
  const year = from.slice(0, 4);
  const dayName = (day: Day) => ({ name: `${Number(day.slice(8))} ${month(day)}`, year: day.slice(0, 4) });
  if (typeof window === 'object') return dayName(to);
  switch (window) {
    case 'day':
      return dayName(from);
    case 'week':
      return { name: `W${isoWeek(from).week}`, year: String(isoWeek(from).year) };
    case 'month':
      return { name: month(from), year };
    case 'quarter':
      return { name: `Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`, year };
    case 'year':
      return { name: year, year: '' };
  }
};

/** What a window is called when there are several: `months`, `weeks`, `windows of 28 days`. */
export const windowNoun = (window: Window): string =>
  typeof window === 'object' ? `windows of ${window.days} days` : `${window}s`;

/** `A`, `A and B`, `A, B and 3 others`: no more than `most` of them. */
export const joinNames = (names: readonly string[], most = Number.POSITIVE_INFINITY): string => {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} others`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};
