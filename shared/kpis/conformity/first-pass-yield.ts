/** First-pass yield: (inspected − rejected − reworked) ÷ inspected. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { inspected } from '../tallies/inspected.ts';

export const kpi: Kpi = {
  id: 'first-pass-yield',
  title: 'First-pass yield',
  definition: 'Units that passed without rework, of those inspected.',
  unit: 'share',
  better: 'higher',
  counts: 'units inspected',
  tallies: [inspected],
  examples: ['rejected'],
  read(rows) {
    const { n = 0, r = 0, w = 0 } = rows.sum(inspected);
    return measureShare(n - r - w, n);
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'rework passes in the end, but not at first',
    inspections: [
      { result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 100, rejected: 4, reworked: 6 } },
      { result: { inspectedAt: '2026-03-03T08:00:00Z', inspected: 100, rejected: 0 } },
    ],
    expect: { value: 0.95, n: 200 },
  },
];
