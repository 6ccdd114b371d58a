/** Realistic evidence for tests and for the picture of the mail: on-time delivery at Lyon, missed in March 2018. */
import type { Evidence, EvidenceInterval } from '../../shared/core/alert/evidence.ts';

const z = 1.96;
const wilson = (share: number, n: number): EvidenceInterval => {
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  const centre = share + (z * z) / (2 * n);
  return [(centre - spread) / scale, (centre + spread) / scale];
};

const months: [from: string, to: string, onTime: number, due: number][] = [
  ['2017-03-01', '2017-03-31', 294, 312],
  ['2017-04-01', '2017-04-30', 283, 298],
  ['2017-05-01', '2017-05-31', 319, 341],
  ['2017-06-01', '2017-06-30', 334, 366],
  ['2017-07-01', '2017-07-31', 301, 327],
  ['2017-08-01', '2017-08-31', 281, 301],
  ['2017-09-01', '2017-09-30', 310, 344],
  ['2017-10-01', '2017-10-31', 312, 352],
  ['2017-11-01', '2017-11-30', 291, 318],
  ['2017-12-01', '2017-12-31', 268, 289],
  ['2018-01-01', '2018-01-31', 279, 307],
  ['2018-02-01', '2018-02-28', 266, 305],
  ['2018-03-01', '2018-03-31', 265, 333],
];

const example = (subject: string, day: string, deliveredAt: string, lateDays: number) => ({
  type: 'delivery' as const,
  namespace: 'erp-lyon',
  subject,
  reason: 'late',
  day,
  promised: day,
  deliveredAt,
  lateDays,
});

const slice = (name: string, n: number, misses: number) => ({
  slice: name,
  value: (n - misses) / n,
  n,
  misses,
  shareOfMisses: misses / 68,
});

/** A miss of 79.6 % against at least 90 %, as evaluate stores it. */
export const missedEvidence = (): Evidence => ({
  company: 'Atelier Rhône SA',
  objective: {
    id: 'on-time-lyon',
    title: 'On-time delivery Lyon',
    version: 2,
    target: 0.9,
    direction: 'at-least',
    leastN: 30,
    window: 'month',
    owner: 'claire.dubois',
    slice: { site: 'Lyon' },
  },
  approval: { author: 'Martin Keller', reason: 'Management review 2017-12', effectiveFrom: '2018-01-01' },
  kpi: {
    id: 'on-time-delivery',
    title: 'On-time delivery',
    unit: 'share',
    counts: 'deliveries due',
    definition: 'Deliveries on time, of those due.',
    better: 'higher',
  },
  chosen: 'calendar-day rule, first promise',
  from: 'at-risk',
  to: 'missed',
  reason: 'missed',
  reading: {
    kpi: 'on-time-delivery',
    slice: 'site=Lyon',
    from: '2018-03-01',
    to: '2018-03-31',
    value: 265 / 333,
    n: 333,
    interval: wilson(265 / 333, 333),
    counters: { n: 333, x: 265 },
    policy: 3,
    epoch: 1,
    objective: { id: 'on-time-lyon', version: 2 },
  },
  since: '2018-04-01T05:12:00.000Z',
  sinceDay: '2018-03-01',
  at: '2018-04-01T05:12:00.000Z',
  timeZone: 'Europe/Paris',
  history: months.map(([from, to, onTime, due]) => ({
    from,
    to,
    value: onTime / due,
    n: due,
    interval: wilson(onTime / due, due),
  })),
  contributions: [
    slice('carrier=Alpes Fret', 96, 43),
    slice('region=Île-de-France', 121, 31),
    slice('product=Valve DN50', 74, 19),
    slice('carrier=Rhône Express', 118, 14),
    slice('keyAccount=Meridian', 40, 9),
  ],
  examples: [
    example('SO-2018-03117', '2018-03-14', '2018-03-23T16:40:00+01:00', 9),
    example('SO-2018-03152', '2018-03-15', '2018-03-23T16:41:00+01:00', 8),
    example('SO-2018-03208', '2018-03-19', '2018-03-26T09:05:00+02:00', 7),
    example('SO-2018-03119', '2018-03-14', '2018-03-20T11:20:00+01:00', 6),
    {
      type: 'delivery',
      namespace: 'erp-lyon',
      subject: 'SO-2018-03266',
      reason: 'overdue',
      day: '2018-03-22',
      promised: '2018-03-22',
    },
  ],
  exampleTotal: 68,
});
