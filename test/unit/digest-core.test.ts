import { describe, expect, test } from 'vitest';
import { analyseChange } from '../../shared/core/digest/analyse-change.ts';
import type { DigestObjective, ToldReading } from '../../shared/core/digest/content.ts';
import { fitTold, leastRecords, restate, standingReadings } from '../../shared/core/digest/restate.ts';
import { byWorst, describeChange, gotWorse, remarks, summarise } from '../../shared/core/digest/summarise.ts';
import { measureShare } from '../../shared/core/measures.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { digestOf, objectiveOf } from '../support/digest.ts';
import { policyOf } from '../support/records.ts';

const kpi = (id: string) => {
  const found = kpis.find((each) => each.id === id);
  if (!found) throw new Error(`no KPI ${id}`);
  return found;
};

describe('which slices a worsening comes from', () => {
  // Worked by hand: 90 of 100 falls to 80 of 100. Alpine goes from 18/20 to 8/20, Boreal stays at 72/80.
  const whole = { before: measureShare(90, 100), after: measureShare(80, 100) };
  const alpine = { slice: 'carrier=Alpine', before: measureShare(18, 20), after: measureShare(8, 20) };
  const boreal = { slice: 'carrier=Boreal', before: measureShare(72, 80), after: measureShare(72, 80) };

  test('all of it where one carrier alone got worse: 0.2 × (0.4 − 0.9) = −0.1', () => {
    expect(analyseChange(whole, [boreal, alpine], 'at-least', 'share')).toEqual([
      { slice: 'carrier=Alpine', before: 0.9, after: 0.4, n: 20, nBefore: 20, share: expect.closeTo(1, 10) },
    ]);
  });

  test('what comes from a larger share of a bad slice counts too, and the parts add up', () => {
    // Bad is at 50 % before and after, but grows from 10 to 40 of 100; good stays at 100 %: 95 → 80.
    const mix = { before: measureShare(95, 100), after: measureShare(80, 100) };
    const bad = { slice: 'site=Bad', before: measureShare(5, 10), after: measureShare(20, 40) };
    const good = { slice: 'site=Good', before: measureShare(90, 90), after: measureShare(60, 60) };
    // Bad: 0.3 × (0.5 − 0.875) = −0.1125; good: −0.3 × (1 − 0.875) = −0.0375; together −0.15.
    const slices = analyseChange(mix, [bad, good], 'at-least', 'share');
    expect(slices.map(({ slice, share }) => [slice, share])).toEqual([
      ['site=Bad', expect.closeTo(0.75, 10)],
      ['site=Good', expect.closeTo(0.25, 10)],
    ]);
  });

  test('not the worst rate: one that was always bad explains nothing', () => {
    const always = { slice: 'site=Old', before: measureShare(1, 10), after: measureShare(1, 10) };
    expect(analyseChange(whole, [always, alpine], 'at-least', 'share').map(({ slice }) => slice)).toEqual([
      'carrier=Alpine',
    ]);
  });

  test('nothing where the value got better, or where less is better and it fell', () => {
    expect(analyseChange({ before: whole.after, after: whole.before }, [alpine], 'at-least', 'share')).toEqual([]);
    expect(analyseChange(whole, [alpine], 'at-most', 'share')).toEqual([]);
  });

  test('nothing for what is no mean of its slices', () => {
    const median = { value: 3, n: 100, interval: null };
    expect(analyseChange({ before: { ...median, value: 4 }, after: median }, [alpine], 'at-least', 'share')).toEqual(
      [],
    );
  });

  test('nothing for a product of shares: slices do not add up to it', () => {
    // Two steps, 100 units each: 0.9 × 0.9 falls to 0.9 × 0.8.
    const rolled = {
      before: { value: 0.81, n: 100, interval: null, misses: 20 },
      after: { value: 0.72, n: 100, interval: null, misses: 30 },
    };
    expect(analyseChange(rolled, [alpine], 'at-least', 'share')).toEqual([]);
  });

  test('counts add up: of ten more open complaints six are of one site, however many it gets', () => {
    const open = (value: number, n: number) => ({ value, n, interval: null, misses: value });
    const slices = [{ slice: 'site=Lyon', before: open(2, 20), after: open(8, 20) }];
    const [lyon] = analyseChange({ before: open(10, 100), after: open(20, 100) }, slices, 'at-most', 'count');
    expect(lyon?.share).toBeCloseTo(0.6, 10);
  });
});

