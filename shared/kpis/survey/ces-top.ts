/** Customer effort, easy (CES): the share of 5 or more on 1 to 7. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureTopScores } from '../../core/measures.ts';
import { ces7541 } from '../survey-answers.ts';
import { ces } from '../tallies/scores.ts';

export const kpi: Kpi = {
  id: 'ces-top',
  title: 'Customer effort, easy (CES)',
  definition: 'Answers of 5, 6 or 7 (easy), of all answers.',
  unit: 'share',
  better: 'higher',
  counts: 'answers',
  tallies: [ces],
  examples: ['detractor'],
  read: (rows) => measureTopScores(rows.sum(ces), 5),
  chosen: () => 'share of 5 or more on 1 (hard) to 7 (easy)',
};

export const workedExamples: KpiExample[] = [
  {
    says: '5 is easy, 4 is not',
    responses: ces7541,
    expect: { value: 1 / 2, n: 4 },
  },
];
