/** Customer satisfaction (CSAT): the top-2 box of 1 to 5. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureTopScores } from '../../core/measures.ts';
import { csat5431 } from '../survey-answers.ts';
import { csat } from '../tallies/scores.ts';

export const kpi: Kpi = {
  id: 'csat',
  title: 'Customer satisfaction (CSAT)',
  definition: 'Answers of 4 or 5, of all answers.',
  unit: 'share',
  better: 'higher',
  counts: 'answers',
  tallies: [csat],
  examples: ['detractor'],
  read: (rows) => measureTopScores(rows.sum(csat), 4),
  chosen: () => 'top-2 box of 1 to 5',
};

export const workedExamples: KpiExample[] = [
  {
    says: '4 and 5 are satisfied, 3 is not',
    responses: csat5431,
    expect: { value: 1 / 2, n: 4 },
  },
];
