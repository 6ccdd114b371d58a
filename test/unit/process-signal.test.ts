import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import { findSignal } from '../../shared/core/process/find-signal.ts';
import { isNews } from '../../shared/core/process/signal.ts';
import { describeSignal } from '../../shared/core/process/signal-words.ts';
import { lastCompleteDay, seriesOf, seriesUntil, signalSpan } from '../../shared/core/process/subgroups.ts';
import type { DayRow, RowsByType } from '../../shared/core/reading.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { kpi as complaintsPer1000 } from '../../shared/kpis/complaint/complaints-per-1000-deliveries.ts';
import { kpi as openComplaints } from '../../shared/kpis/complaint/open-complaints.ts';
import { kpi as onTimeDelivery } from '../../shared/kpis/delivery/on-time-delivery.ts';
import { kpi as nps } from '../../shared/kpis/survey/nps.ts';

const monday = '2026-01-05';

/** A row a day from Monday 5 January 2026 on: `x` of `n` on time. */
const deliveries = (days: readonly { x: number; n: number }[], first = monday): RowsByType => ({
  delivery: days.map(({ x, n }, i): DayRow => ({ day: addDays(first, i), counters: { 'otd.x': x, 'otd.n': n } })),
});

/** In turn a little below and a little above: never nine on one side, nor six rising. */
const steady = (count: number, n: number, share: number, swing = 0.01) =>
  Array.from({ length: count }, (_, i) => ({ n, x: Math.round(n * (share + (i % 2 === 0 ? -swing : swing))) }));

const find = (kpi: Kpi, rows: RowsByType, last: string, rules: readonly number[] = [1, 2, 3, 5]) =>
  findSignal(kpi, seriesOf(kpi, rows, signalSpan(last), defaultPolicy), rules);

describe('a day that stands out', () => {
  const rows = deliveries([...steady(40, 400, 0.95), { n: 400, x: 344 }]);
  const last = addDays(monday, 40);

  test('is told with its rule, its day and its direction, in words that never speak of the target', () => {
    const signal = find(onTimeDelivery, rows, last);
    expect(signal).toMatchObject({ rule: 1, day: last, to: last, direction: 'worse', chart: 'p', by: 'day' });
    // p̄ 0.95, σ √(0.95 × 0.05 ÷ 400) = 0.0109: the lower limit is 0.9173, and 344 of 400 are 0.86.
    expect(signal?.words).toBe(
      'The process changed around 14 February 2026, for the worse: 86.0 % on that day, below the lower limit of 91.7 %.',
    );
    expect(signal?.words).not.toMatch(/target|missed/);
  });

  test('is never said to lie below a limit that reads the same', () => {
    const signal = find(onTimeDelivery, rows, last);
    if (!signal) throw new Error('the day stands out');
    const points = signal.points.map((point) => (point.flagged ? { ...point, low: 0.8604 } : point));
    expect(describeSignal({ ...signal, points }, -1)).toContain(
      '86.00 % on that day, below the lower limit of 86.04 %',
    );
  });

  test('carries its chart: the baseline that the limits come from, and the points since', () => {
    const signal = find(onTimeDelivery, rows, last);
    expect(signal?.points).toHaveLength(41);
    expect(signal?.points.filter(({ flagged }) => flagged)).toEqual([signal?.points.at(-1)]);
    // The longest run among the rules is nine: the baseline ends before the nine points that end with this one.
    expect(signal?.baseline).toEqual({ from: monday, to: addDays(monday, 31), points: 32 });
    expect(signal?.before).toBeCloseTo(0.95, 10);
    expect(signal?.after).toBeCloseTo(0.86, 10);
    expect(JSON.parse(JSON.stringify(signal))).toEqual(signal);
  });

  test('is told as long as it is fresh, and by the rules that policy names', () => {
    const later = (days: number) =>
      find(
        onTimeDelivery,
        deliveries([...steady(40, 400, 0.95), { n: 400, x: 344 }, ...steady(days, 400, 0.95)]),
        addDays(last, days),
      );
    expect(later(1)?.day).toBe(last);
    expect(later(2)?.day).toBe(last);
    expect(later(3)).toBeUndefined();
    expect(find(onTimeDelivery, rows, last, [2, 3])).toBeUndefined();
    expect(find(onTimeDelivery, rows, last, [])).toBeUndefined();
  });

  test('is not told before twenty earlier points are known', () => {
    const short = deliveries([...steady(27, 400, 0.95), { n: 400, x: 344 }]);
    // Only rule 1: a window of one, so 27 points come before it.
    expect(find(onTimeDelivery, short, addDays(monday, 27), [1])?.baseline.points).toBe(27);
    // With rule 2 the window has nine, and 19 come before it.
    expect(find(onTimeDelivery, short, addDays(monday, 27))).toBeUndefined();
  });
});

