/** Lateness: the median of the days late, among late deliveries. */
import { describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { lateness, latenessPoints } from '../tallies/lateness.ts';

export const kpi: Kpi = {
  id: 'lateness',
  title: 'Lateness, median',
  definition: 'Median of the days late, among deliveries that came late.',
  unit: 'days',
  better: 'lower',
  counts: 'late deliveries',
  tallies: [lateness],
  examples: ['late'],
  ripens: true,
  read: (rows) => measureQuantile(latenessPoints(rows.sum(lateness)), 0.5),
  chosen: describeOnTime,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'by calendar day, whole days; on time and undelivered ones have no lateness',
    deliveries: [
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-03T08:00:00Z' } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-05' } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-12' } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-01' } },
      { promise: { first: '2026-03-02' } },
    ],
    expect: { value: 3, n: 3, interval: null },
  },
  {
    says: 'by timestamp, parts of a day, from minutes that are right to 5 %',
    policy: { onTime: { rule: 'timestamp' } },
    deliveries: [
      {
        promise: { first: '2026-03-02T12:00:00Z' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02T12:18:00Z' },
      },
    ],
    expect: { value: 18 / 1440, n: 1, interval: null },
  },
];
