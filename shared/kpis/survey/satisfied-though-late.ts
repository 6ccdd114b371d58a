/** How many customers are satisfied although their delivery was late. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { perception } from '../tallies/perception.ts';

export const kpi: Kpi = {
  id: 'satisfied-though-late',
  title: 'Satisfied though late',
  definition: 'Customers who are satisfied (4 or 5 of 5), of all who answered about a delivery that was late.',
  unit: 'share',
  better: 'higher',
  counts: 'answers about a late delivery',
  tallies: [perception],
  examples: ['detractor'],
  read(rows) {
    const { l = 0, ls = 0 } = rows.sum(perception);
    return measureShare(ls, l);
  },
  chosen: () => 'top-2 box of 1 to 5',
};

const answer = { answeredAt: '2026-03-02T10:00:00Z', survey: 'after-delivery' };

export const workedExamples: KpiExample[] = [
  {
    says: 'one of two who were served late is satisfied; who was served on time does not count',
    responses: [
      { answer: { ...answer, onTime: false, csat: 4 } },
      { answer: { ...answer, onTime: false, csat: 2 } },
      { answer: { ...answer, onTime: true, csat: 5 } },
    ],
    expect: { value: 1 / 2, n: 2 },
  },
];
