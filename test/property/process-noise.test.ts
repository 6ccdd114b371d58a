/** What control charts cost and what they are worth: false signals of a process that does not change, and the delay of one that does. */
import { expect, test } from 'vitest';
import { findSignal } from '../../shared/core/process/find-signal.ts';
import { isNews, type ProcessSignal } from '../../shared/core/process/signal.ts';
import type { Subgroup } from '../../shared/core/process/subgroups.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { kpi } from '../../shared/kpis/delivery/on-time-delivery.ts';

/** Numerical Recipes' quick generator: the same days on every machine. */
const dice = (seed: number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const days = (count: number, n: number, late: (day: number) => number, roll: () => number): Subgroup[] =>
  Array.from({ length: count }, (_, i) => {
    let misses = 0;
    for (let unit = 0; unit < n; unit++) if (roll() < late(i)) misses++;
    const day = addDays('2020-01-01', i);
    return { from: day, to: day, n, misses, value: (n - misses) / n };
  });

/** What an owner would have been told, a day at a time. */
const toldOf = (points: readonly Subgroup[], from: number): { at: number; signal: ProcessSignal }[] => {
  const told: { at: number; signal: ProcessSignal }[] = [];
  for (let at = from; at < points.length; at++) {
    const signal = findSignal(kpi, { day: points.slice(Math.max(0, at - 100), at + 1), week: [] }, [1, 2, 3, 5]);
    if (signal && isNews(signal, told.at(-1)?.signal)) told.push({ at, signal });
  }
  return told;
};

test('a process that does not change is told to have changed about once in 100 days', () => {
  const roll = dice(20260312);
  let told = 0;
  let points = 0;
  for (let run = 0; run < 6; run++) {
    const stable = days(500, 100, () => 0.08, roll);
    told += toldOf(stable, 80).length;
    points += 420;
  }
  const per100 = (100 * told) / points;
  expect(per100).toBeGreaterThan(0.3);
  expect(per100).toBeLessThan(1.6);
});

test('twice as many late ones are told within three days, half as many more within a week', () => {
  const roll = dice(7);
  const delayOf = (factor: number) => {
    const delays = Array.from({ length: 15 }, () => {
      const points = days(140, 100, (day) => (day < 100 ? 0.08 : 0.08 * factor), roll);
      const found = toldOf(points, 100).find(({ signal }) => signal.direction === 'worse');
      return found ? found.at - 99 : 41;
    });
    return delays.sort((a, b) => a - b)[7] as number;
  };
  expect(delayOf(2)).toBeLessThanOrEqual(3);
  expect(delayOf(1.5)).toBeLessThanOrEqual(7);
});