describe('a shift', () => {
  /** 40 days at 95 %, then at 93.5 %: too little to stand out on one day. */
  const shifted = (days: number) =>
    find(
      onTimeDelivery,
      deliveries([...steady(40, 400, 0.95), ...steady(days, 400, 0.935, 0.005)]),
      addDays(monday, 39 + days),
    );
  const begins = addDays(monday, 40);

  test('is told once nine days lie on one side, with the day on which that began', () => {
    expect(shifted(8)).toBeUndefined();
    expect(shifted(9)).toMatchObject({ rule: 2, day: begins, to: addDays(begins, 8), direction: 'worse' });
    expect(shifted(9)?.words).toBe(
      'The process changed around 14 February 2026, for the worse: nine days in a row below the usual 95.0 %, at 93.4 % together.',
    );
  });

  test('is told once, however long it lasts', () => {
    const told = Array.from({ length: 80 }, (_, i) => shifted(i + 1)?.day).filter((day) => day !== undefined);
    expect(new Set(told)).toEqual(new Set([begins]));
  });

  test('a change back is another one', () => {
    const back = deliveries([...steady(40, 400, 0.95), ...steady(12, 400, 0.92, 0.005), { n: 400, x: 398 }]);
    expect(find(onTimeDelivery, back, addDays(monday, 52))).toMatchObject({ rule: 1, direction: 'better' });
  });

  test('a few days of difference, as restated records make, are the same change', () => {
    expect(isNews({ day: '2026-03-12', by: 'day' }, undefined)).toBe(true);
    expect(isNews({ day: '2026-03-12', by: 'day' }, { day: '2026-03-10' })).toBe(false);
    expect(isNews({ day: '2026-03-12', by: 'day' }, { day: '2026-03-14' })).toBe(false);
    expect(isNews({ day: '2026-03-12', by: 'day' }, { day: '2026-03-01' })).toBe(true);
    expect(isNews({ day: '2026-03-12', by: 'week' }, { day: '2026-03-01' })).toBe(false);
  });
});

test('a drift says from where to where', () => {
  const falling = [0.955, 0.952, 0.95, 0.947, 0.945, 0.94].map((share) => ({ n: 400, x: Math.round(400 * share) }));
  const signal = find(onTimeDelivery, deliveries([...steady(39, 400, 0.95), ...falling]), addDays(monday, 44), [3]);
  expect(signal?.words).toBe(
    'The process changed around 13 February 2026, for the worse: six days in a row falling, from 95.5 % to 94.0 %.',
  );
});

