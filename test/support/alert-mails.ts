/** Evidence of every kind of alert mail, for tests and for the pictures in the docs: a maker of pumps in a bad March. */
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import type { ProcessPoint } from '../../shared/core/process/signal.ts';
import { missedEvidence } from './evidence.ts';

/** Late deliveries of Lyon that nobody took up. */
export const climbedEvidence = (): Evidence => ({
  ...missedEvidence(),
  from: 'missed',
  reason: 'ladder-climbed',
  at: '2018-04-05T07:00:00.000Z',
  unacknowledged: {
    since: '2018-04-01T05:12:00.000Z',
    told: ['Anna Roux', 'Jonas Berg'],
    hours: 26.4,
    business: true,
    step: 2,
    steps: 3,
  },
});

/** A running month: what its rest must bring is known. */
export const forecastEvidence = (): Evidence => {
  const base = missedEvidence();
  return {
    ...base,
    reading: { ...base.reading, to: '2018-03-20', value: 181 / 221, n: 221, interval: [0.764, 0.865] },
    history: base.history.map((period, at) =>
      at === base.history.length - 1
        ? { ...period, to: '2018-03-20', value: 181 / 221, n: 221, interval: [0.764, 0.865] }
        : period,
    ),
    forecast: {
      outcome: 'out-of-reach',
      best: 0.882,
      window: 'month',
      from: '2018-03-01',
      to: '2018-03-31',
      last: '2018-03-20',
      target: 0.9,
      counts: 'deliveries due',
      remaining: 118,
      basis: 'promised',
    },
  };
};

/** Net promoter score 12 where 35 is wanted. */
export const npsEvidence = (): Evidence => {
  const base = missedEvidence();
  const values = [38, 41, 36, 33, 39, 42, 37, 35, 31, 29, 26, 21, 12];
  return {
    ...base,
    objective: {
      ...base.objective,
      id: 'recommend',
      title: 'Net promoter score',
      target: 35,
      slice: {},
      owner: 'jonas',
    },
    ownerName: 'Jonas Berg',
    kpi: {
      id: 'nps',
      title: 'Net promoter score',
      unit: 'nps',
      counts: 'answers',
      definition: 'Share of promoters (9 and 10) less share of detractors (0 to 6).',
      better: 'higher',
    },
    chosen: '',
    reading: { ...base.reading, kpi: 'nps', slice: 'total', value: 12, n: 214, interval: [1, 23] },
    history: base.history.map((period, at) => {
      const value = values[at] ?? 0;
      return { ...period, value, n: 200 + at, interval: [value - 11, value + 11] };
    }),
    contributions: [
      { slice: 'segment=Distributors', value: -14, n: 66, misses: 31, shareOfMisses: 0.47, shareOfGap: 0.58 },
      { slice: 'product=Valve DN50', value: -3, n: 40, misses: 16, shareOfMisses: 0.24, shareOfGap: 0.3 },
    ],
    examples: [
      {
        type: 'response',
        namespace: 'survey-tool',
        subject: 'R-88121',
        reason: 'detractor',
        day: '2018-03-27',
        detail: 'NPS 1',
      },
      {
        type: 'response',
        namespace: 'survey-tool',
        subject: 'R-88064',
        reason: 'detractor',
        day: '2018-03-25',
        detail: 'NPS 2',
      },
    ],
    exampleTotal: 66,
  };
};

/** Complaints in a unit whose values are long to write. */
export const rateEvidence = (): Evidence => {
  const base = climbedEvidence();
  return {
    ...base,
    objective: {
      ...base.objective,
      ...{ id: 'complaints', title: 'Complaint rate of key accounts', target: 130, direction: 'at-most' },
    },
    kpi: {
      ...base.kpi,
      id: 'complaints-per-1000-deliveries',
      title: 'Complaint rate',
      unit: 'perThousand',
      better: 'lower',
    },
    reading: { ...base.reading, value: 1145.2, n: 123_456, interval: [1020.4, 1288.8] },
    history: base.history.map((period, at) => ({
      ...period,
      ...{ value: 905.2 + 20 * at, n: 12_345 + at, interval: [800 + 20 * at, 1000 + 20 * at] },
    })),
  };
};

/** Rejects at the edge of what chance explains. */
const atRiskEvidence = (): Evidence => {
  const base = missedEvidence();
  const values = [310, 280, 350, 420, 390, 360, 400, 430, 410, 470, 440, 480, 560];
  return {
    ...base,
    from: 'met',
    to: 'at-risk',
    reason: 'not-proven',
    objective: {
      ...base.objective,
      id: 'rejects',
      title: 'Rejected parts, Gdansk',
      target: 500,
      direction: 'at-most',
      slice: { site: 'Gdansk' },
      owner: 'amina',
    },
    ownerName: 'Amina Diallo',
    kpi: {
      id: 'ppm',
      title: 'Rejected parts per million',
      unit: 'ppm',
      counts: 'units inspected',
      definition: 'Units rejected, of a million inspected.',
      better: 'lower',
    },
    chosen: '',
    reading: { ...base.reading, kpi: 'ppm', slice: 'site=Gdansk', value: 560, n: 41_200, interval: [361, 828] },
    history: base.history.map((period, at) => {
      const value = values[at] ?? 0;
      return { ...period, value, n: 40_000 + 100 * at, interval: [value * 0.7, value * 1.4] };
    }),
    contributions: [],
    examples: [],
    exampleTotal: 0,
  };
};

