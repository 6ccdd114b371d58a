/** On time and in full, by line: what the customer's goods-in sees. */
import { describeInFull, describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { inFull } from '../tallies/in-full.ts';

export const kpi: Kpi = {
  id: 'otif-lines',
  title: 'On time and in full (lines)',
  definition: 'Order lines on time and in full, of the lines of the orders due.',
  unit: 'share',
  better: 'higher',
  counts: 'order lines due',
  tallies: [inFull],
  examples: ['late', 'early', 'overdue', 'short'],
  read(rows) {
    const { ln = 0, lx = 0 } = rows.sum(inFull);
    return measureShare(lx, ln);
  },
  chosen: (policy) => `by line, ${describeOnTime(policy)}, ${describeInFull(policy)}`,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'lines are counted one by one, and a late order has none in time',
    deliveries: [
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: {
          items: [
            { id: '1', ordered: 10, delivered: 9 },
            { id: '2', ordered: 5, delivered: 5 },
            { id: '3', ordered: 5, delivered: 6 },
          ],
        },
      },
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-04' },
        lines: { items: [{ id: '1', ordered: 10, delivered: 10 }] },
      },
    ],
    expect: { value: 2 / 4, n: 4 },
  },
];
