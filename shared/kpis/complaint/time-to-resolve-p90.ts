/** Time to resolve, 90th percentile: in the hours that the policy counts. */
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { hourPoints } from '../tallies/hours.ts';
import { resolved } from '../tallies/resolved.ts';

export const kpi: Kpi = {
  id: 'time-to-resolve-p90',
  title: 'Time to resolve, 90th percentile',
  definition: 'Nine of ten resolved complaints were resolved within this many hours.',
  unit: 'hours',
  better: 'lower',
  counts: 'complaints resolved',
  tallies: [resolved],
  examples: ['open'],
  ripens: true,
  read: (rows) => measureQuantile(hourPoints(rows.sum(resolved)), 0.9),
  chosen: (policy) => describeComplaintHours(policy),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'a complaint that came by date is measured from the end of that day, and never takes less than nothing',
    complaints: [
      { received: { receivedAt: '2026-03-02' }, handling: { state: 'resolved', resolvedAt: '2026-03-02T15:00:00Z' } },
    ],
    expect: { value: 0, n: 1, interval: null },
  },
];
