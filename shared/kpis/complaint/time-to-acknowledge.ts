/** Time to acknowledge, median: in the hours that the policy counts. */
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { acknowledged } from '../tallies/acknowledged.ts';
import { hourPoints } from '../tallies/hours.ts';

export const kpi: Kpi = {
  id: 'time-to-acknowledge',
  title: 'Time to acknowledge, median',
  definition: 'Median of the hours from receipt to acknowledgement of a complaint.',
  unit: 'hours',
  better: 'lower',
  counts: 'complaints acknowledged',
  tallies: [acknowledged],
  examples: ['open'],
  ripens: true,
  read: (rows) => measureQuantile(hourPoints(rows.sum(acknowledged)), 0.5),
  chosen: (policy) => describeComplaintHours(policy),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'of 5 and 15 minutes the median is 10; one without an acknowledgement has no time',
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-02T10:05:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-02T10:15:00Z' },
      },
      { received: { receivedAt: '2026-03-02T10:00:00Z' } },
    ],
    expect: { value: 10 / 60, n: 2, interval: null },
  },
];
