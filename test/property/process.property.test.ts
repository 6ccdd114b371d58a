/** What holds for every series: charts follow the scale, rules have two sides and full windows. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mannKendall } from '../../shared/core/process/mann-kendall.ts';
import { breakAt, findBreaks, windowOf } from '../../shared/core/process/nelson-rules.ts';
import { theilSen } from '../../shared/core/process/theil-sen.ts';
import { xmrChart } from '../../shared/core/process/xmr-chart.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';

const rules = [1, 2, 3, 4, 5, 6, 7, 8] as const;
// Whole numbers: shifted and scaled by powers of two they stay exact.
const series = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 2, maxLength: 40 });
/** Waves, drifts and steps, so that every rule is broken now and then. */
const wild = fc.oneof(
  series,
  fc.tuple(series, fc.integer({ min: -4, max: 4 })).map(([values, step]) => values.map((value, i) => value + step * i)),
  series.map((values) => values.map((value, i) => (i % 2 ? 1 : -1) * Math.abs(value))),
  series.map((values) => values.map((value) => Math.sign(value) * 5)),
  fc.integer({ min: 2, max: 40 }).map((length) => Array.from({ length }, () => 0)),
);
/** Centre 0, sigma 2, so that points lie within and beyond each zone. */
const scored = (values: readonly number[]) => values.map((value) => ({ value, z: value / 2 }));

test('every rule is broken by some series, or these properties show nothing', () => {
  const broken = new Set<number>();
  for (const values of fc.sample(wild, { numRuns: 2000, seed: 7 }))
    for (const rule of rules) if (findBreaks(rule, scored(values)).length > 0) broken.add(rule);
  expect([...broken].sort()).toEqual([...rules]);
});

test('a series upside down breaks the same rules at the same points, on the other side', () => {
  assertHolds(
    fc.property(wild, fc.constantFrom(...rules), (values, rule) => {
      const mirrored = scored(values.map((value) => -value));
      for (const at of values.keys()) {
        const side = breakAt(rule, scored(values), at);
        // Adding zero makes one zero of the two.
        expect(breakAt(rule, mirrored, at)).toBe(side === undefined ? undefined : -side + 0);
      }
    }),
  );
});

test('a point is flagged by its own window alone, and never before that is full', () => {
  assertHolds(
    fc.property(wild, fc.constantFrom(...rules), (values, rule) => {
      const width = windowOf(rule);
      for (const at of findBreaks(rule, scored(values))) {
        expect(at + 1).toBeGreaterThanOrEqual(width);
        expect(findBreaks(rule, scored(values.slice(at + 1 - width, at + 1)))).toEqual([width - 1]);
      }
    }),
  );
});

test('moved and scaled, a series has the same chart, moved and scaled', () => {
  assertHolds(
    fc.property(series, fc.integer({ min: -64, max: 64 }), fc.constantFrom(0.25, 0.5, 2, 8), (values, shift, scale) => {
      const chart = xmrChart(values);
      const other = xmrChart(values.map((value) => value * scale + shift));
      expect(other.centre).toBeCloseTo(chart.centre * scale + shift, 9);
      expect(other.sigma).toBeCloseTo(chart.sigma * scale, 9);
      expect(other.range.high).toBeCloseTo(chart.range.high * scale, 9);
    }),
  );
});

test('a trend does not hang on shift and scale, and turns round with the series', () => {
  assertHolds(
    fc.property(series, fc.integer({ min: -64, max: 64 }), fc.constantFrom(0.5, 2), (values, shift, scale) => {
      const test = mannKendall(values);
      expect(mannKendall(values.map((value) => value * scale + shift))).toEqual(test);
      const backwards = mannKendall([...values].reverse());
      expect(backwards.s).toBeCloseTo(-test.s, 12);
      expect(backwards.p).toBe(test.p);
      const line = (ys: readonly number[]) => theilSen(ys.map((y, x) => ({ x, y })));
      const slope = line(values)?.slope ?? Number.NaN;
      expect(line(values.map((value) => value * scale + shift))?.slope).toBeCloseTo(slope * scale, 9);
      expect(line(values.map((value) => -value))?.slope).toBeCloseTo(-slope, 9);
    }),
  );
});

test('a straight line has its own slope', () => {
  assertHolds(
    fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 3, max: 30 }), (slope, count) => {
      const points = Array.from({ length: count }, (_, x) => ({ x, y: slope * x + 5 }));
      expect(theilSen(points)?.slope).toBeCloseTo(slope, 12);
      expect(Math.sign(mannKendall(points.map(({ y }) => y)).s)).toBe(Math.sign(slope));
    }),
  );
});
