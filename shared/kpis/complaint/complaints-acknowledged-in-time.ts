/** Share of complaints acknowledged within the policy's hours. */
import { describeComplaintHours } from '../../core/config/choices.ts';
import type { Kpi, KpiExample, Tally } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { wasAcknowledgedInTime } from '../../core/record/complaint-times.ts';

/** Complaints acknowledged `n`, and those in time `x`. */
const acknowledgedInTime: Tally<'complaint'> = {
  key: 'ackt',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    const inTime = wasAcknowledgedInTime(complaint, policy);
    return inTime === undefined ? undefined : { n: 1, x: Number(inTime) };
  },
};

export const kpi: Kpi = {
  id: 'complaints-acknowledged-in-time',
  title: 'Complaints acknowledged in time',
  definition: 'Complaints acknowledged within the hours of the policy, of those acknowledged.',
  unit: 'share',
  better: 'higher',
  counts: 'complaints acknowledged',
  tallies: [acknowledgedInTime],
  examples: ['open'],
  ripens: true,
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(acknowledgedInTime);
    return measureShare(x, n);
  },
  chosen: (policy) => describeComplaintHours(policy, policy.complaints.acknowledgeHours),
};

export const workedExamples: KpiExample[] = [
  {
    says: 'on the hour is in time; one that nobody acknowledged is not counted yet',
    policy: { complaints: { acknowledgeHours: 24 } },
    complaints: [
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-03T10:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-02T10:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-03T10:00:01Z' },
      },
      { received: { receivedAt: '2026-03-02T10:00:00Z' } },
    ],
    expect: { value: 0.5, n: 2 },
  },
  {
    says: 'in business hours an hour on Friday evening and three on Monday make four',
    policy: {
      businessHours: { from: '08:00', to: '18:00' },
      complaints: { hours: 'business', acknowledgeHours: 4 },
    },
    complaints: [
      {
        received: { receivedAt: '2026-03-06T17:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-09T11:00:00Z' },
      },
      {
        received: { receivedAt: '2026-03-06T17:00:00Z' },
        handling: { state: 'acknowledged', acknowledgedAt: '2026-03-09T11:00:01Z' },
      },
    ],
    expect: { value: 0.5, n: 2 },
  },
];
