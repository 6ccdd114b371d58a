import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import { describeForecast, forecastPeriod, forecastSpan } from '../../shared/core/process/forecast.ts';
import type { DayRow, RowsByType } from '../../shared/core/reading.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import { kpi as lateness } from '../../shared/kpis/delivery/lateness.ts';
import { kpi as onTimeDelivery } from '../../shared/kpis/delivery/on-time-delivery.ts';
import { kpi as csat } from '../../shared/kpis/survey/csat.ts';
import { policyOf } from '../support/records.ts';

type Days = readonly (readonly [n: number, x: number])[];
const deliveries = (first: Day, days: Days): RowsByType => ({
  delivery: days.map(([n, x], i): DayRow => ({ day: addDays(first, i), counters: { 'otd.n': n, 'otd.x': x } })),
});
const repeat = (count: number, n: number, x: number): Days => Array.from({ length: count }, () => [n, x] as const);

const objective = { window: 'month', target: 0.95, direction: 'at-least' } as const;
const forecast = (rows: RowsByType, last: Day, given: object = {}) =>
  forecastPeriod({
    kpi: onTimeDelivery,
    objective: { ...objective, ...given },
    policy: defaultPolicy,
    rows,
    last,
  });

describe('what the rest of a period must bring', () => {
  test('so many of what is promised must be on time', () => {
    // 6 × 10 + 14 × 9 = 186 of 200. At the end 300 are due, so 285 must be good: 99 of the 100 to come.
    const days = [...repeat(6, 10, 10), ...repeat(14, 10, 9), ...repeat(10, 10, 0)];
    const found = forecast(deliveries('2026-04-01', days), '2026-04-20');
    expect(found).toMatchObject({ outcome: 'needs', remaining: 100, basis: 'promised' });
    expect(found?.outcome === 'needs' && found.share).toBeCloseTo(0.99, 12);
    expect(found && describeForecast(found)).toBe(
      'To still meet 95 % in April 2026, the rest of it (100 deliveries due) must reach at least 99.0 %.',
    );
  });

  test('is rounded up: who reaches what is printed meets the target', () => {
    // 180 of 200 and 410 to come: 0.95 × 610 − 180 = 399.5 of 410 are 97.44 %.
    const days = [...repeat(20, 10, 9), [410, 0] as const];
    const found = forecast(deliveries('2026-04-01', days), '2026-04-20');
    expect(found && describeForecast(found)).toContain('at least 97.5 %');
  });

  test('says when the target can no longer be met', () => {
    // 150 of 200: even 100 more good ones make 250 of 300.
    const days = [...repeat(10, 10, 10), ...repeat(10, 10, 5), ...repeat(10, 10, 0)];
    const found = forecast(deliveries('2026-04-01', days), '2026-04-20');
    expect(found).toMatchObject({ outcome: 'out-of-reach', best: 250 / 300 });
    expect(found && describeForecast(found)).toBe(
      'The target of 95 % can no longer be met in April 2026: even a faultless rest (100 deliveries due) would end it at 83.3 %.',
    );
  });

  test('says when it is met whatever comes', () => {
    // 2,900 of 2,900, and 100 to come: 2,900 of 3,000 are 96.7 %.
    const days = [...repeat(29, 100, 100), [100, 0] as const];
    const found = forecast(deliveries('2026-04-01', days), '2026-04-29');
    expect(found).toMatchObject({ outcome: 'certain', worst: 2900 / 3000 });
    expect(found && describeForecast(found)).toBe(
      'The target of 95 % is met in April 2026 whatever comes: even if everything in the rest of it (100 deliveries due) went wrong, it would end at 96.7 %.',
    );
  });
});

describe('how many are still to come', () => {
  test('as many as usual where nothing, or less, is promised yet: each day of the week as over the last four weeks', () => {
    // Monday to Friday 10, none at weekends, from 9 March on. 20 April 2026 is a Monday: eight working days remain.
    const days = Array.from({ length: 43 }, (_, i) => (i % 7 < 5 ? ([10, 9] as const) : ([0, 0] as const)));
    const rows = deliveries('2026-03-09', days);
    expect(forecast(rows, '2026-04-20')).toMatchObject({ remaining: 80, basis: 'pace' });
    const some = deliveries('2026-03-09', [...days, [10, 0]]);
    expect(forecast(some, '2026-04-20')).toMatchObject({ remaining: 80, basis: 'pace' });
    const found = forecast(rows, '2026-04-20');
    expect(found && describeForecast(found)).toContain('about 80 deliveries due');
  });

  test('a holiday is like a Sunday', () => {
    const days = Array.from({ length: 43 }, (_, i) => (i % 7 < 5 ? ([10, 9] as const) : ([0, 0] as const)));
    const policy = policyOf({ businessHours: { from: '09:00', to: '17:00', holidays: { years: { 2026: '0428' } } } });
    const rows = deliveries('2026-03-09', days);
    // Eight weekdays remain, one of them a holiday.
    expect(forecastPeriod({ kpi: onTimeDelivery, objective, policy, rows, last: '2026-04-20' })).toMatchObject({
      remaining: 70,
    });
  });

  test('from the first day on that anything was counted, where that is less than four weeks ago', () => {
    const rows = deliveries('2026-04-06', repeat(5, 20, 20));
    // Monday to Friday 20 each. Saturdays and Sundays were never seen, so they count as the others do.
    expect(forecast(rows, '2026-04-10')).toMatchObject({ remaining: 400, basis: 'pace' });
  });
});

describe('nothing is forecast', () => {
  const rows = deliveries('2026-04-01', repeat(30, 10, 9));
  test.each([
    ['of a window that rolls', { window: { days: 28 } }, '2026-04-20'],
    ['of a day', { window: 'day' }, '2026-04-20'],
    ['of a month that is over', {}, '2026-04-30'],
    ['of a share that should be low', { direction: 'at-most' }, '2026-04-20'],
  ])('%s', (_, given, last) => {
    expect(forecast(rows, last, given)).toBeUndefined();
  });

  test('of what is no share, or was never counted', () => {
    const base = { objective, policy: defaultPolicy, last: '2026-04-20' };
    expect(forecastPeriod({ ...base, kpi: lateness, rows })).toBeUndefined();
    expect(forecastPeriod({ ...base, kpi: csat, rows: {} })).toBeUndefined();
    expect(forecast({}, '2026-04-20')).toBeUndefined();
  });
});

test('a forecast reads four weeks back, the whole period, and the days to come', () => {
  expect(forecastSpan('month', '2026-04-10')).toEqual({ from: '2026-03-14', to: '2026-04-30' });
  expect(forecastSpan('quarter', '2026-06-10')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  expect(forecastSpan('month', '2026-04-30')).toBeUndefined();
});

test('days before an objective counts are left out', () => {
  // From the 11th on: 10 days of ten, 9 on time each: 90 of 100, not 180 of 200.
  const rows = deliveries('2026-04-01', [...repeat(10, 10, 0), ...repeat(10, 10, 9), ...repeat(10, 10, 0)]);
  const found = forecast(rows, '2026-04-20', { countsFrom: '2026-04-11' });
  // 0.95 × 200 − 90 = 100: all of them.
  expect(found).toMatchObject({ outcome: 'needs', share: 1 });
});
