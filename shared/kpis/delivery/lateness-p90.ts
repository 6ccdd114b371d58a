/** Lateness: the 90th percentile of the days late, among late deliveries. */
import { describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureQuantile } from '../../core/measures.ts';
import { lateness, latenessPoints } from '../tallies/lateness.ts';

export const kpi: Kpi = {
  id: 'lateness-p90',
  title: 'Lateness, 90th percentile',
  definition: 'Nine of ten late deliveries are late by this many days at most.',
  unit: 'days',
  better: 'lower',
  counts: 'late deliveries',
  tallies: [lateness],
  examples: ['late'],
  ripens: true,
  read: (rows) => measureQuantile(latenessPoints(rows.sum(lateness)), 0.9),
  chosen: describeOnTime,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'between the two nearest of the late ones, as a spreadsheet does; few bound it from below only',
    deliveries: [
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-03' } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-13' } },
    ],
    expect: { value: 10, n: 2, interval: [1, Number.POSITIVE_INFINITY] },
  },
];
