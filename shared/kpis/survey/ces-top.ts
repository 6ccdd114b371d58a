/** Customer effort, easy (CES): the share of 5 or more on 1 to 7. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureTopScores } from '../../core/measures.ts';
import { ces } from '../tallies/ces.ts';

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
    responses: [
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 7 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 5 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 4 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 1 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', dismissed: true } },
    ],
    expect: { value: 1 / 2, n: 4 },
  },
];
