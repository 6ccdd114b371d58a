/** The company's choices in words, as they are printed beside the values that they shaped. */

import { type Weekday, weekdays } from '../time/weekday.ts';
import type { Policy, Tolerance } from './policy.ts';

const promises = { requested: 'requested date', first: 'first promise', latest: 'latest promise' } as const;

const amountOf = ({ minutes, days }: Tolerance): string => {
  const [amount, unit] = minutes === undefined ? [days ?? 0, 'day'] : [minutes, 'minute'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};
const isNone = (tolerance: Tolerance) => tolerance.inclusive && !tolerance.minutes && !tolerance.days;

const describeLate = (tolerance: Tolerance): string[] => {
  if (isNone(tolerance)) return [];
  const amount = amountOf(tolerance);
  return [tolerance.inclusive ? `up to ${amount} late is on time` : `late from ${amount} on`];
};
const describeEarly = (tolerance: Tolerance | undefined): string[] => {
  if (!tolerance) return [];
  if (isNone(tolerance)) return ['early is not on time'];
  const amount = amountOf(tolerance);
  return [tolerance.inclusive ? `up to ${amount} early is on time` : `too early from ${amount} on`];
};

/** Sources that differ in a part of the policy: the words then hold for the others only. */
const describeOthers = (policy: Policy, differs: (narrowed: Policy['sources'][string]) => boolean): string[] => {
  const others = Object.entries(policy.sources)
    .filter(([, narrowed]) => differs(narrowed))
    .map(([source]) => source);
  return others.length > 0 ? [`otherwise for ${others.join(', ')}`] : [];
};

/** `first promise, by calendar day in Europe/Berlin, late from 15 minutes on`. */
export const describeOnTime = (policy: Policy): string => {
  const { promise, rule, late, early } = policy.onTime;
  const by = rule === 'calendar-day' ? `by calendar day in ${policy.timeZone}` : 'by timestamp';
  const words = [promises[promise], by, ...describeLate(late), ...describeEarly(early)];
  return [...words, ...describeOthers(policy, ({ onTime }) => onTime !== undefined)].join(', ');
};

/** `in full to 2 % of a line`. */
export const describeInFull = (policy: Policy): string => {
  const { tolerancePercent } = policy.inFull;
  const exact =
    tolerancePercent === 0 ? 'every line in full' : `in full with up to ${tolerancePercent} % of a line missing`;
  return [exact, ...describeOthers(policy, (narrowed) => narrowed.inFull !== undefined)].join(', ');
};

const shortNames: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** `Mon–Fri`; days that are not in a row one by one. */
const describeDays = (named: readonly Weekday[]): string => {
  const days = weekdays.filter((day) => named.includes(day));
  const [first, last] = [days[0], days.at(-1)];
  const inRow = days.length > 2 && last === weekdays[weekdays.indexOf(first ?? 'mon') + days.length - 1];
  return (inRow ? [first, last] : days).map((day) => (day ? shortNames[day] : '')).join(inRow ? '–' : ', ');
};

/** `Mon–Fri 09:00–17:00, holidays excepted`; `every hour of every day` where the company named no hours. */
export const describeBusinessHours = ({ businessHours }: Pick<Policy, 'businessHours'>): string => {
  if (!businessHours) return 'every hour of every day';
  const { days, from, to, holidays } = businessHours;
  const except = Object.keys(holidays.years).length > 0 ? ', holidays excepted' : '';
  return `${describeDays(days)} ${from}–${to}${except}`;
};

/** What a complaint's clock counts; `hours` is the time it is given where the complaint has no due time of its own. */
export const describeComplaintHours = (policy: Policy, hours?: number): string => {
  const counted =
    policy.complaints.hours === 'business' ? `business hours (${describeBusinessHours(policy)})` : 'calendar hours';
  const allowed = hours === undefined ? [] : [`${hours} hours where none was promised`];
  const differs = ({ complaints }: Policy['sources'][string]) =>
    hours === undefined ? complaints?.hours !== undefined : complaints !== undefined;
  return [counted, ...allowed, ...describeOthers(policy, differs)].join(', ');
};
