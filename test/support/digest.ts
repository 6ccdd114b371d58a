/** A digest for tests: a week in which two of six targets are missed, with everything that a digest can say. */

import type { EvidencePeriod } from '../../shared/core/alert/evidence.ts';
import type { DigestContent, DigestObjective } from '../../shared/core/digest/content.ts';

/** Thirteen windows of 28 days up to 22 November 2026. */
const historyOf = (values: readonly number[]): EvidencePeriod[] =>
  values.map((value, at) => {
    const end = Date.parse('2026-11-22') - (values.length - 1 - at) * 28 * 86_400_000;
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return { from: day(end - 27 * 86_400_000), to: day(end), value, n: 900 + 10 * at, interval: null };
  });

const fall = [0.943, 0.951, 0.948, 0.939, 0.945, 0.941, 0.936, 0.938, 0.929, 0.931, 0.926, 0.918, 0.884];
const steady = [0.962, 0.958, 0.971, 0.966, 0.969, 0.961, 0.972, 0.968, 0.97, 0.973, 0.969, 0.974, 0.972];

export const objectiveOf = (given: Partial<DigestObjective> = {}): DigestObjective => ({
  id: 'on-time',
  title: 'On-time delivery',
  owner: 'Piotr Zielinski',
  state: 'missed',
  stateBefore: 'met',
  unacknowledged: true,
  kpi: { id: 'on-time-delivery', title: 'On-time delivery', unit: 'share', counts: 'deliveries due' },
  target: 0.92,
  direction: 'at-least',
  window: { days: 28 },
  slice: 'total',
  reading: { from: '2026-10-26', to: '2026-11-22', value: 0.884, n: 1020, interval: [0.863, 0.902] },
  before: { from: '2026-10-19', to: '2026-11-15', value: 0.918, n: 1010, interval: [0.899, 0.933] },
  history: historyOf(fall),
  ...given,
});

const others: DigestObjective[] = [
  objectiveOf({
    id: 'complaints',
    title: 'Complaint rate',
    kpi: { id: 'complaints-per-1000', title: 'Complaint rate', unit: 'perThousand', counts: 'deliveries due' },
    target: 8,
    direction: 'at-most',
    stateBefore: 'missed',
    reading: { from: '2026-10-26', to: '2026-11-22', value: 11.8, n: 1020, interval: [8.9, 15.9] },
    before: { from: '2026-10-19', to: '2026-11-15', value: 12.9, n: 1010, interval: [9.8, 17] },
    history: historyOf(fall.map((value) => (1 - value) * 120)),
    unacknowledged: false,
    acknowledged: { by: 'Elena Marlow', at: '2026-11-12T08:10:00.000Z' },
    accepted: { by: 'Elena Marlow', until: '2026-12-15' },
  }),
  objectiveOf({
    id: 'survey',
    title: 'Net promoter score',
    state: 'silent',
    unacknowledged: false,
    kpi: { id: 'nps', title: 'Net promoter score', unit: 'nps', counts: 'answers' },
    target: 35,
    reading: { from: '2026-10-26', to: '2026-11-22', value: null, n: 0, interval: null },
    before: { from: '2026-10-19', to: '2026-11-15', value: 41.2, n: 34, interval: [20, 60] },
    history: historyOf([38, 44, 41, 36, 39, 43, 47, 40, 42, 45, 39, 41]),
  }),
  objectiveOf({
    id: 'conformity-gdansk',
    title: 'Conformity in Gdansk',
    state: 'at-risk',
    unacknowledged: false,
    stateBefore: 'at-risk',
    kpi: { id: 'conformity-rate', title: 'Conformity rate', unit: 'share', counts: 'units inspected' },
    target: 0.985,
    slice: 'site=Gdansk',
    reading: { from: '2026-11-09', to: '2026-11-22', value: 0.9812, n: 6420, interval: [0.9776, 0.9855] },
    before: { from: '2026-11-02', to: '2026-11-15', value: 0.9798, n: 6310, interval: [0.976, 0.983] },
    history: historyOf(steady),
  }),
  objectiveOf({
    id: 'resolve',
    title: 'Complaints resolved in time',
    state: 'at-risk',
    unacknowledged: false,
    stateBefore: 'at-risk',
    kpi: {
      id: 'complaints-within-sla',
      title: 'Complaints resolved in time',
      unit: 'share',
      counts: 'complaints resolved',
    },
    target: 0.9,
    reading: { from: '2026-11-01', to: '2026-11-22', value: 0.877, n: 65, interval: [0.775, 0.937] },
    before: { from: '2026-11-01', to: '2026-11-15', value: 0.86, n: 43, interval: [0.72, 0.94] },
    history: historyOf(steady.map((value) => value - 0.05)),
    window: 'month',
  }),
  objectiveOf({
    id: 'first-pass',
    title: 'First-pass yield',
    state: 'met',
    unacknowledged: false,
    stateBefore: 'met',
    kpi: { id: 'first-pass-yield', title: 'First-pass yield', unit: 'share', counts: 'units inspected' },
    target: 0.97,
    window: 'quarter',
    reading: { from: '2026-10-01', to: '2026-11-22', value: 0.9741, n: 30_512, interval: [0.9722, 0.9758] },
    before: { from: '2026-10-01', to: '2026-11-15', value: 0.9741, n: 27_044, interval: [0.972, 0.976] },
    history: historyOf(steady),
  }),
];

