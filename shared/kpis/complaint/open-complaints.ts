/** Complaints received in the window that are still open. A count of all of them, not a sample: it is its own interval. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { complaints } from '../tallies/complaints.ts';

export const kpi: Kpi = {
  id: 'open-complaints',
  title: 'Open complaints',
  definition: 'Complaints received in the window that are neither resolved nor closed.',
  unit: 'count',
  better: 'lower',
  counts: 'complaints received',
  tallies: [complaints],
  examples: ['open'],
  ripens: true,
  read(rows) {
    const { n = 0, o = 0 } = rows.sum(complaints);
    return { value: o, n, interval: [o, o], misses: o };
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'received and acknowledged are open, resolved is not',
    complaints: [
      { received: { receivedAt: '2026-03-02T10:00:00Z' } },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-02T12:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-02T12:00:00Z' },
      },
    ],
    expect: { value: 2, n: 3, interval: [2, 2] },
  },
  { says: 'none received, none open: that is known', expect: { value: 0, n: 0, interval: [0, 0] } },
];
