/** Perfect order (SCOR RL.1.1). Counted order by order; multiplying the component rates would assume they are independent. */
import { describeInFull, describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { inFull } from '../tallies/in-full.ts';

export const kpi: Kpi = {
  id: 'perfect-order',
  title: 'Perfect orders',
  definition: 'Orders complete, on time, undamaged and with the right documents, of those due whose lines are known.',
  unit: 'share',
  better: 'higher',
  counts: 'orders due',
  tallies: [inFull],
  examples: ['late', 'early', 'overdue', 'short'],
  read(rows) {
    const { n = 0, p = 0 } = rows.sum(inFull);
    return measureShare(p, n);
  },
  chosen: (policy) => `by order, ${describeOnTime(policy)}, ${describeInFull(policy)}`,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'damage and wrong documents each spoil an order; what is not said is right',
    deliveries: [
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: { items: [{ id: '1', ordered: 1, delivered: 1 }] },
      },
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02', damaged: true },
        lines: { items: [{ id: '1', ordered: 1, delivered: 1 }] },
      },
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: { items: [{ id: '1', ordered: 1, delivered: 1 }], documentsCorrect: false },
      },
    ],
    expect: { value: 1 / 3, n: 3 },
  },
];
