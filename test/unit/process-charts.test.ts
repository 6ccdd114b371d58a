import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { laneyPChart, spreadOf } from '../../shared/core/process/laney-p-chart.ts';
import { pChart, pooledShare } from '../../shared/core/process/p-chart.ts';
import { uChart } from '../../shared/core/process/u-chart.ts';
import { xmrChart } from '../../shared/core/process/xmr-chart.ts';
import { hasRealData, realFile } from '../support/real-data.ts';

/** Lines of numbers under a header, parted by blanks. */
const readTable = (name: string): string[][] =>
  readFileSync(realFile(`spc/${name}`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));

describe('XmR chart', () => {
  // NIST/SEMATECH e-Handbook 6.3.2.2, flow rates of a batch process.
  const flows = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

  test("agrees with the NIST handbook's example", () => {
    const { centre, low, high, range } = xmrChart(flows);
    expect(centre).toBeCloseTo(50.81, 10);
    expect(range.centre).toBeCloseTo(1.8778, 4);
    expect(low).toBeCloseTo(45.8159, 4);
    expect(high).toBeCloseTo(55.8041, 4);
    expect(range.high).toBeCloseTo(3.267 * (16.9 / 9), 10);
  });

  test('a single value has no range, and so no chart', () => {
    expect(() => xmrChart([1])).toThrow(RangeError);
  });
});

describe.skipIf(!hasRealData)('textbook data', () => {
  test('p chart of the orange juice cans: the first 30 samples, of which 15 and 23 lie beyond', () => {
    const samples = readTable('orangejuice.txt')
      .slice(0, 30)
      .map(([, defective, size]) => ({ value: Number(defective) / Number(size), n: Number(size) }));
    const { centre, low, high } = pChart(samples)(50);
    expect(centre).toBeCloseTo(0.2313333, 7);
    expect(low).toBeCloseTo(0.05242755, 8);
    expect(high).toBeCloseTo(0.4102391, 7);
    const beyond = samples.flatMap(({ value }, i) => (value < low || value > high ? [i + 1] : []));
    expect(beyond).toEqual([15, 23]);
  });

  test('u chart of the computers: defects for each one, in samples of five', () => {
    const samples = readTable('pcmanufact.txt').map(([defects, size]) => ({
      value: Number(defects) / Number(size),
      n: Number(size),
    }));
    const { centre, low, high } = uChart(samples)(5);
    expect(centre).toBeCloseTo(1.93, 10);
    expect(low).toBeCloseTo(0.06613305, 8);
    expect(high).toBeCloseTo(3.793867, 6);
    const perThousand = uChart(
      samples.map(({ value, n }) => ({ value: value * 1000, n })),
      1000,
    )(5);
    expect(perThousand.high).toBeCloseTo(3793.867, 3);
  });
});

describe('limits of shares', () => {
  test('follow the n of each point, and stay within what a share can be', () => {
    const chart = pChart([
      { value: 0.98, n: 50 },
      { value: 0.94, n: 150 },
    ]);
    // (49 + 141) ÷ 200 = 0.95; σ of 25 is √(0.95 × 0.05 ÷ 25) = 0.0436.
    expect(chart(25).centre).toBeCloseTo(0.95, 12);
    expect(chart(25).low).toBeCloseTo(0.95 - 3 * 0.0435889894, 9);
    expect(chart(25).high).toBe(1);
    expect(chart(100).sigma).toBeCloseTo(chart(25).sigma / 2, 12);
  });

  test('a rate has no lower limit below zero', () => {
    expect(uChart([{ value: 0.2, n: 10 }])(10).low).toBe(0);
  });
});

describe('Laney p′ chart', () => {
  // p̄ = 0.5 and σ = √(0.25 ÷ 10,000) = 0.005 at each point, so the z scores are −4, 4, −4, 4: moving ranges of 8.
  const samples = [0.48, 0.52, 0.48, 0.52].map((value) => ({ value, n: 10_000 }));

  test('widens the limits by σz, the mR̄ ÷ 1.128 of the z scores', () => {
    expect(pooledShare(samples)).toBeCloseTo(0.5, 12);
    expect(spreadOf(samples)).toBeCloseTo(8 / 1.128, 9);
    const { low, high } = laneyPChart(samples)(10_000);
    expect(high).toBeCloseTo(0.5 + 3 * (8 / 1.128) * 0.005, 9);
    expect(low).toBeCloseTo(0.5 - 3 * (8 / 1.128) * 0.005, 9);
  });

  test('calls nothing unusual that a p chart calls unusual every day, where days simply differ', () => {
    const p = pChart(samples)(10_000);
    const laney = laneyPChart(samples)(10_000);
    expect(samples.filter(({ value }) => value < p.low || value > p.high)).toHaveLength(4);
    expect(samples.filter(({ value }) => value < laney.low || value > laney.high)).toHaveLength(0);
  });
});