export const digestOf = (given: Partial<DigestContent> = {}): DigestContent => ({
  person: { id: 'elena', name: 'Elena Marlow' },
  cadence: 'weekly',
  period: { id: 'week-2026-W47', from: '2026-11-16', to: '2026-11-22' },
  at: '2026-11-23T06:00:00.000Z',
  timeZone: 'Europe/Paris',
  company: 'Marlow Pumps',
  objectives: [objectiveOf(), ...others],
  unread: [],
  worsened: [
    {
      objective: 'on-time',
      slices: [
        { slice: 'carrier=Alpine Freight', before: 0.91, after: 0.62, n: 148, share: 0.83 },
        { slice: 'site=Lyon', before: 0.94, after: 0.9, n: 402, share: 0.31 },
      ],
    },
  ],
  signals: [
    {
      objective: 'on-time',
      words:
        'The process changed around 9 November 2026, for the worse: nine days in a row below 93.4 %, the centre of the days from 3 August 2026.',
    },
  ],
  forecasts: [
    {
      objective: 'resolve',
      words:
        'To still meet 90 % in November 2026, the rest of it (about 24 complaints resolved) must reach at least 96.3 %.',
    },
  ],
  voices: [
    {
      type: 'complaint',
      namespace: 'service-desk',
      subject: 'C-2041',
      day: '2026-11-19',
      about: 'complaint about late (severe)',
      text: 'Third late delivery in a row. Our line stood still on Tuesday and nobody called us back; please reach me at […] today.',
    },
    {
      type: 'response',
      namespace: 'survey-tool',
      subject: 'S-889',
      day: '2026-11-20',
      about: 'NPS 1',
      text: 'The pump is fine. Everything around it is not: promised for Monday, came on Friday.',
    },
  ],
  voiceTotal: 9,
  actions: [
    {
      id: 'A-12',
      what: 'Agree on a second pick-up with Alpine Freight',
      objective: 'on-time',
      owner: 'Piotr Zielinski',
      due: '2026-11-18',
      standing: 'overdue',
    },
    {
      id: 'A-9',
      what: 'Retrain packing in Lyon',
      objective: 'complaints',
      owner: 'Amina Diallo',
      due: '2026-12-04',
      standing: 'found-ineffective',
    },
    {
      id: 'A-7',
      what: 'Calibrate the leak test in Gdansk',
      objective: 'conformity-gdansk',
      owner: 'Amina Diallo',
      due: '2026-10-30',
      standing: 'found-effective',
    },
  ],
  decisions: [
    {
      objective: 'complaints',
      words: 'accepts it until 15 December 2026',
      by: 'Elena Marlow',
      at: '2026-11-17T08:10:00.000Z',
      reason: 'The new carrier starts on 1 December.',
    },
  ],
  silentSources: [{ source: 'survey-tool', lastSeen: '2026-10-24' }],
  unreachable: [{ id: 'jonas', name: 'Jonas Berg', why: 'bounced on 18 November 2026' }],
  restatements: [
    {
      objective: 'on-time',
      title: 'On-time delivery',
      unit: 'share',
      window: { days: 28 },
      from: '2026-10-19',
      to: '2026-11-15',
      toldAt: '2026-11-16T06:00:00.000Z',
      old: { value: 0.926, n: 988 },
      new: { value: 0.918, n: 1010 },
      records: 26,
    },
  ],
  frozen: false,
  ...given,
});
