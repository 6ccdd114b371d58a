/** Rejects per million (PPM): rejected ÷ inspected × 10⁶. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureRate } from '../../core/measures.ts';
import { inspected } from '../tallies/inspected.ts';

export const kpi: Kpi = {
  id: 'ppm',
  title: 'Rejects per million (PPM)',
  definition: 'Units rejected, for each million inspected.',
  unit: 'ppm',
  better: 'lower',
  counts: 'units inspected',
  tallies: [inspected],
  examples: ['rejected'],
  read(rows) {
    const { n = 0, r = 0 } = rows.sum(inspected);
    return measureRate(r, n, 1e6, 1e6);
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: '3 of 50 are 60,000 per million',
    inspections: [
      { result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 30, rejected: 2, reworked: 0 } },
      { result: { inspectedAt: '2026-03-03T08:00:00Z', inspected: 20, rejected: 1 } },
    ],
    expect: { value: 60_000, n: 50 },
  },
];
