/** Customer effort, mean (CES): the mean of 1 to 7. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureMean, scoresOf } from '../../core/measures.ts';
import { ces7541 } from '../survey-answers.ts';
import { ces } from '../tallies/scores.ts';

export const kpi: Kpi = {
  id: 'ces-mean',
  title: 'Customer effort, mean (CES)',
  definition: 'Mean of the effort scores.',
  unit: 'points',
  better: 'higher',
  counts: 'answers',
  tallies: [ces],
  examples: ['detractor'],
  read: (rows) => measureMean(scoresOf(rows.sum(ces)), 1, 7),
  chosen: () => 'mean of 1 (hard) to 7 (easy)',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'the mean of 7, 5, 4 and 1',
    responses: ces7541,
    expect: { value: 4.25, n: 4 },
  },
];
