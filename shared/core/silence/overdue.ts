/** Which sources are overdue: silent for longer than their cadence, by the company's own calendar (docs/decisions/0018). */

import type { Source } from '../config/source.ts';
import { isWorkingDay, type WorkingTime } from '../time/business-hours.ts';
import { addDays, type Day, dayAt, instantAt } from '../time/calendar.ts';
import type { Silence } from './silence.ts';
import { silenceOfSource } from './silenced.ts';

/** A source that owes data. */
export interface OverdueSource {
  source: string;
  /** When it last spoke, ISO 8601 in UTC; absent if it never did. */
  lastSeen?: string;
  cadenceHours: number;
}

/** A source, and since when it can be held to its cadence. */
export interface ExpectedSource extends Pick<Source, 'id' | 'cadenceHours'> {
  /** When it was given a cadence (ms): one that never spoke is silent from then on. */
  expectedSince: number;
  /** When it last spoke, ISO 8601 in UTC. */
  lastSpoke?: string;
}

/** What overdue is measured by. */
export interface OverdueGrounds {
  policy: WorkingTime;
  silences: readonly Silence[];
}

const hourMs = 3_600_000;

/**
 * True if, since an instant (ms), a source has been quiet for more than its cadence at another. Hours of the day and of
 * the night count, of working days only, and of none on which a planned shutdown names the source. A source without a
 * cadence is never overdue.
 */
export const isOverdue = (
  source: Pick<Source, 'id' | 'cadenceHours'>,
  since: number,
  now: number,
  { policy, silences }: OverdueGrounds,
): boolean => {
  const allowed = (source.cadenceHours ?? Number.POSITIVE_INFINITY) * hourMs;
  // Never more than the time on the clock: asked first, since a source that spoke just now is the rule.
  if (now - since <= allowed) return false;
  const zone = policy.timeZone;
  const owes = (day: Day) => isWorkingDay(day, policy) && !silenceOfSource(source, silences, day);
  const last = dayAt(now, zone);
  let quiet = 0;
  for (let day = dayAt(since, zone); day <= last && quiet <= allowed; day = addDays(day, 1)) {
    if (!owes(day)) continue;
    const begin = Math.max(since, instantAt(`${day}T00:00:00`, zone));
    const end = Math.min(now, instantAt(`${addDays(day, 1)}T00:00:00`, zone));
    quiet += Math.max(0, end - begin);
  }
  return quiet > allowed;
};

/** The sources that are overdue at an instant (ms). */
export const overdueSources = (
  sources: readonly ExpectedSource[],
  now: number,
  grounds: OverdueGrounds,
): OverdueSource[] =>
  sources.flatMap((source) => {
    const { id, cadenceHours, lastSpoke, expectedSince } = source;
    const since = lastSpoke === undefined ? expectedSince : Date.parse(lastSpoke);
    if (cadenceHours === undefined || !isOverdue(source, since, now, grounds)) return [];
    return [{ source: id, ...(lastSpoke !== undefined && { lastSeen: lastSpoke }), cadenceHours }];
  });
