/** What a move to `silent` rests on. */

import type { Evidence } from '../core/alert/evidence.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { typesOf } from '../core/reading.ts';
import { sourcesThatFeed } from '../core/silence/feeds.ts';
import { dayOfMoment } from '../core/time/calendar.ts';
import { type History, runSince } from './gather-history.ts';
import type { Setting } from './setting.ts';

/** Which sources are silent, and since which day. */
export type SilenceEvidence = Pick<Evidence, 'silentSources' | 'sinceDay'>;

/** The sources that owe data: those that are overdue, else all that feed the objective, none of which spoke after the last day with data. */
export const silenceEvidence = (
  { sources, overdue = [], policy }: Setting,
  objective: Objective,
  kpi: Kpi,
  { lastData, periods }: History,
): SilenceEvidence => {
  const feeds = sourcesThatFeed(objective, typesOf(kpi), sources);
  const owing = overdue.filter(({ source }) => feeds.some(({ id }) => id === source));
  // Held to its cadence, a source is silent since its last word, whatever the periods say.
  const [lastWord] = owing.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
  if (owing.length > 0) return { silentSources: owing, sinceDay: lastWord && dayOfMoment(lastWord, policy.timeZone) };
  const silentSources = feeds.map(({ id, cadenceHours }) => ({
    source: id,
    ...(lastData && { lastSeen: lastData }),
    ...(cadenceHours && { cadenceHours }),
  }));
  return { silentSources, sinceDay: runSince(periods) };
};
