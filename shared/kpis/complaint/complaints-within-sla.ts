/** Share of complaints resolved by their due time: their own, else the policy's hours after receipt. */
import { describeComplaintHours } from '../../core/choices.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { withinSla } from '../tallies/within-sla.ts';

export const kpi: Kpi = {
  id: 'complaints-within-sla',
  title: 'Complaints resolved in time',
  definition: 'Complaints resolved by their due time, of those resolved.',
  unit: 'share',
  better: 'higher',
  counts: 'complaints resolved',
  tallies: [withinSla],
  examples: ['open'],
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(withinSla);
    return measureShare(x, n);
  },
  chosen: (policy) => describeComplaintHours(policy, policy.complaints.resolveHours),
};

export const workedExamples: KpiExample[] = [
  {
    says: "a complaint's own due time comes before the policy's hours; an open one is not counted yet",
    policy: { complaints: { resolveHours: 24 } },
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z', dueAt: '2026-03-06' },
        handling: { state: 'resolved', resolvedAt: '2026-03-06T18:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'resolved', resolvedAt: '2026-03-03T10:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'closed', resolvedAt: '2026-03-03T10:00:01Z' },
      },
      { received: { receivedAt: '2026-03-02T10:00:00Z', dueAt: '2026-03-03T10:00:00Z' } },
    ],
    expect: { value: 2 / 3, n: 3 },
  },
];
