/** Effort scores, 1 (hard) to 7 (easy): one counter for each. A dismissed survey is no answer. */
import type { Tally } from '../../core/kpi.ts';

export const ces: Tally<'response'> = {
  key: 'ces',
  version: 1,
  type: 'response',
  count({ facets: { answer } }) {
    return answer?.ces === undefined || answer.dismissed ? undefined : { [answer.ces]: 1 };
  },
};
