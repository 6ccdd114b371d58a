/** Satisfaction scores, 1 to 5: one counter for each. A dismissed survey is no answer. */
import type { Tally } from '../../core/kpi.ts';

export const csat: Tally<'response'> = {
  key: 'csat',
  version: 1,
  type: 'response',
  count({ facets: { answer } }) {
    return answer?.csat === undefined || answer.dismissed ? undefined : { [answer.csat]: 1 };
  },
};
