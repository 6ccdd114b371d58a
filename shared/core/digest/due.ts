/**
 * Which digests are due: each at its day and hour on the wall clock of the person who gets it, found from a span of time.
 * Pure, so that ticks may come late, twice or not at all: whoever asks looks back far enough, and writes each one once
 * (docs/decisions/0023).
 */

import type { Person } from '../config/person.ts';
import { addDays, type Day, dayAt, firstInstantFrom } from '../time/calendar.ts';
import { type Weekday, weekdayOf } from '../time/weekday.ts';
import { type DigestPeriod, monthBefore, weekBefore } from './period.ts';

/** How often a digest comes. */
export type Cadence = 'weekly' | 'monthly';

/** A person, and since when (ms) anybody could owe them a digest. */
export interface DigestReader extends Pick<Person, 'id' | 'roles' | 'timeZone'> {
  /** Absent on people who were configured before there were digests. */
  digest?: Person['digest'];
  since?: number;
}

export interface DueDigest {
  person: string;
  cadence: Cadence;
  /** Instant (ms) at which it was due. */
  due: number;
  period: DigestPeriod;
}

interface Times {
  weekly?: { day: Weekday; hour: number };
  monthly?: { day: number; hour: number };
}

/** When somebody's digests come: what was chosen, else what their roles bring. */
export const digestTimes = ({ digest, roles }: Pick<DigestReader, 'digest' | 'roles'>): Times => {
  const leads = roles.includes('top-management') || roles.includes('quality-manager');
  const weekly = digest?.weekly ?? (leads && { day: 'mon' as const, hour: 7 });
  const monthly = digest?.monthly ?? false;
  return { ...(weekly && { weekly }), ...(monthly && { monthly }) };
};

const wallTime = (day: Day, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00`;

/** The cadences whose day this is, with the hour. */
const onDay = ({ weekly, monthly }: Times, day: Day): { cadence: Cadence; hour: number }[] => [
  ...(weekly && weekdayOf(day) === weekly.day ? [{ cadence: 'weekly' as const, hour: weekly.hour }] : []),
  ...(monthly && Number(day.slice(8)) === monthly.day ? [{ cadence: 'monthly' as const, hour: monthly.hour }] : []),
];

const dueOf = (person: DigestReader, from: number, to: number, companyZone: string): DueDigest[] => {
  const zone = person.timeZone ?? companyZone;
  const times = digestTimes(person);
  const earliest = Math.max(from, person.since ?? from);
  const found: DueDigest[] = [];
  // A day before: where a clock change leaves the hour out, it falls due on the day after.
  for (let day = addDays(dayAt(from, zone), -1); day <= dayAt(to, zone); day = addDays(day, 1)) {
    for (const { cadence, hour } of onDay(times, day)) {
      const due = firstInstantFrom(wallTime(day, hour), zone);
      if (due <= earliest || due > to) continue;
      const before = cadence === 'weekly' ? weekBefore : monthBefore;
      found.push({ person: person.id, cadence, due, period: before(day, addDays(dayAt(due, companyZone), -1)) });
    }
  }
  return found;
};

/**
 * The digests that fell due after `from` and up to `to` (ms), the oldest first. A local time that a clock change leaves
 * out falls due at the first moment after it, one that is repeated at the first of the two.
 */
export const digestsDue = (
  people: readonly DigestReader[],
  from: number,
  to: number,
  companyZone: string,
): DueDigest[] => people.flatMap((person) => dueOf(person, from, to, companyZone)).sort((a, b) => a.due - b.due);
