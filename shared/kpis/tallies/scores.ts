/** Scores of surveys: one counter for each score. A dismissed survey is no answer. */
import type { Tally } from '../../core/kpi.ts';

const countScores = (question: 'csat' | 'ces'): Tally<'response'> => ({
  key: question,
  version: 1,
  type: 'response',
  count({ facets: { answer } }) {
    const score = answer?.[question];
    return score === undefined || answer?.dismissed ? undefined : { [score]: 1 };
  },
});

/** Satisfaction, 1 to 5. */
export const csat = countScores('csat');

/** Effort, 1 (hard) to 7 (easy). */
export const ces = countScores('ces');
