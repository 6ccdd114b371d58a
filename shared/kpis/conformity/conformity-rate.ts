/** Conformity rate: (inspected − rejected) ÷ inspected. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { inspected } from '../tallies/inspected.ts';

export const kpi: Kpi = {
  id: 'conformity-rate',
  title: 'Conformity rate',
  definition: 'Units that conform, after rework if need be, of those inspected.',
  unit: 'share',
  better: 'higher',
  counts: 'units inspected',
  tallies: [inspected],
  examples: ['rejected'],
  read(rows) {
    const { n = 0, r = 0 } = rows.sum(inspected);
    return measureShare(n - r, n);
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'reworked units conform',
    inspections: [
      { result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 100, rejected: 4, reworked: 6 } },
      { result: { inspectedAt: '2026-03-03T08:00:00Z', inspected: 100, rejected: 0 } },
    ],
    expect: { value: 0.98, n: 200 },
  },
];
