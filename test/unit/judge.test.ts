import { describe, expect, test } from 'vitest';
import { isSilent, judge } from '../../shared/core/alert/judge.ts';

const atLeast90 = { target: 0.9, direction: 'at-least', leastN: 30 } as const;
const atMost50 = { target: 50, direction: 'at-most', leastN: 30 } as const;

describe('the verdict on a reading', () => {
  test.each([
    ['on the right side of the target: met', atLeast90, 0.95, 100, [0.89, 0.98], 'met'],
    ['exactly on the target: met', atLeast90, 0.9, 100, [0.82, 0.94], 'met'],
    ['below it, the interval wholly below: missed', atLeast90, 0.796, 333, [0.749, 0.836], 'missed'],
    ['below it, the interval reaching over it: at risk', atLeast90, 0.85, 40, [0.7, 0.93], 'at-risk'],
    ['below it, the interval ending on the target: at risk', atLeast90, 0.85, 40, [0.7, 0.9], 'at-risk'],
    ['below it, without an interval: at risk, since nothing is proven', atLeast90, 0.5, 40, null, 'at-risk'],
    ['wholly below it, on too few: insufficient', atLeast90, 0.5, 29, [0.3, 0.7], 'insufficient'],
    ['on the right side, on too few: insufficient, not green', atLeast90, 1, 29, [0.9, 1], 'insufficient'],
    ['nothing to read: insufficient', atLeast90, null, 0, null, 'insufficient'],
    ['above a ceiling, the interval wholly above: missed', atMost50, 80, 1000, [60, 101], 'missed'],
    ['above a ceiling, the interval reaching under it: at risk', atMost50, 80, 1000, [40, 120], 'at-risk'],
    ['above a ceiling, the interval without an upper end: missed', atMost50, 80, 50, [60, Infinity], 'missed'],
    ['under a ceiling: met', atMost50, 10, 1000, [5, 20], 'met'],
  ] as const)('%s', (_, objective, value, n, interval, verdict) => {
    expect(judge({ value, n, interval: interval && [...interval] }, objective)).toBe(verdict);
  });

  // The published examples: 18 of 20 does not prove a miss of 95 %, 1,800 of 2,000 does.
  test('a share of 90 % on 20 is at risk of missing 95 %, the same share on 2,000 misses it', () => {
    const at95 = { target: 0.95, direction: 'at-least', leastN: 20 } as const;
    expect(judge({ value: 0.9, n: 20, interval: [0.699, 0.972] }, at95)).toBe('at-risk');
    expect(judge({ value: 0.9, n: 2000, interval: [0.886, 0.912] }, at95)).toBe('missed');
  });

  test('silence is never green', () => {
    expect(judge({ value: 0.95, n: 100, interval: [0.9, 0.99] }, atLeast90, true)).toBe('silent');
  });
});

describe('silence', () => {
  const workdays = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i)
      .map((day) => `2026-03-${String(day).padStart(2, '0')}`)
      .filter((day) => new Date(day).getUTCDay() % 6 !== 0);

  test('a source that never spoke owes nothing', () => {
    expect(isSilent([], '2026-03-01', '2026-03-31')).toBe(false);
  });
  test('data in the window is not silence', () => {
    expect(isSilent(workdays(2, 20), '2026-03-20', '2026-03-31')).toBe(false);
  });
  test('a weekend without data is not silence', () => {
    expect(isSilent(workdays(2, 20), '2026-03-21', '2026-03-22')).toBe(false);
  });
  test('a gap longer than twice the longest and one is silence', () => {
    // Weekends are gaps of two days: five days are borne, a sixth is not.
    expect(isSilent(workdays(2, 20), '2026-03-21', '2026-03-25')).toBe(false);
    expect(isSilent(workdays(2, 20), '2026-03-21', '2026-03-26')).toBe(true);
  });
  test('with a cadence the weekend is borne, and the first workday after it is not', () => {
    expect(isSilent(workdays(2, 20), '2026-03-21', '2026-03-22', 24)).toBe(false);
    expect(isSilent(workdays(2, 20), '2026-03-21', '2026-03-23', 24)).toBe(true);
  });
  test('too few days with data tell nothing about how often data comes', () => {
    expect(isSilent(workdays(2, 6), '2026-03-16', '2026-03-31')).toBe(false);
    expect(isSilent(workdays(2, 6), '2026-03-16', '2026-03-31', 24)).toBe(true);
  });
});
