/** The sources that count on a day, with when each last spoke and since when it can be held to its cadence. */

import type { Source } from '../core/config/source.ts';
import type { ExpectedSource } from '../core/silence/overdue.ts';
import { type Day, startOfMoment } from '../core/time/calendar.ts';
import { type ConfigVersion, effectiveOn } from '../store/config.ts';

/** The first of the versions, up to the one that counts, that have had a cadence without a break. */
const firstWithCadence = <V extends Pick<Source, 'cadenceHours'>>(
  versions: readonly ConfigVersion<V>[],
  counting: ConfigVersion<V>,
): ConfigVersion<V> => {
  const until = versions
    .filter(({ id, version }) => id === counting.id && version <= counting.version)
    .sort((a, b) => a.version - b.version);
  const without = until.findLastIndex(({ value }) => value.cadenceHours === undefined);
  return until[without + 1] ?? counting;
};

/** @param spoken when each source last spoke (`readSpoken`) */
export const expectedSources = (
  versions: readonly ConfigVersion<Source>[],
  spoken: ReadonlyMap<string, string>,
  today: Day,
  timeZone: string,
): ExpectedSource[] =>
  effectiveOn(versions, today).map((counting) => {
    const { createdAt, effectiveFrom } = firstWithCadence(versions, counting);
    const lastSpoke = spoken.get(counting.id);
    return {
      id: counting.id,
      cadenceHours: counting.value.cadenceHours,
      // A version may be written long before it counts, and long after the day that it is said to count from.
      expectedSince: Math.max(Date.parse(createdAt), startOfMoment(effectiveFrom, timeZone)),
      ...(lastSpoke !== undefined && { lastSpoke }),
    };
  });
