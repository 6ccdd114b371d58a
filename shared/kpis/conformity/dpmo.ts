/** DPMO: defects ÷ (inspected × opportunities) × 10⁶. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureRate } from '../../core/measures.ts';
import { defects } from '../tallies/defects.ts';

export const kpi: Kpi = {
  id: 'dpmo',
  title: 'Defects per million opportunities (DPMO)',
  definition: 'Defects, for each million opportunities, where inspections counted defects.',
  unit: 'dpmo',
  better: 'lower',
  counts: 'opportunities',
  tallies: [defects],
  examples: ['rejected'],
  read(rows) {
    const { d = 0, o = 0 } = rows.sum(defects);
    return measureRate(d, o, 1e6);
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: '40 defects in 40,000 units with 6 opportunities each are 167; an inspection that counted none is left out',
    inspections: [
      {
        result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 40_000, rejected: 9, defects: 40, opportunities: 6 },
      },
      { result: { inspectedAt: '2026-03-02T09:00:00Z', inspected: 500, rejected: 3 } },
    ],
    expect: { value: 40 / 0.24, n: 240_000 },
  },
];
