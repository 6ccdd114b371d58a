/** Customer satisfaction, mean: the mean of 1 to 5. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureMean, scoresOf } from '../../core/measures.ts';
import { csat } from '../tallies/csat.ts';

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
    responses: [
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 5 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 4 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 3 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 1 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', dismissed: true } },
    ],
    expect: { value: 3.25, n: 4 },
  },
];
