/** Answers to "would you recommend us" `n`: promoters (9, 10) `p`, detractors (0 to 6) `d`. A dismissed survey is no answer. */
import type { Tally } from '../../core/kpi.ts';

export const nps: Tally<'response'> = {
  key: 'nps',
  version: 1,
  type: 'response',
  count({ facets: { answer } }) {
    if (answer?.nps === undefined || answer.dismissed) return undefined;
    return { n: 1, p: Number(answer.nps >= 9), d: Number(answer.nps <= 6) };
  },
};
