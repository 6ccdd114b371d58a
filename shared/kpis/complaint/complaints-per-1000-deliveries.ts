/** Complaints per 1,000 deliveries: both counts from the same days and the same slice. */
import { describeOnTime } from '../../core/config/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureRate } from '../../core/measures.ts';
import { complaints } from '../tallies/complaints.ts';
import { onTime } from '../tallies/on-time.ts';

export const kpi: Kpi = {
  id: 'complaints-per-1000-deliveries',
  title: 'Complaints per 1,000 deliveries',
  definition: 'Complaints received, for each 1,000 deliveries due on the same days.',
  unit: 'perThousand',
  better: 'lower',
  counts: 'deliveries due',
  tallies: [complaints, onTime],
  examples: ['open'],
  read: (rows) => measureRate(rows.sum(complaints).n ?? 0, rows.sum(onTime).n ?? 0, 1000),
  chosen: (policy) => `deliveries due by the ${describeOnTime(policy)}`,
};

export const workedExamples: KpiExample[] = [
  {
    says: 'one complaint for four deliveries is 250 per 1,000, whatever became of either',
    deliveries: [
      { promise: { first: '2026-03-02' } },
      { promise: { first: '2026-03-02' } },
      { promise: { first: '2026-03-03' } },
      { promise: { first: '2026-03-03' }, progress: { state: 'delivered', deliveredAt: '2026-03-03' } },
    ],
    complaints: [{ received: { receivedAt: '2026-03-03T10:00:00Z' } }],
    expect: { value: 250, n: 4 },
  },
  {
    says: 'complaints without deliveries have no rate',
    complaints: [{ received: { receivedAt: '2026-03-03T10:00:00Z' } }],
    expect: { value: null, n: 0, interval: null },
  },
];
