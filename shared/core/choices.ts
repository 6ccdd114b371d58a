/** The company's choices in words, as they are printed beside the values that they shaped. */
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
const describeOthers = (policy: Policy, part: 'onTime' | 'inFull' | 'complaints'): string[] => {
  const others = Object.entries(policy.sources)
    .filter(([, narrowed]) => narrowed[part])
    .map(([source]) => source);
  return others.length > 0 ? [`otherwise for ${others.join(', ')}`] : [];
};

/** `first promise, by calendar day in Europe/Berlin, late from 15 minutes on`. */
export const describeOnTime = (policy: Policy): string => {
  const { promise, rule, late, early } = policy.onTime;
  const by = rule === 'calendar-day' ? `by calendar day in ${policy.timeZone}` : 'by timestamp';
  const words = [promises[promise], by, ...describeLate(late), ...describeEarly(early)];
  return [...words, ...describeOthers(policy, 'onTime')].join(', ');
};

/** `in full to 2 % of a line`. */
export const describeInFull = (policy: Policy): string => {
  const { tolerancePercent } = policy.inFull;
  const exact =
    tolerancePercent === 0 ? 'every line in full' : `in full with up to ${tolerancePercent} % of a line missing`;
  return [exact, ...describeOthers(policy, 'inFull')].join(', ');
};

/** What a complaint's clock counts; `hours` is the time it is given where the complaint has no due time of its own. */
export const describeComplaintHours = (policy: Policy, hours?: number): string => {
  const words = hours === undefined ? [] : [`${hours} hours where none was promised`];
  return ['calendar hours', ...words, ...(hours === undefined ? [] : describeOthers(policy, 'complaints'))].join(', ');
};
