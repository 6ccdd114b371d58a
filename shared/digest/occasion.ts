/** Which digest is asked for by hand: of the week or month before a day. */
import type { Setting } from '../alerts/setting.ts';
import type { Person } from '../core/config/person.ts';
import type { Cadence } from '../core/digest/due.ts';
import { monthBefore, weekBefore } from '../core/digest/period.ts';
import { addDays, type Day, dayAt } from '../core/time/calendar.ts';
import type { DigestOccasion } from './gather-digest.ts';

export interface AskedDigest {
  cadence: Cadence;
  /** As if written on this day, with today's knowledge; the person's today if absent. */
  asOf?: Day;
}

/** @param now Milliseconds since 1970. */
export const occasionOf = (
  { cadence, asOf }: AskedDigest,
  { policy, today }: Pick<Setting, 'policy' | 'today'>,
  person: Pick<Person, 'timeZone'>,
  now: number,
): DigestOccasion => {
  const day = asOf ?? dayAt(now, person.timeZone ?? policy.timeZone);
  const period = (cadence === 'weekly' ? weekBefore : monthBefore)(day, addDays(today, -1));
  return { cadence, period, at: new Date(now).toISOString(), live: asOf === undefined || asOf >= today };
};
