import { describe, expect, test } from 'vitest';
import { analyseContributions } from '../../shared/core/alert/contribution-analysis.ts';
import { measureMean, measureShare } from '../../shared/core/measures.ts';

const atLeast90 = { target: 0.9, direction: 'at-least' } as const;
const share = (slice: string, n: number, misses: number) => ({ slice, measure: measureShare(n - misses, n) });
const names = (contributions: { slice: string }[]) => contributions.map(({ slice }) => slice);

describe('which slices account for a gap', () => {
  // 200 of 1,000 missed, 100 more than the target allows.
  const whole = share('total', 1_000, 200);

  test('a carrier that fails explains more than the site that has most of the deliveries', () => {
    const slices = [share('site=Lyon', 600, 130), share('site=Graz', 400, 70), share('carrier=Alpine', 100, 90)];
    const contributions = analyseContributions(whole, slices, atLeast90);
    expect(names(contributions)).toEqual(['carrier=Alpine', 'site=Lyon', 'site=Graz']);
    // 90 of the 200 misses; just keeping the target, with 10, would close 80 of the 100.
    expect(contributions[0]).toMatchObject({ n: 100, misses: 90, shareOfMisses: 0.45 });
    expect(contributions[0]?.shareOfGap).toBeCloseTo(0.8, 10);
  });

  test('the worst rate on a handful is not worth a line', () => {
    expect(analyseContributions(whole, [share('carrier=Tiny', 2, 2)], atLeast90)).toEqual([]);
  });

  test('a slice that keeps the target is not to blame, however many misses it has', () => {
    expect(analyseContributions(whole, [share('carrier=Big', 900, 90)], atLeast90)).toEqual([]);
  });

  test('a slice that holds everything explains nothing', () => {
    expect(analyseContributions(whole, [share('source=erp', 1_000, 200)], atLeast90)).toEqual([]);
  });

  test('no more than asked for, the order not depending on that of the slices', () => {
    const slices = Array.from({ length: 9 }, (_, i) => share(`site=${i}`, 100, 30));
    const there = analyseContributions(whole, slices, atLeast90, 3);
    expect(names(there)).toEqual(['site=0', 'site=1', 'site=2']);
    expect(analyseContributions(whole, [...slices].reverse(), atLeast90, 3)).toEqual(there);
  });

  test('a target that is kept has no gap to account for', () => {
    expect(analyseContributions(share('total', 1_000, 50), [share('site=Lyon', 100, 50)], atLeast90)).toEqual([]);
  });

  test('a ceiling is missed upwards', () => {
    const ppm = (slice: string, n: number, misses: number) => ({
      slice,
      measure: { value: (misses / n) * 1e6, n, interval: null, misses },
    });
    const slices = [ppm('product=A', 1_000, 50), ppm('product=B', 9_000, 5)];
    const contributions = analyseContributions(ppm('total', 10_000, 55), slices, {
      target: 1_000,
      direction: 'at-most',
    });
    expect(names(contributions)).toEqual(['product=A']);
  });

  test('a mean, to which nothing in particular goes wrong, is left alone', () => {
    const mean = { slice: 'total', measure: measureMean([{ score: 2, count: 10 }], 1, 5) };
    expect(analyseContributions(mean, [{ ...mean, slice: 'site=Lyon' }], { target: 4, direction: 'at-least' })).toEqual(
      [],
    );
  });
});
