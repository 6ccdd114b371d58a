/** Time to resolve, median: in the hours that the policy counts. */
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { hourPoints } from '../tallies/hours.ts';
import { resolved } from '../tallies/resolved.ts';

export const kpi: Kpi = {
  id: 'time-to-resolve',
  title: 'Time to resolve, median',
  definition: 'Median of the hours from receipt to resolution of a complaint.',
  unit: 'hours',
  better: 'lower',
  counts: 'complaints resolved',
  tallies: [resolved],
  examples: ['open'],
  ripens: true,
  read: (rows) => measureQuantile(hourPoints(rows.sum(resolved)), 0.5),
  chosen: (policy) => describeComplaintHours(policy),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'nights and weekends count; one that was opened again is not resolved',
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'closed', resolvedAt: '2026-03-02T10:19:00Z', closedAt: '2026-03-09T10:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', resolvedAt: '2026-03-02T11:00:00Z' },
      },
    ],
    expect: { value: 19 / 60, n: 1, interval: null },
  },
  {
    says: 'hours are right to 5 %: 24 of them fall into the minutes 1,424 to 1,565',
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-03T10:00:00Z' },
      },
    ],
    expect: { value: 1491.5 / 60, n: 1 },
  },
  {
    says: 'in business hours a weekend takes no time: one on Friday, half of one on Monday',
    policy: { businessHours: { from: '09:00', to: '17:00' }, complaints: { hours: 'business' } },
    complaints: [
      {
        received: { receivedAt: '2026-03-06T16:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-09T09:12:00Z' },
      },
      {
        received: { receivedAt: '2026-03-07T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-08T10:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-07T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-09T09:19:00Z' },
      },
    ],
    expect: { value: 19 / 60, n: 3, interval: null },
  },
];
