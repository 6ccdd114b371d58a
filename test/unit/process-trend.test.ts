import { describe, expect, test } from 'vitest';
import { mannKendall } from '../../shared/core/process/mann-kendall.ts';
import { twoSidedTail } from '../../shared/core/process/normal.ts';
import { theilSen } from '../../shared/core/process/theil-sen.ts';
import { describeTrend, findTrend } from '../../shared/core/process/trend.ts';

test('tails of the normal distribution agree with the tables', () => {
  // Any table of the normal distribution.
  for (const [z, p] of [
    [0, 1],
    [1, 0.317310508],
    [1.959963985, 0.05],
    [-2.575829304, 0.01],
    [3, 0.002699796],
    [6, 1.973175e-9],
  ] as const)
    expect(twoSidedTail(z) / p, `z ${z}`).toBeCloseTo(1, 6);
});

describe('Mann–Kendall', () => {
  test('a series that only rises: s is the number of pairs, variance n (n − 1)(2n + 5) ÷ 18', () => {
    // n = 5: 10 pairs; variance 5 × 4 × 15 ÷ 18 = 16.667; z = (10 − 1) ÷ 4.0825 = 2.2045; p = 0.0275.
    const { s, variance, z, p } = mannKendall([1, 2, 3, 4, 5]);
    expect(s).toBe(10);
    expect(variance).toBeCloseTo(16.6667, 4);
    expect(z).toBeCloseTo(2.2045, 4);
    expect(p).toBeCloseTo(0.0275, 4);
  });

  test('ties weigh nothing, and narrow the variance', () => {
    // 1 2 2 3 3 3: 15 pairs, of which 2–2 (one) and 3–3 (three) are level: s = 11.
    // variance = (6·5·17 − 2·1·9 − 3·2·11) ÷ 18 = (510 − 18 − 66) ÷ 18 = 23.6667; z = 10 ÷ 4.8648 = 2.0556.
    const { s, variance, z } = mannKendall([1, 2, 2, 3, 3, 3]);
    expect(s).toBe(11);
    expect(variance).toBeCloseTo(23.6667, 4);
    expect(z).toBeCloseTo(2.0556, 4);
  });

  test('nothing but ties has no trend', () => {
    expect(mannKendall([4, 4, 4, 4])).toMatchObject({ s: 0, variance: 0, z: 0, p: 1 });
    expect(mannKendall([])).toMatchObject({ s: 0, p: 1 });
  });

  test('continuity takes one from s, towards zero', () => {
    // 2 1: s = −1, so z = 0.
    expect(mannKendall([2, 1])).toMatchObject({ s: -1, z: 0 });
  });
});

describe('Theil–Sen', () => {
  test('the median of all slopes, which one wild value does not turn', () => {
    // Six of the ten pairs have a slope of 2; those with the last point have 27, 35.3, 52 and 102.
    const line = theilSen([1, 3, 5, 7, 109].map((y, x) => ({ x, y })));
    expect(line).toEqual({ slope: 2, intercept: 1 });
  });

  test('gaps count as steps of x', () => {
    expect(
      theilSen([
        { x: 0, y: 1 },
        { x: 4, y: 3 },
      ]),
    ).toEqual({ slope: 0.5, intercept: 1 });
    expect(theilSen([{ x: 1, y: 1 }])).toBeUndefined();
  });
});

describe('a trend in words', () => {
  // 0.006 a month, with a gap and a wild month.
  const falling = [0.95, 0.944, null, 0.932, 0.926, 0.92, 0.914, 0.85, 0.902, 0.896, 0.89, 0.884];

  test('is said where the test proves it', () => {
    const trend = findTrend(falling);
    expect(trend?.p).toBeLessThan(0.001);
    expect(trend && describeTrend(trend, 'share', 'month')).toBe('falling by about 0.6 points a month');
  });

  test('a small one is never said as nothing', () => {
    expect(describeTrend({ slope: 0.0004, p: 0.01 }, 'share', 'week')).toBe('rising by about 0.04 points a week');
    expect(describeTrend({ slope: -0.02, p: 0.01 }, 'nps', 'week')).toBe('falling by about 0.02 points a week');
  });

  test('is not said where chance might make it', () => {
    expect(findTrend([0.95, 0.93, 0.94, 0.95, 0.92, 0.94])).toBeUndefined();
    expect(findTrend([])).toBeUndefined();
    // Four rising values prove nothing: z = 5 ÷ 2.944 = 1.698, p = 0.09.
    expect(findTrend([1, 2, 3, 4])).toBeUndefined();
    // Five do: p = 0.0275.
    expect(findTrend([1, 2, 3, 4, 5])).toMatchObject({ slope: 1 });
  });
});
