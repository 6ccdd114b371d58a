/**
 * Satisfaction of customers whose delivery was on time, and of those whose delivery was late: answers `t` and `l`, of
 * them satisfied (4 or 5 of 5) `ts` and `ls`. Only answers that say how their delivery went.
 */
import type { Counters, Tally } from '../../core/kpi.ts';

export const perception: Tally<'response'> = {
  key: 'perc',
  version: 1,
  type: 'response',
  count({ facets: { answer } }): Counters | undefined {
    if (answer?.csat === undefined || answer.onTime === undefined || answer.dismissed) return undefined;
    const satisfied = Number(answer.csat >= 4);
    return answer.onTime ? { t: 1, ts: satisfied } : { l: 1, ls: satisfied };
  },
};
