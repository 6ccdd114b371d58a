import { describe, expect, test } from 'vitest';
import { drawBar } from '../../cli/draw-bar.ts';
import { reportKpi } from '../../cli/kpi-report.ts';
import { formatTable } from '../../cli/table.ts';
import { findKpi } from '../../cli/verbs/kpi.ts';
import type { RowsByType } from '../../shared/core/reading.ts';
import { splitPeriods } from '../../shared/core/time/window.ts';
import { policyOf } from '../support/records.ts';

describe('the report of a KPI', () => {
  const policy = policyOf();
  const rows: RowsByType = {
    delivery: [
      { day: '2026-02-28', counters: { 'otd.n': 1 } },
      { day: '2026-03-01', counters: { 'otd.n': 3, 'otd.x': 1 } },
      { day: '2026-03-31', counters: { 'otd.n': 3, 'otd.x': 1 } },
      { day: '2026-04-01', counters: { 'otd.n': 1, 'otd.x': 1 } },
    ],
  };
  const kpi = findKpi('on-time-delivery');

  test('has a row for each period and the total, both ends included, nothing rounded', () => {
    const report = reportKpi(kpi, rows, splitPeriods('month', '2026-03-01', '2026-04-01'), {
      slice: 'total',
      policy,
      epoch: 2,
    });
    const interval = [expect.any(Number), expect.any(Number)];
    expect(report).toEqual({
      kpi: 'on-time-delivery',
      unit: 'share',
      slice: 'total',
      policy: 1,
      epoch: 2,
      rows: [
        { from: '2026-03-01', to: '2026-03-31', value: 2 / 6, n: 6, counters: { 'otd.n': 6, 'otd.x': 2 }, interval },
        { from: '2026-04-01', to: '2026-04-01', value: 1, n: 1, counters: { 'otd.n': 1, 'otd.x': 1 }, interval },
      ],
      total: {
        from: '2026-03-01',
        to: '2026-04-01',
        value: 3 / 7,
        n: 7,
        counters: { 'otd.n': 7, 'otd.x': 3 },
        interval,
      },
    });
  });

  test('tells a trend that the test proves, and none of what ripens', () => {
    const falling: RowsByType = {
      delivery: [95, 93, 91, 89, 87, 85].map((onTime, i) => ({
        day: `2026-0${i + 1}-10`,
        counters: { 'otd.n': 100, 'otd.x': onTime, [`late.d${i + 1}`]: 5 },
      })),
    };
    const grounds = { slice: 'total', policy, epoch: 0 };
    const months = splitPeriods('month', '2026-01-01', '2026-06-30');
    expect(reportKpi(kpi, falling, months, grounds).trend?.slope).toBeCloseTo(-0.02, 12);
    expect(reportKpi(kpi, falling, months.slice(0, 4), grounds).trend).toBeUndefined();
    // Rising from 1 to 6 days late.
    const lateness = reportKpi(findKpi('lateness'), falling, months, grounds);
    expect(lateness.rows.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lateness.trend).toBeUndefined();
  });

  test('says null, not zero, where there is nothing to read', () => {
    const report = reportKpi(kpi, {}, [{ from: '2026-03-01', to: '2026-03-31' }], { slice: 'total', policy, epoch: 0 });
    expect(report.total).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      value: null,
      n: 0,
      counters: {},
      interval: null,
    });
  });

  test('names the objective that holds for it', () => {
    const objective = {
      ...{ id: 'on-time', version: 3, title: 'On time', kpi: kpi.id, slice: {}, window: 'month' as const, target: 0.9 },
      ...{
        direction: 'at-least' as const,
        leastN: 30,
        margin: 0,
        clearAfter: 2,
        owner: 'ceo',
        ladder: [],
        repeatDays: 7,
        effectivenessDays: 28,
      },
    };
    const report = reportKpi(kpi, rows, [{ from: '2026-03-01', to: '2026-03-31' }], {
      slice: 'total',
      policy,
      epoch: 0,
      objective,
    });
    expect(report.objective).toEqual({ id: 'on-time', version: 3, target: 0.9, direction: 'at-least' });
  });

  test('an unknown KPI is bad usage, and the known ones are listed', () => {
    expect(() => findKpi('otd')).toThrow(/There is no KPI 'otd'[\s\S]*on-time-delivery/);
  });
});

describe('a table', () => {
  test('aligns by what people see, and keeps control characters out of the terminal', () => {
    expect(
      formatTable(
        [{ title: 'name' }, { title: 'n', align: 'right' }],
        [
          ['Gdańsk', '1'],
          ['横浜\u001b[31m', '12'],
        ],
      ),
    ).toBe(['name        n', '─────────  ──', 'Gdańsk      1', '横浜 [31m  12'].join('\n'));
  });
});

describe('a bar', () => {
  test('shows a share of its whole, with a mark at the target', () => {
    expect(drawBar([1, 0.5, null], 'share', 0.9)).toEqual(['██████████████████┃█', '██████████        │', '']);
  });

  test('what can lie below zero is drawn from its least to its greatest', () => {
    expect(drawBar([-50, 0, 50], 'percentagePoints')).toEqual(['█'.repeat(5), '█'.repeat(10), '█'.repeat(15)]);
  });

  test('a value without bounds is drawn against the largest', () => {
    expect(drawBar([10, 5], 'hours')).toEqual(['█'.repeat(20), '█'.repeat(10)]);
  });
});
