/** Intervals against published values, and at the ends where formulas break. */
import { describe, expect, test } from 'vitest';
import { differenceInterval } from '../../shared/core/intervals/difference.ts';
import { gammaQuantile, logFactorial, lowerGamma } from '../../shared/core/intervals/gamma.ts';
import { meanInterval } from '../../shared/core/intervals/mean.ts';
import { netPromoterInterval, netPromoterScore } from '../../shared/core/intervals/net-promoter.ts';
import { countInterval, rateInterval } from '../../shared/core/intervals/poisson.ts';
import { productInterval } from '../../shared/core/intervals/product.ts';
import { quantileInterval, quantileOf, ranksAround } from '../../shared/core/intervals/quantile.ts';
import { shareInterval } from '../../shared/core/intervals/share.ts';
import { studentQuantile } from '../../shared/core/intervals/student.ts';

const close = (interval: [number, number] | null, [low, high]: [number, number], digits: number) => {
  expect(interval?.[0]).toBeCloseTo(low, digits);
  expect(interval?.[1]).toBeCloseTo(high, digits);
};

describe('Newcombe', () => {
  test.each([
    // Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, table II, method 10.
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    // Between two roundings with z = 1.96: 0.80625.
    [6, 7, 2, 7, 0.0582, 0.80625],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i of %i less %i of %i', (x1, n1, x2, n2, low, high) =>
    close(differenceInterval(x1, n1, x2, n2), [low, high], 4),
  );

  test('one of the two without records is no interval', () => {
    expect(differenceInterval(1, 2, 0, 0)).toBeNull();
    expect(differenceInterval(0, 0, 1, 2)).toBeNull();
  });
});

describe('Wilson', () => {
  test.each([
    [430, 474, 0.87768, 0.93012, 5],
    [10, 14, 0.4535, 0.88279, 5],
    [18, 20, 0.699, 0.972, 3],
    [1800, 2000, 0.886, 0.912, 3],
    // Newcombe, R. G. (1998), Statistics in Medicine 17, table I, method 3.
    [81, 263, 0.2553, 0.3662, 4],
    [15, 148, 0.0624, 0.1605, 4],
    [0, 20, 0, 0.1611, 4],
    [1, 29, 0.0061, 0.1718, 4],
  ])('%i of %i', (x, n, low, high, digits) => close(shareInterval(x, n), [low, high], digits));

  test('18 of 20 does not prove a miss of 95 %, 1,800 of 2,000 does', () => {
    expect(shareInterval(18, 20)?.[1]).toBeGreaterThan(0.95);
    expect(shareInterval(1800, 2000)?.[1]).toBeLessThan(0.95);
  });

  test('none of some reaches 0 exactly, all of some reaches 1, and nothing of nothing is no interval', () => {
    for (let n = 1; n <= 500; n++) {
      expect(shareInterval(0, n)?.[0]).toBe(0);
      expect(shareInterval(n, n)?.[1]).toBe(1);
    }
    expect(shareInterval(0, 0)).toBeNull();
  });
});

describe('exact Poisson', () => {
  // Garwood's table, as in Ulm, K. (1990), American Journal of Epidemiology 131, 373–375.
  test.each([
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [2, 0.242, 7.225],
    [3, 0.619, 8.767],
    [4, 1.09, 10.242],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [20, 12.217, 30.888],
    [50, 37.111, 65.919],
    [100, 81.364, 121.627],
  ])('%i seen', (count, low, high) => close(countInterval(count), [low, high], 3));

  /** P(X ≤ k) by its definition, term by term in logarithms. */
  const poissonAtMost = (k: number, mean: number) =>
    Array.from({ length: k + 1 }, (_, i) => Math.exp(i * Math.log(mean) - mean - logFactorial(i))).reduce(
      (a, b) => a + b,
    );

  test.each([1, 2, 7, 19, 20, 21, 50, 300, 5_000])('%i leaves out 2.5 % on either side', (count) => {
    const [low, high] = countInterval(count);
    expect(1 - poissonAtMost(count - 1, low)).toBeCloseTo(0.025, 8);
    expect(poissonAtMost(count, high)).toBeCloseTo(0.025, 8);
  });

  test('does not jump where the polishing ends', () => {
    const [low, high] = countInterval(99_999);
    const [nextLow, nextHigh] = countInterval(100_001);
    expect(nextLow - low).toBeCloseTo(2, 1);
    expect(nextHigh - high).toBeCloseTo(2, 1);
  });

  test('a rate has the interval of its count, over its exposure', () => {
    close(rateInterval(3, 50, 1e6), [12_373.4, 175_345.5], 0);
    expect(rateInterval(0, 0, 1000)).toBeNull();
    expect(rateInterval(0, 1000, 1000)?.[0]).toBe(0);
  });
});

describe('the gamma distribution', () => {
  test('with shape 1 is the exponential, whose quantile is known', () => {
    expect(gammaQuantile(0.975, 1, 1.96)).toBeCloseTo(-Math.log(0.025), 10);
    expect(gammaQuantile(0.025, 1, -1.96)).toBeCloseTo(-Math.log(0.975), 10);
    expect(lowerGamma(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
    expect(lowerGamma(3, 0)).toBe(0);
  });

  test('ln n! meets both of its forms where they change over', () => {
    expect(logFactorial(20) - logFactorial(19)).toBeCloseTo(Math.log(20), 11);
    expect(logFactorial(0)).toBe(0);
    expect(Math.exp(logFactorial(10))).toBeCloseTo(3_628_800, 5);
  });
});

describe("Student's t", () => {
  test.each([
    [1, 12.7062],
    [2, 4.3027],
    [10, 2.2281],
    [11, 2.201],
    [12, 2.1788],
    [15, 2.1314],
    [20, 2.086],
    [30, 2.0423],
    [60, 2.0003],
    [120, 1.9799],
    [1e6, 1.96],
  ])('at %i degrees of freedom', (degrees, quantile) => expect(studentQuantile(degrees)).toBeCloseTo(quantile, 4));
});

describe('a mean of scores', () => {
  test('has the t interval', () => {
    // 1 … 5 once each: mean 3, s = √2.5, t(4) = 2.776445.
    const scores = [1, 2, 3, 4, 5].map((score) => ({ score, count: 1 }));
    const margin = (2.776445 * Math.sqrt(2.5)) / Math.sqrt(5);
    close(meanInterval(scores, 1, 5), [3 - margin, 3 + margin], 6);
  });

  test('stays on the scale where t would leave it', () => {
    expect(
      meanInterval(
        [
          { score: 1, count: 1 },
          { score: 5, count: 1 },
        ],
        1,
        5,
      ),
    ).toEqual([1, 5]);
  });

  test('is not certain because three answers agree, and less so with one', () => {
    const alike = (count: number) => meanInterval([{ score: 5, count }], 1, 5) as [number, number];
    expect(alike(3)[0]).toBeLessThan(4);
    expect(alike(1)[0]).toBeLessThan(alike(3)[0]);
    expect(alike(1000)[0]).toBeGreaterThan(4.98);
    expect(alike(3)[1]).toBe(5);
    expect(meanInterval([], 1, 5)).toBeNull();
  });
});

describe('the net promoter score', () => {
  test('half promoters and a sixth detractors are 33.3', () => {
    expect(netPromoterScore(30, 10, 60)).toBeCloseTo(33.3, 1);
  });

  test('has a margin of 1.96 standard errors', () => {
    const error = 100 * Math.sqrt((0.5 + 1 / 6 - (1 / 3) ** 2) / 60);
    const score = 100 / 3;
    close(netPromoterInterval(30, 10, 60), [score - 1.96 * error, score + 1.96 * error], 9);
  });

  test('is not certain because a few answers are of one class', () => {
    expect(netPromoterInterval(3, 0, 3)?.[0]).toBeLessThan(40);
    expect(netPromoterInterval(3, 0, 3)?.[1]).toBe(100);
    expect(netPromoterInterval(0, 3, 3)?.[0]).toBe(-100);
    expect(netPromoterInterval(0, 3, 3)?.[1]).toBeGreaterThan(-40);
    const [low, high] = netPromoterInterval(0, 0, 3) as [number, number];
    expect(low).toBeCloseTo(-high, 10);
    expect(netPromoterInterval(0, 0, 0)).toBeNull();
  });
});

describe('a product of shares', () => {
  test('has the margin of the delta method', () => {
    // 0.95 × 0.98: variance (0.98² · 0.95 · 0.05 + 0.95² · 0.98 · 0.02) ÷ 100.
    const margin = 1.96 * Math.sqrt((0.98 ** 2 * 0.95 * 0.05 + 0.95 ** 2 * 0.98 * 0.02) / 100);
    const interval = productInterval([
      { x: 95, n: 100 },
      { x: 98, n: 100 },
    ]);
    close(interval, [0.931 - margin, 0.931 + margin], 9);
  });

  test('is not certain where every unit passed, or none did', () => {
    close(productInterval([{ x: 10, n: 10 }]), shareInterval(10, 10) as [number, number], 9);
    close(productInterval([{ x: 0, n: 10 }]), shareInterval(0, 10) as [number, number], 9);
    const [low, high] = productInterval([
      { x: 0, n: 4 },
      { x: 0, n: 4 },
    ]) as [number, number];
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.2);
    expect(productInterval([])).toBeNull();
  });
});

describe('order statistics', () => {
  // Ranks for the median at 95 %: Conover, Practical Nonparametric Statistics, or any table of the sign test.
  test.each([
    [6, 1, 6],
    [8, 1, 8],
    [9, 2, 8],
    [10, 2, 9],
    [20, 6, 15],
    [30, 10, 21],
    [50, 18, 33],
    [100, 40, 61],
  ])('of %i values, ranks %i and %i enclose the median', (n, low, high) => {
    expect(ranksAround(n, 0.5)).toEqual([low, high]);
  });

  test('five values bound no median, and 35 no 90th percentile from above', () => {
    expect(ranksAround(5, 0.5)).toEqual([0, 6]);
    expect(ranksAround(35, 0.9)[1]).toBe(36);
    expect(ranksAround(36, 0.9)[1]).toBe(36);
    const points = (n: number) => Array.from({ length: n }, (_, i) => ({ value: i + 1, count: 1 }));
    expect(quantileInterval(points(5), 0.5)).toBeNull();
    expect(quantileInterval(points(0), 0.5)).toBeNull();
    expect(quantileInterval(points(35), 0.9)?.[1]).toBe(Number.POSITIVE_INFINITY);
    expect(quantileInterval(points(6), 0.1)?.[0]).toBe(Number.NEGATIVE_INFINITY);
  });

  test('the exact ranks and the normal ones beyond 1,000 differ by a rank at most', () => {
    for (const p of [0.5, 0.9]) {
      const [low, high] = ranksAround(1000, p);
      const [nextLow, nextHigh] = ranksAround(1001, p);
      expect(Math.abs(nextLow - low)).toBeLessThanOrEqual(2);
      expect(Math.abs(nextHigh - high)).toBeLessThanOrEqual(2);
    }
  });

  test.each([
    // Excel: PERCENTILE({1;2;3;4}, p).
    [0.5, 2.5],
    [0.9, 3.7],
    [0, 1],
    [1, 4],
  ])('the quantile %f of 1 to 4 is what a spreadsheet says', (p, quantile) => {
    const points = [3, 1, 4, 2].map((value) => ({ value, count: 1 }));
    expect(quantileOf(points, p)).toBeCloseTo(quantile, 12);
    expect(quantileOf([], p)).toBeNull();
  });
});
