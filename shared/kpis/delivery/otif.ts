/** On time and in full (OTIF), by order. There is no standard definition: the policy is printed beside it. */
import { describeInFull, describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { inFull } from '../tallies/in-full.ts';

export const kpi: Kpi = {
  id: 'otif',
  title: 'On time and in full (orders)',
  definition: 'Orders on time with every line in full, of those due whose lines are known.',
  unit: 'share',
  better: 'higher',
  counts: 'orders due',
  tallies: [inFull],
  examples: ['late', 'early', 'overdue', 'short'],
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(inFull);
    return measureShare(x, n);
  },
  chosen: (policy) => `by order, ${describeOnTime(policy)}, ${describeInFull(policy)}`,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'an order with one short line, a late one and one that never came fail; one without lines is not judged',
    deliveries: [
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: { items: [{ id: '1', ordered: 10, delivered: 10 }] },
      },
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: {
          items: [
            { id: '1', ordered: 10, delivered: 9 },
            { id: '2', ordered: 5, delivered: 5 },
          ],
        },
      },
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-04' },
        lines: { items: [{ id: '1', ordered: 10, delivered: 10 }] },
      },
      { promise: { first: '2026-03-02' }, lines: { items: [{ id: '1', ordered: 10, delivered: 0 }] } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-02' } },
    ],
    expect: { value: 1 / 4, n: 4 },
  },
  {
    says: 'short by the tolerance is in full',
    policy: { inFull: { tolerancePercent: 10 } },
    deliveries: [
      {
        promise: { first: '2026-03-02' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02' },
        lines: { items: [{ id: '1', ordered: 1.1, delivered: 0.99 }] },
      },
    ],
    expect: { value: 1, n: 1 },
  },
];
