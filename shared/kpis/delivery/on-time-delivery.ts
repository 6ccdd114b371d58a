/** On-time delivery (OTD): on time ÷ due. */
import { describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { onTime } from '../tallies/on-time.ts';

export const kpi: Kpi = {
  id: 'on-time-delivery',
  title: 'On-time delivery',
  definition: 'Deliveries on time, of those due and not cancelled; due and not delivered is not on time.',
  unit: 'share',
  better: 'higher',
  counts: 'deliveries due',
  tallies: [onTime],
  examples: ['late', 'early', 'overdue'],
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(onTime);
    return measureShare(x, n);
  },
  chosen: describeOnTime,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'on the promised day is on time, the day after and not at all are not, cancelled is not due',
    deliveries: [
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-02T17:00:00Z' } },
      { promise: { first: '2026-03-02' }, progress: { state: 'delivered', deliveredAt: '2026-03-03T00:00:00Z' } },
      { promise: { first: '2026-03-02' } },
      { promise: { cancelled: true } },
    ],
    expect: { value: 1 / 3, n: 3 },
  },
  {
    says: 'a flight is late from 15 minutes on',
    policy: { onTime: { rule: 'timestamp', late: { minutes: 15, inclusive: false } } },
    deliveries: [
      {
        promise: { first: '2026-03-02T12:00:00Z' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02T12:14:59Z' },
      },
      {
        promise: { first: '2026-03-02T12:00:00Z' },
        progress: { state: 'delivered', deliveredAt: '2026-03-02T12:15:00Z' },
      },
    ],
    expect: { value: 1 / 2, n: 2 },
  },
];
