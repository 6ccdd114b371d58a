/** Share of complaints resolved by their due time: their own, else the policy's hours after receipt. */
import { describeComplaintHours } from '../../core/config/choices.ts';
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
  ripens: true,
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
  {
    says: 'of eight business hours none passes at night, at the weekend or on a holiday; a due time of its own is an instant',
    policy: {
      timeZone: 'Europe/Paris',
      businessHours: { from: '09:00', to: '17:00', holidays: { years: { '2026': '0406' } } },
      complaints: { hours: 'business', resolveHours: 8 },
    },
    complaints: [
      // Good Friday is no holiday in Paris, Easter Monday is: 2 hours on Friday, 6 on Tuesday.
      {
        received: { receivedAt: '2026-04-03T15:00:00+02:00' },
        handling: { state: 'resolved', resolvedAt: '2026-04-07T15:00:00+02:00' },
      },
      {
        received: { receivedAt: '2026-04-03T15:00:00+02:00' },
        handling: { state: 'resolved', resolvedAt: '2026-04-07T15:00:01+02:00' },
      },
      // The eight hours end with Tuesday's; until Wednesday's begin, no time passes.
      {
        received: { receivedAt: '2026-04-05T11:00:00+02:00' },
        handling: { state: 'resolved', resolvedAt: '2026-04-08T08:59:00+02:00' },
      },
      {
        received: { receivedAt: '2026-04-03T15:00:00+02:00', dueAt: '2026-04-04T12:00:00+02:00' },
        handling: { state: 'resolved', resolvedAt: '2026-04-04T13:00:00+02:00' },
      },
    ],
    expect: { value: 0.5, n: 4 },
  },
];