describe('the sentence', () => {
  const withStates = (...states: [DigestObjective['state'], DigestObjective['state']?][]) =>
    states.map(([state, stateBefore], at) =>
      objectiveOf({
        id: `o${at}`,
        title: `Target ${'ABCDEFGH'[at]}`,
        state,
        ...(stateBefore ? { stateBefore } : { stateBefore: undefined }),
      }),
    );
  const said = (objectives: DigestObjective[], cadence: 'weekly' | 'monthly' = 'weekly') =>
    summarise(digestOf({ objectives, cadence }));

  test.each([
    [
      [
        ['missed', 'met'],
        ['missed', 'missed'],
        ['met', 'met'],
      ],
      '2 of 3 targets are missed, one more than last week: Target A and Target B.',
    ],
    [
      [
        ['missed', 'missed'],
        ['met', 'missed'],
        ['met', 'missed'],
      ],
      '1 of 3 targets is missed, two fewer than last week: Target A.',
    ],
    [
      [
        ['missed', 'missed'],
        ['met', 'met'],
      ],
      '1 of 2 targets is missed, as many as last week: Target A.',
    ],
    [[['missed'], ['met']], '1 of 2 targets is missed: Target A.'],
    [
      [
        ['met', 'met'],
        ['met', 'met'],
      ],
      'All 2 targets are met.',
    ],
    [
      [
        ['met', 'missed'],
        ['met', 'met'],
      ],
      'All 2 targets are met; one was missed last week.',
    ],
    [
      [
        ['at-risk', 'met'],
        ['met', 'met'],
      ],
      'None of 2 targets is missed; Target A is at risk.',
    ],
    [
      [['at-risk', 'met'], ['at-risk'], ['silent', 'met'], ['met', 'missed']],
      'None of 4 targets is missed, one fewer than last week; Target A and Target B are at risk, Target C has no data.',
    ],
    [[['insufficient'], ['insufficient']], 'There is too little data to judge any of 2 targets.'],
    [[['missed', 'met']], 'The target is missed: Target A.'],
    [[['met', 'met']], 'Target A meets its target.'],
    [[], 'No objective is in force yet.'],
  ] as [[DigestObjective['state'], DigestObjective['state']?][], string][])('%j: %s', (states, expected) => {
    expect(said(withStates(...states))).toBe(expected);
  });

  test('names three at most, and says how many there are', () => {
    const five = withStates(['missed'], ['missed'], ['missed'], ['missed'], ['missed']);
    expect(said(five)).toBe('5 of 5 targets are missed: Target A, Target B and 3 others.');
    expect(said(withStates(['missed', 'met'], ['met', 'met']), 'monthly')).toContain('one more than last month');
  });

  test('what asks for attention besides', () => {
    expect(remarks(digestOf())).toEqual([
      '1 miss nobody has acknowledged',
      '1 action overdue',
      '1 action found ineffective',
      '1 source silent',
    ]);
  });
});

describe('how a value moved', () => {
  const moved = (before: number | null, after: number | null, direction: 'at-least' | 'at-most' = 'at-least') => {
    const reading = objectiveOf().reading;
    return objectiveOf({ direction, reading: { ...reading, value: after }, before: { ...reading, value: before } });
  };

  test.each([
    [0.918, 0.884, 'at-least', '3.4 points worse'],
    [0.918, 0.884, 'at-most', '3.4 points better'],
    [0.884, 0.918, 'at-least', '3.4 points better'],
    [0.9, 0.9, 'at-least', 'no change'],
    [0.9, 0.9004, 'at-least', '0.04 points better'],
    [0.9, 0.900004, 'at-least', 'no change'],
    [null, 0.9, 'at-least', ''],
    [0.9, null, 'at-least', ''],
  ] as const)('%s → %s, %s: %s', (before, after, direction, expected) => {
    expect(describeChange(moved(before, after, direction))).toBe(expected);
  });

  test('got worse: beyond what chance explains, or to a worse state', () => {
    expect(gotWorse(objectiveOf())).toBe(true);
    const within = { ...objectiveOf().reading, value: 0.89 };
    expect(gotWorse(objectiveOf({ state: 'met', stateBefore: 'met', before: within }))).toBe(false);
    expect(gotWorse(objectiveOf({ state: 'at-risk', stateBefore: 'met', before: within }))).toBe(true);
  });

  test('the worst stand first; of those that stand alike the ones that got worse', () => {
    const better = { ...objectiveOf().reading, value: 0.8 };
    const all = [
      objectiveOf({ id: 'met', title: 'A', state: 'met' }),
      objectiveOf({ id: 'missed-better', title: 'B', before: better }),
      objectiveOf({ id: 'missed-worse', title: 'C' }),
      objectiveOf({ id: 'silent', title: 'D', state: 'silent' }),
    ];
    expect(all.sort(byWorst).map(({ id }) => id)).toEqual(['missed-worse', 'missed-better', 'silent', 'met']);
  });
});

