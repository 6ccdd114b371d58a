/** Customer satisfaction, mean: the mean of 1 to 5. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureMean, scoresOf } from '../../core/measures.ts';
import { csat5431 } from '../survey-answers.ts';
import { csat } from '../tallies/scores.ts';

export const kpi: Kpi = {
  id: 'csat-mean',
  title: 'Customer satisfaction, mean',
  definition: 'Mean of the satisfaction scores.',
  unit: 'points',
  better: 'higher',
  counts: 'answers',
  tallies: [csat],
  examples: ['detractor'],
  read: (rows) => measureMean(scoresOf(rows.sum(csat)), 1, 5),
  chosen: () => 'mean of 1 to 5',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'the mean of 5, 4, 3 and 1',
    responses: csat5431,
    expect: { value: 3.25, n: 4 },
  },
];