/** The twelve months before April 2018, and its first nine days. */
const aprilHistory = ({ history }: Evidence) => [
  ...history.slice(1),
  { from: '2018-04-01', to: '2018-04-09', value: null, n: 0, interval: null },
];

/** The survey tool says nothing any more. */
export const silentEvidence = (): Evidence => {
  const base = npsEvidence();
  return {
    ...base,
    from: 'met',
    to: 'silent',
    reason: 'source-silent',
    objective: { ...base.objective, id: 'satisfied', title: 'Satisfied customers', target: 0.85 },
    kpi: {
      ...base.kpi,
      id: 'csat',
      title: 'Customer satisfaction',
      unit: 'share',
      definition: 'Answers of 4 or 5, of all.',
    },
    reading: { ...base.reading, kpi: 'csat', from: '2018-04-01', to: '2018-04-09', value: null, n: 0, interval: null },
    since: '2018-04-10T06:00:00.000Z',
    sinceDay: '2018-04-01',
    at: '2018-04-10T06:00:00.000Z',
    history: aprilHistory(base).map((period, at) => {
      const value = at === base.history.length - 1 ? null : 0.86 + ((at * 7) % 5) / 100;
      return {
        ...period,
        value,
        n: value === null ? 0 : 180 + at,
        interval: value === null ? null : [value - 0.05, value + 0.04],
      };
    }),
    contributions: [],
    examples: [],
    exampleTotal: 0,
    silentSources: [{ source: 'survey-tool', lastSeen: '2018-03-28', cadenceHours: 24 }],
  };
};

/** Lyon delivers in time again. */
export const backEvidence = (): Evidence => {
  const base = missedEvidence();
  const history = base.history.map((period, at) =>
    at === base.history.length - 1
      ? {
          ...period,
          from: '2018-04-01',
          to: '2018-04-30',
          value: 0.936,
          n: 312,
          interval: [0.904, 0.958] as [number, number],
        }
      : { ...(base.history[at + 1] ?? period) },
  );
  return {
    ...base,
    from: 'missed',
    to: 'met',
    reason: 'cleared-by-margin',
    reading: { ...base.reading, from: '2018-04-01', to: '2018-04-30', value: 0.936, n: 312, interval: [0.904, 0.958] },
    since: '2018-05-01T05:12:00.000Z',
    sinceDay: '2018-04-01',
    at: '2018-05-01T05:12:00.000Z',
    history,
    contributions: [],
    examples: [],
    exampleTotal: 0,
  };
};

const signalDay = (at: number) => new Date(Date.UTC(2018, 0, 22 + at)).toISOString().slice(0, 10);

/** A p chart of seventy days: 93.1 % until 23 March, then lower for nine days in a row. */
const signalPoints = (): ProcessPoint[] =>
  Array.from({ length: 70 }, (_, at) => {
    const n = 36 + ((at * 17) % 11);
    const flagged = at >= 61;
    const noise = Math.sin(at * 12.9898) * 43_758.5453;
    const value = (flagged ? 0.853 : 0.931) + (noise - Math.floor(noise) - 0.5) * (flagged ? 0.05 : 0.11);
    const spread = 3 * Math.sqrt((0.931 * 0.069) / n);
    const day = signalDay(at);
    return {
      from: day,
      to: day,
      value: Math.min(1, value),
      n,
      centre: 0.931,
      low: 0.931 - spread,
      high: Math.min(1, 0.931 + spread),
      flagged,
    };
  });

/** The target is kept, and yet something happened. */
export const processEvidence = (): Evidence => {
  const base = missedEvidence();
  return {
    ...base,
    from: 'met',
    to: 'met',
    reason: 'process-changed',
    objective: { ...base.objective, id: 'on-time', title: 'On-time delivery', slice: {} },
    reading: { ...base.reading, slice: 'total', value: 0.918, n: 1240, interval: [0.901, 0.932] },
    history: base.history.map((period, at) => {
      const value = at === base.history.length - 1 ? 0.918 : 0.931 + ((at * 5) % 4) / 250;
      return { ...period, value, n: 1200 + 7 * at, interval: [value - 0.016, value + 0.015] };
    }),
    signal: {
      rule: 2,
      day: '2018-03-24',
      to: '2018-04-01',
      direction: 'worse',
      chart: 'p',
      by: 'day',
      unit: 'share',
      baseline: { from: '2018-01-22', to: '2018-03-23', points: 61 },
      before: 0.931,
      after: 0.853,
      words:
        'The process changed around 24 March 2018, for the worse: nine days in a row below the usual 93.1 %, at 85.3 % together.',
      points: signalPoints(),
    },
  };
};

/** What one evaluation may find at once. */
export const severalEvidences = (): [Evidence, ...Evidence[]] => [
  silentEvidence(),
  npsEvidence(),
  processEvidence(),
  missedEvidence(),
  atRiskEvidence(),
];

/** Every kind of alert mail, by the name of its picture. */
export const alertMails = (): Record<string, [Evidence, ...Evidence[]]> => ({
  missed: [missedEvidence()],
  forecast: [forecastEvidence()],
  several: severalEvidences(),
  climbed: [climbedEvidence()],
  'process-changed': [processEvidence()],
  silent: [silentEvidence()],
  back: [backEvidence()],
});