describe('restatement', () => {
  const onTime = kpi('on-time-delivery');
  const told = (given: Partial<ToldReading> = {}): ToldReading => ({
    ...{ objective: 'on-time', kpi: 'on-time-delivery', slice: 'total', policy: 1 },
    ...{ from: '2026-11-01', to: '2026-11-02', value: 0.9, n: 20, toldAt: '2026-11-03T06:00:00.000Z' },
    counters: { 'otd.n': 20, 'otd.x': 18 },
    days: { '2026-11-01': { 'otd.n': 10, 'otd.x': 9 }, '2026-11-02': { 'otd.n': 10, 'otd.x': 9 } },
    ...given,
  });
  const rows = (...days: [string, number, number][]) => ({
    delivery: days.map(([day, n, x]) => ({ day, counters: { 'otd.n': n, 'otd.x': x, records: n } })),
  });

  test('old and new, with what changed by day added up', () => {
    // On the 1st, three came late and were not on time; on the 2nd, two turned out late.
    const restated = restate(told(), onTime, rows(['2026-11-01', 13, 9], ['2026-11-02', 10, 7]), policyOf());
    expect(restated).toMatchObject({ now: { value: 16 / 23, n: 23 }, records: 3 });
  });

  test('a record that moved from one day to another is one', () => {
    const days = { '2026-11-01': { 'otd.n': 9, 'otd.x': 8 }, '2026-11-02': { 'otd.n': 11, 'otd.x': 9 } };
    expect(leastRecords(onTime, told(), days)).toBe(1);
  });

  test('additions on several days add up, and so do losses', () => {
    const more = { '2026-11-01': { 'otd.n': 12, 'otd.x': 9 }, '2026-11-02': { 'otd.n': 13, 'otd.x': 9 } };
    expect(leastRecords(onTime, told(), more)).toBe(5);
    expect(leastRecords(onTime, told(), {})).toBe(20);
  });

  test('without the days, the whole window is compared', () => {
    const { days: _, ...rest } = told();
    const more = { '2026-11-01': { 'otd.n': 12, 'otd.x': 9 }, '2026-11-02': { 'otd.n': 8, 'otd.x': 9 } };
    expect(leastRecords(onTime, rest, more)).toBe(0);
    expect(leastRecords(onTime, rest, { '2026-11-01': { 'otd.n': 26, 'otd.x': 18 } })).toBe(6);
  });

  test('units inspected are no records: four hundred more may be one inspection', () => {
    const conformity = kpi('conformity-rate');
    const before = { counters: {}, days: { '2026-11-01': { 'insp.n': 100, 'insp.r': 1 } } };
    expect(leastRecords(conformity, before, { '2026-11-01': { 'insp.n': 500, 'insp.r': 40 } })).toBe(1);
    const two = { '2026-11-01': { 'insp.n': 500, 'insp.r': 1 }, '2026-11-02': { 'insp.n': 400 } };
    expect(leastRecords(conformity, before, two)).toBe(2);
  });

  test.each([
    ['the value is shown the same', rows(['2026-11-01', 10, 9], ['2026-11-02', 10, 9]), policyOf(), 'on-time-delivery'],
    ['another policy counts', rows(['2026-11-01', 10, 1]), { ...policyOf(), version: 2 }, 'on-time-delivery'],
    ['it changes by itself', rows(['2026-11-01', 10, 1]), policyOf(), 'lateness'],
  ] as const)('nothing where %s', (_, found, policy, id) => {
    expect(restate(told(), kpi(id), found, policy)).toBeUndefined();
  });

  test('days are kept as far as there is room, those of few counters first', () => {
    const long = told({
      days: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`day-${at}`, { 'otd.n': at }])),
    });
    const all = [long, told(), told({ objective: 'other' })];
    const kept = (room: number) => fitTold(all, room).map(({ days }) => days !== undefined);
    expect(kept(100_000)).toEqual([true, true, true]);
    expect(kept(JSON.stringify(all.slice(1)).length + 400)).toEqual([false, true, true]);
    expect(kept(10)).toEqual([false, false, false]);
    for (const room of [800, 1_500, 100_000]) {
      const fitted = fitTold(all, room);
      expect(JSON.stringify(fitted).length <= room || fitted.every(({ days }) => !days)).toBe(true);
    }
  });

  test('of figures that overlap the newest stands; told again, the later word holds', () => {
    const window = (from: string, to: string, toldAt: string, value = 0.9) => told({ from, to, toldAt, value });
    const all = [
      window('2026-10-19', '2026-11-15', '2026-11-16T06:00:00.000Z'),
      window('2026-10-26', '2026-11-22', '2026-11-23T06:00:00.000Z'),
      window('2026-10-26', '2026-11-22', '2026-11-30T06:00:00.000Z', 0.8),
      window('2026-09-28', '2026-10-25', '2026-10-26T06:00:00.000Z'),
      told({ slice: 'site=Lyon' }),
    ];
    expect(standingReadings(all).map(({ slice, to, value }) => [slice, to, value])).toEqual([
      ['total', '2026-11-22', 0.8],
      ['site=Lyon', '2026-11-02', 0.9],
      ['total', '2026-10-25', 0.9],
    ]);
  });
});
