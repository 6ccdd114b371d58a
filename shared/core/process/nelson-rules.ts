/**
 * Nelson's run rules over the points of a control chart. Each looks at a full window and flags the point that ends it.
 *
 * @see Nelson, L. S. (1984), The Shewhart control chart: tests for special causes, Journal of Quality Technology 16(4)
 */
import type { NelsonRule } from './signal.ts';

/** A point as the rules see it. */
export interface ChartPoint {
  value: number;
  /** Distance from the centre line in sigmas. */
  z: number;
}

/** Which way a run that broke a rule points; 0 for a pattern that points nowhere. */
export type Side = 1 | -1 | 0;

interface Rule {
  /** Points in its window. */
  points: number;
  /** How the window breaks the rule, if it does. */
  test(window: readonly ChartPoint[]): Side | undefined;
}

const all = (window: readonly ChartPoint[], holds: (z: number) => boolean) => window.every(({ z }) => holds(z));
const beyond = (window: readonly ChartPoint[], sigmas: number, side: 1 | -1) =>
  window.filter(({ z }) => z * side > sigmas).length;

/** At least `least` points of the window beyond so many sigmas on one side. */
const onOneSide = (window: readonly ChartPoint[], sigmas: number, least: number): Side | undefined => {
  if (beyond(window, sigmas, 1) >= least) return 1;
  return beyond(window, sigmas, -1) >= least ? -1 : undefined;
};

/** The signs of the steps from point to point. */
const steps = (window: readonly ChartPoint[]): number[] =>
  window.slice(1).map(({ value }, i) => Math.sign(value - (window[i] as ChartPoint).value));

const rules: Record<NelsonRule, Rule> = {
  1: { points: 1, test: (window) => onOneSide(window, 3, 1) },
  2: { points: 9, test: (window) => onOneSide(window, 0, 9) },
  3: {
    points: 6,
    test(window) {
      const ways = steps(window);
      if (ways.every((way) => way > 0)) return 1;
      return ways.every((way) => way < 0) ? -1 : undefined;
    },
  },
  4: {
    points: 14,
    test(window) {
      const ways = steps(window);
      return ways.every((way, i) => way !== 0 && (i === 0 || way === -(ways[i - 1] as number))) ? 0 : undefined;
    },
  },
  5: { points: 3, test: (window) => onOneSide(window, 2, 2) },
  6: { points: 5, test: (window) => onOneSide(window, 1, 4) },
  7: { points: 15, test: (window) => (all(window, (z) => Math.abs(z) <= 1) ? 0 : undefined) },
  8: {
    points: 8,
    test: (window) =>
      all(window, (z) => Math.abs(z) > 1) && beyond(window, 1, 1) > 0 && beyond(window, 1, -1) > 0 ? 0 : undefined,
  },
};

/** Points in the window of a rule. */
export const windowOf = (rule: NelsonRule): number => rules[rule].points;

/** How the points that end at `at` break a rule; `undefined` if they do not, or are too few for a full window. */
export const breakAt = (rule: NelsonRule, points: readonly ChartPoint[], at: number): Side | undefined => {
  const { points: width, test } = rules[rule];
  return at + 1 < width || at >= points.length ? undefined : test(points.slice(at + 1 - width, at + 1));
};

/** The positions (from 0) that a rule flags. */
export const findBreaks = (rule: NelsonRule, points: readonly ChartPoint[]): number[] =>
  points.flatMap((_, at) => (breakAt(rule, points, at) === undefined ? [] : [at]));
