import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { breakAt, findBreaks } from '../../shared/core/process/nelson-rules.ts';
import type { NelsonRule } from '../../shared/core/process/signal.ts';
import { hasRealData, realFile } from '../support/real-data.ts';

const scored = (values: readonly number[], centre = 0, sigma = 1) =>
  values.map((value) => ({ value, z: (value - centre) / sigma }));

/** Positions from 1, as the vectors count. */
const flagged = (rule: NelsonRule, values: readonly number[], centre?: number, sigma?: number) =>
  findBreaks(rule, scored(values, centre, sigma)).map((at) => at + 1);

const Vectors = z.array(
  z.object({
    rule: z.string(),
    x: z.array(z.number()),
    expect: z.array(z.number()),
    center: z.number(),
    sd: z.number(),
  }),
);

/** Western Electric's rules are Nelson's under other numbers, but for its run of eight on one side. */
const nelsonOf: Record<string, NelsonRule> = { NEL1: 1, NEL2: 2, NEL3: 3, WER1: 1, WER2: 5, WER3: 6 };

describe.skipIf(!hasRealData)('published vectors', () => {
  const vectors = hasRealData
    ? Vectors.parse(JSON.parse(readFileSync(realFile('spc/run_rule_vectors.json'), 'utf8')))
    : [];

  test('flag the points that they say', () => {
    const checked = vectors.flatMap(({ rule, x, expect: wanted, center, sd }) => {
      const nelson = nelsonOf[rule];
      if (!nelson) return [];
      expect(flagged(nelson, x, center, sd), `${rule} of ${x}`).toEqual(wanted);
      return [rule];
    });
    expect(new Set(checked)).toEqual(new Set(Object.keys(nelsonOf)));
    // What is left out is the one rule that Nelson has not.
    expect(vectors.filter(({ rule }) => !(rule in nelsonOf)).map(({ rule }) => rule)).toEqual(['WER4']);
  });
});

// No vectors are published for these: worked out by hand. z is the value itself: centre 0, sigma 1.
describe('rule 4: fourteen in a row, up and down in turn', () => {
  const turns = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0];

  test('thirteen points that alternate are too few, the fourteenth is flagged', () => {
    // 13 values have 12 steps, + − + − …; the window needs 13 steps, which the fourteenth value brings.
    expect(flagged(4, turns)).toEqual([]);
    expect(flagged(4, [...turns, 1])).toEqual([14]);
    // A fifteenth that goes on alternating ends another full window (points 2 to 15).
    expect(flagged(4, [...turns, 1, 0.5])).toEqual([14, 15]);
  });

  test('a level step breaks the pattern', () => {
    // Points 7 and 8 are equal: each window of fourteen up to point 20 holds that step; points 8 to 21 do not.
    const level = [0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    expect(flagged(4, level)).toEqual([21]);
    // Neither up nor down.
    expect(
      flagged(
        4,
        Array.from({ length: 14 }, () => 0),
      ),
    ).toEqual([]);
  });
});

describe('rule 5: two of three beyond two sigma on one side', () => {
  test('counts over the full window, on one side, strictly beyond', () => {
    // 1–3: 2.1 and 2.2 are two. 2–4: 2.2 alone. 3–5: none above, −2.3 alone below. 4–6: −2.3 and 2.4 lie on two sides.
    expect(flagged(5, [2.1, 2.2, 0, 0, -2.3, 2.4])).toEqual([3]);
    // Exactly two sigma is not beyond.
    expect(flagged(5, [2, 2, 2])).toEqual([]);
  });
});

describe('rule 6: four of five beyond one sigma on one side', () => {
  test('counts over the full window, so the point that ends it may lie inside', () => {
    // 1–5: −1.1, −1.2, −1.3, −1.4 are four, and the fifth point is 0. 2–6: three and 0, 0.
    expect(flagged(6, [-1.1, -1.2, -1.3, -1.4, 0, 0])).toEqual([5]);
    // 1–5: three below and one above make no four on one side.
    expect(flagged(6, [-1.1, -1.2, -1.3, 1.4, 0])).toEqual([]);
  });
});

describe('rule 7: fifteen in a row within one sigma', () => {
  const calm = [0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8, 0.9, -1, 1, 0.2, -0.3, 0.4];

  test('one sigma exactly is still within; the fifteenth point is flagged, a point beyond ends it', () => {
    expect(flagged(7, calm)).toEqual([]);
    expect(flagged(7, [...calm, 0])).toEqual([15]);
    expect(flagged(7, [...calm, 1.01, 0])).toEqual([]);
  });
});

describe('rule 8: eight in a row beyond one sigma, both sides seen', () => {
  test('on one side alone it is another rule', () => {
    // 1–8: all beyond, and the seventh lies below.
    expect(flagged(8, [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, -1.1, 1.2])).toEqual([8]);
    expect(flagged(8, [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.1, 1.2])).toEqual([]);
    // The fourth is on the line: not beyond.
    expect(flagged(8, [1.1, -1.2, 1.3, 1, 1.5, 1.6, -1.1, 1.2])).toEqual([]);
  });
});

test('a break points to its side, a pattern to none', () => {
  expect(breakAt(1, scored([3.1]), 0)).toBe(1);
  expect(breakAt(1, scored([-3.1]), 0)).toBe(-1);
  expect(breakAt(3, scored([6, 5, 4, 3, 2, 1]), 5)).toBe(-1);
  expect(breakAt(8, scored([1.1, -1.2, 1.3, -1.4, 1.5, -1.6, 1.7, -1.8]), 7)).toBe(0);
  expect(breakAt(1, scored([3.1]), 1)).toBeUndefined();
});