describe('which chart, and which points', () => {
  test('above a thousand a point the limits follow what days really differ by', () => {
    // By the binomial, σ of 20,000 at 95 % is 0.15 %: days that differ by 1 % would all stand out.
    const rows = deliveries([...steady(40, 20_000, 0.95), { n: 20_000, x: 18_700 }]);
    expect(find(onTimeDelivery, rows, addDays(monday, 40))).toBeUndefined();
    const low = deliveries([...steady(40, 20_000, 0.95), { n: 20_000, x: 17_500 }]);
    expect(find(onTimeDelivery, low, addDays(monday, 40))).toMatchObject({ rule: 1, chart: 'laney-p' });
  });

  test('weeks where a typical day expects fewer than five late ones, and only whole weeks', () => {
    // 40 a day at 95 %: two late ones; 280 a week: fourteen.
    const days = [...steady(7 * 30, 40, 0.95), ...steady(7, 40, 0.75)];
    const sunday = addDays(monday, 7 * 31 - 1);
    const signal = find(onTimeDelivery, deliveries(days), sunday);
    expect(signal).toMatchObject({ by: 'week', rule: 1, day: addDays(sunday, -6), to: sunday });
    expect(signal?.words).toContain('% in that week, below');
    // A week that still runs is no point.
    expect(find(onTimeDelivery, deliveries(days), addDays(sunday, -1))).toBeUndefined();
  });

  test('no chart where weeks are too thin as well, where nothing ever varied, or where values ripen', () => {
    expect(
      find(
        onTimeDelivery,
        deliveries([...Array.from({ length: 210 }, (_, i) => ({ n: 1, x: i % 10 ? 1 : 0 })), { n: 200, x: 0 }]),
        addDays(monday, 210),
      ),
    ).toBeUndefined();
    const faultless = deliveries([...steady(40, 400, 1, 0), { n: 400, x: 300 }]);
    expect(find(onTimeDelivery, faultless, addDays(monday, 40))).toBeUndefined();
    const answers: RowsByType = {
      response: Array.from({ length: 41 }, (_, i) => ({
        day: addDays(monday, i),
        counters: { 'nps.n': 20, 'nps.p': i === 40 ? 2 : 10, 'nps.d': 5 },
      })),
    };
    // A score of 25 on each of forty days, then −15.
    expect(find(nps, answers, addDays(monday, 40))).toBeUndefined();
    const open: RowsByType = {
      complaint: Array.from({ length: 60 }, (_, i) => ({
        day: addDays(monday, i),
        counters: { 'cmpl.n': 50, 'cmpl.o': i === 59 ? 50 : i % 3 },
      })),
    };
    expect(find(openComplaints, open, addDays(monday, 59))).toBeUndefined();
  });

  test('rates have a u chart, scores an XmR chart; which way is better is the KPI’s own', () => {
    const complaint = (days: readonly number[]): RowsByType => ({
      ...deliveries(days.map(() => ({ n: 1000, x: 900 }))),
      complaint: days.map((n, i) => ({ day: addDays(monday, i), counters: { 'cmpl.n': n } })),
    });
    const spread = Array.from({ length: 40 }, (_, i) => (i % 2 ? 9 : 11));
    expect(find(complaintsPer1000, complaint([...spread, 25]), addDays(monday, 40))).toMatchObject({
      chart: 'u',
      rule: 1,
      direction: 'worse',
    });
    const scores = (newest: number): RowsByType => ({
      response: Array.from({ length: 41 }, (_, i) => ({
        day: addDays(monday, i),
        counters: { 'nps.n': 20, 'nps.p': i === 40 ? newest : 10 + (i % 2), 'nps.d': 5 },
      })),
    });
    // 25 and 30 in turn: the mean moving range is 5, three sigma are 13.3.
    expect(find(nps, scores(16), addDays(monday, 40))).toMatchObject({ chart: 'xmr', rule: 1, direction: 'better' });
    expect(find(nps, scores(12), addDays(monday, 40))).toBeUndefined();
  });
});

test('a day that still runs, or that a source has not reported, is no point', () => {
  const source = { types: ['delivery' as const], reportingLagDays: 2 };
  expect(lastCompleteDay('2026-03-14', onTimeDelivery, [source])).toBe('2026-03-11');
  expect(lastCompleteDay('2026-03-14', nps, [source])).toBe('2026-03-13');
});

test('a series cut to a day is the series of that day', () => {
  const rows = deliveries(steady(120, 400, 0.95));
  const all = seriesOf(onTimeDelivery, rows, signalSpan(addDays(monday, 119)), defaultPolicy);
  for (const day of [20, 45, 90, 119].map((days) => addDays(monday, days))) {
    const span = signalSpan(day);
    expect(seriesUntil(all, span)).toEqual(seriesOf(onTimeDelivery, rows, span, defaultPolicy));
  }
});
