import { describe, expect, test } from 'vitest';
import {
  describePeriod,
  lastCountableDay,
  periodTo,
  recentPeriods,
  splitPeriods,
  wholePeriod,
} from '../../shared/core/time/window.ts';

describe('the whole period that holds a day', () => {
  test.each([
    ['a day is itself', 'day', '2026-03-14', '2026-03-14', '2026-03-14'],
    ['a week runs from Monday to Sunday', 'week', '2026-03-15', '2026-03-09', '2026-03-15'],
    ['a week may begin in the year before', 'week', '2026-01-01', '2025-12-29', '2026-01-04'],
    ['a month', 'month', '2018-03-31', '2018-03-01', '2018-03-31'],
    ['February in a leap year', 'month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['December', 'month', '2025-12-05', '2025-12-01', '2025-12-31'],
    ['the last quarter', 'quarter', '2025-11-30', '2025-10-01', '2025-12-31'],
    ['a year', 'year', '2026-07-01', '2026-01-01', '2026-12-31'],
  ] as const)('%s', (_, window, day, from, to) => {
    expect(wholePeriod(window, day)).toEqual({ from, to });
  });
  test('a rolling window ends with the day and has as many days as it says', () => {
    expect(wholePeriod({ days: 28 }, '2026-03-14')).toEqual({ from: '2026-02-15', to: '2026-03-14' });
  });
});

test('a calendar period runs to date', () => {
  expect(periodTo('month', '2018-04-09')).toEqual({ from: '2018-04-01', to: '2018-04-09' });
});

test('a chart shows twelve whole months and the one that runs', () => {
  const periods = recentPeriods('month', '2018-04-09');
  expect(periods).toHaveLength(13);
  expect(periods[0]).toEqual({ from: '2017-04-01', to: '2017-04-30' });
  expect(periods[11]).toEqual({ from: '2018-03-01', to: '2018-03-31' });
  expect(periods[12]).toEqual({ from: '2018-04-01', to: '2018-04-09' });
});

test('rolling windows of a chart lie end to end', () => {
  expect(recentPeriods({ days: 7 }, '2026-03-14', 3)).toEqual([
    { from: '2026-02-22', to: '2026-02-28' },
    { from: '2026-03-01', to: '2026-03-07' },
    { from: '2026-03-08', to: '2026-03-14' },
  ]);
});

test('a range is cut at the ends of months, and its own ends are kept', () => {
  expect(splitPeriods('month', '2018-01-30', '2018-03-02')).toEqual([
    { from: '2018-01-30', to: '2018-01-31' },
    { from: '2018-02-01', to: '2018-02-28' },
    { from: '2018-03-01', to: '2018-03-02' },
  ]);
});

describe('the last day that can be judged', () => {
  const erp = { types: ['delivery'] as const, reportingLagDays: 1 };
  const carrier = { types: ['delivery'] as const, reportingLagDays: 3 };
  const mes = { types: ['inspection'] as const, reportingLagDays: 9 };
  test('deliveries are judged up to yesterday', () => {
    expect(lastCountableDay('2018-04-01', ['delivery'], [])).toBe('2018-03-31');
  });
  test('the slowest source of deliveries decides, and no other', () => {
    expect(lastCountableDay('2026-03-14', ['delivery'], [erp, carrier, mes])).toBe('2026-03-10');
  });
  test('inspections count today: a defect wave is told the same hour', () => {
    expect(lastCountableDay('2026-03-14', ['inspection'], [mes])).toBe('2026-03-14');
  });
  test('a KPI that also reads deliveries waits for them', () => {
    expect(lastCountableDay('2026-03-14', ['complaint', 'delivery'], [erp])).toBe('2026-03-12');
  });
});

describe('what people call a period', () => {
  test.each([
    ['month', '2018-03-01', '2018-03-31', 'March 2018'],
    ['month', '2018-04-01', '2018-04-09', '1–9 April 2018'],
    ['month', '2018-04-01', '2018-04-01', '1 April 2018'],
    ['week', '2026-03-16', '2026-03-22', 'week 12, 2026'],
    ['week', '2024-12-30', '2025-01-05', 'week 1, 2025'],
    ['week', '2026-12-28', '2027-01-03', 'week 53, 2026'],
    ['week', '2026-03-30', '2026-04-02', '30 March – 2 April 2026'],
    ['week', '2024-12-30', '2025-01-02', '30 December 2024 – 2 January 2025'],
    ['quarter', '2025-10-01', '2025-12-31', 'Q4 2025'],
    ['year', '2026-01-01', '2026-12-31', '2026'],
    ['day', '2026-03-14', '2026-03-14', '14 March 2026'],
    [{ days: 28 }, '2026-02-15', '2026-03-14', '28 days to 14 March 2026'],
  ] as const)('%o from %s to %s is %s', (window, from, to, words) => {
    expect(describePeriod({ from, to }, window)).toBe(words);
  });
});
