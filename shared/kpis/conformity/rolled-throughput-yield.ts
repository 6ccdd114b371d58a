/** Rolled throughput yield (RTY): the product of the first-pass yields of the policy's steps. */
import { productInterval, productOf } from '../../core/intervals/product.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { stepShares, steps } from '../tallies/steps.ts';

export const kpi: Kpi = {
  id: 'rolled-throughput-yield',
  title: 'Rolled throughput yield',
  definition: 'The chance that a unit passes every step without rework: the product of the first-pass yields.',
  unit: 'share',
  better: 'higher',
  counts: 'units inspected at the step with the fewest',
  tallies: [steps],
  examples: ['rejected'],
  read(rows) {
    const shares = stepShares(rows.sum(steps), rows.policy.steps.length);
    // A step without inspections has no yield, and so the whole has none.
    const n = shares.length === 0 ? 0 : Math.min(...shares.map((share) => share.n));
    if (n === 0) return { value: null, n: 0, interval: null };
    const misses = shares.reduce((sum, share) => sum + share.n - share.x, 0);
    return { value: productOf(shares), n, interval: productInterval(shares), misses };
  },
  chosen: ({ steps: names }) => (names.length > 0 ? `steps ${names.join(', ')}` : 'no steps are named'),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'a step without rework at 90 % and one at 80 % let 72 % through; other steps do not count',
    policy: { steps: ['press', 'weld'] },
    inspections: [
      { result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 100, rejected: 10, step: 'press' } },
      { result: { inspectedAt: '2026-03-02T09:00:00Z', inspected: 50, rejected: 4, reworked: 6, step: 'weld' } },
      { result: { inspectedAt: '2026-03-02T10:00:00Z', inspected: 70, rejected: 70, step: 'paint' } },
    ],
    expect: { value: 0.72, n: 50 },
  },
  {
    says: 'a step that nobody inspected leaves the yield unknown',
    policy: { steps: ['press', 'weld'] },
    inspections: [{ result: { inspectedAt: '2026-03-02T08:00:00Z', inspected: 100, rejected: 10, step: 'press' } }],
    expect: { value: null, n: 0, interval: null },
  },
];
