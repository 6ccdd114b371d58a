/** The histogram: exact where it is small, within 5 % beyond, and the same in parts as in one. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { binKey, binMiddle, binOf, binPoints } from '../../shared/core/histogram.ts';
import { quantileOf } from '../../shared/core/intervals/quantile.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';
import { addCounters } from '../contract/kpi-rows.ts';

const value = fc.oneof(fc.nat(100), fc.nat(100_000), fc.nat(1_000_000_000));
const countersOf = (values: readonly number[]) =>
  values.reduce((sums, value) => addCounters(sums, { [binKey(value)]: 1 }), {});

test('up to 20 every whole number has a bin of its own', () => {
  for (let value = 0; value <= 19; value++) {
    expect(binOf(value)).toBe(value);
    expect(binMiddle(value)).toBe(value);
  }
  expect([binOf(20), binOf(21), binOf(22)]).toEqual([20, 20, 22]);
});

test('bins follow each other by next = b + max(1, ⌊b / 10⌋)', () => {
  for (let bound = 0; bound < 1_000_000; ) {
    const next = bound + Math.max(1, Math.floor(bound / 10));
    expect(binOf(bound)).toBe(bound);
    expect(binOf(next - 1)).toBe(bound);
    bound = next;
  }
});

test('what stands for a value is within 5 % of it', () => {
  assertHolds(
    fc.property(value, (value) => {
      const [point] = binPoints({ [binKey(value)]: 1 });
      expect(Math.abs((point?.value ?? 0) - value)).toBeLessThanOrEqual(0.05 * value);
    }),
    { numRuns: 2000 },
  );
});

test('values off the scale count at its ends', () => {
  expect(binOf(-5)).toBe(0);
  expect(binOf(5e9)).toBe(binOf(1e9));
});

test('quantiles are within 5 % of those of the values themselves', () => {
  assertHolds(
    fc.property(fc.array(value, { minLength: 1, maxLength: 100 }), fc.constantFrom(0.5, 0.9), (values, p) => {
      const exact = quantileOf(
        values.map((value) => ({ value, count: 1 })),
        p,
      ) as number;
      const read = quantileOf(binPoints(countersOf(values)), p) as number;
      expect(Math.abs(read - exact)).toBeLessThanOrEqual(0.05 * exact + 1e-9);
    }),
  );
});

test('prefixes keep two histograms in one row apart', () => {
  const counters = { [`m${binKey(1440)}`]: 2, [`d${binKey(3)}`]: 1 };
  expect(binPoints(counters, 'd')).toEqual([{ value: 3, count: 1 }]);
  expect(binPoints(counters, 'm')).toEqual([{ value: binMiddle(binOf(1440)), count: 2 }]);
});
