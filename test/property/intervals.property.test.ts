/** What holds for every interval. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { netPromoterInterval, netPromoterScore } from '../../shared/core/intervals/net-promoter.ts';
import { countInterval } from '../../shared/core/intervals/poisson.ts';
import { productInterval, productOf } from '../../shared/core/intervals/product.ts';
import { quantileInterval, quantileOf, rankPoints } from '../../shared/core/intervals/quantile.ts';
import { shareInterval } from '../../shared/core/intervals/share.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';

const share = fc.integer({ min: 1, max: 1_000_000 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));

test('a share lies in its interval, which lies in 0 to 1 and mirrors that of the rest', () => {
  assertHolds(
    fc.property(share, ({ x, n }) => {
      const [low, high] = shareInterval(x, n) as [number, number];
      expect(0 <= low && low <= x / n && x / n <= high && high <= 1).toBe(true);
      expect(shareInterval(n - x, n)?.[0]).toBeCloseTo(1 - high, 12);
    }),
  );
});

test('a count lies in its interval, and more seen means more expected', () => {
  assertHolds(
    fc.property(fc.nat(200_000), (count) => {
      const [low, high] = countInterval(count);
      const [nextLow, nextHigh] = countInterval(count + 1);
      expect(0 <= low && low <= count && count < high).toBe(true);
      expect(nextLow > low && nextHigh > high).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a score lies in its interval, which turns round with the classes', () => {
  assertHolds(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (promoters, detractors, passives) => {
      const n = promoters + detractors + passives;
      fc.pre(n > 0);
      const [low, high] = netPromoterInterval(promoters, detractors, n) as [number, number];
      const score = netPromoterScore(promoters, detractors, n);
      expect(-100 <= low && low <= score + 1e-9 && score - 1e-9 <= high && high <= 100).toBe(true);
      expect(netPromoterInterval(detractors, promoters, n)?.[0]).toBeCloseTo(-high, 9);
    }),
  );
});

test('a product of shares lies in its interval, within 0 to 1, and never is a single point', () => {
  assertHolds(
    fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), (shares) => {
      const [low, high] = productInterval(shares) as [number, number];
      const product = productOf(shares);
      expect(0 <= low && low <= product && product <= high && high <= 1 && low < high).toBe(true);
    }),
  );
});

const points = fc.array(fc.record({ value: fc.nat(1000), count: fc.integer({ min: 1, max: 40 }) }), {
  minLength: 1,
  maxLength: 40,
});

test('a quantile lies between the values beside it and in its interval', () => {
  assertHolds(
    fc.property(points, fc.constantFrom(0.5, 0.9), (points, p) => {
      const { n, at } = rankPoints(points);
      const quantile = quantileOf(points, p) as number;
      expect(quantile).toBeGreaterThanOrEqual(at(1));
      expect(quantile).toBeLessThanOrEqual(at(n));
      const interval = quantileInterval(points, p);
      if (interval) expect(interval[0] <= quantile && quantile <= interval[1]).toBe(true);
    }),
  );
});
