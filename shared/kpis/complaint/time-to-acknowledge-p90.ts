/** Time to acknowledge, 90th percentile: in the hours that the policy counts. */
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { acknowledged } from '../tallies/acknowledged.ts';
import { hourPoints } from '../tallies/hours.ts';

export const kpi: Kpi = {
  id: 'time-to-acknowledge-p90',
  title: 'Time to acknowledge, 90th percentile',
  definition: 'Nine of ten acknowledged complaints were acknowledged within this many hours.',
  unit: 'hours',
  better: 'lower',
  counts: 'complaints acknowledged',
  tallies: [acknowledged],
  examples: ['open'],
  ripens: true,
  read: (rows) => measureQuantile(hourPoints(rows.sum(acknowledged)), 0.9),
  chosen: (policy) => describeComplaintHours(policy),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'a tenth of the way from the largest to the one before it, of two',
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-02T10:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-02T10:10:00Z' },
      },
    ],
    expect: { value: 9 / 60, n: 2, interval: [0, Number.POSITIVE_INFINITY] },
  },
];
