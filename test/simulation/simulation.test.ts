/** 3,000 seeds; a failing one prints the command that plays it again. */
import { describe, expect, test } from 'vitest';
import { runSeed } from './run-seed.ts';

const seeds = 3_000;
const chunk = 500;

describe('store, fold and rebuild agree with a plain recount, whatever happens on the way', () => {
  for (let first = 1; first <= seeds; first += chunk) {
    test(`seeds ${first} to ${first + chunk - 1}`, async () => {
      const failed: string[] = [];
      for (let seed = first; seed < first + chunk; seed++) {
        const { problems } = await runSeed(seed);
        if (problems.length > 0) failed.push(`npm run simulate -- --seed ${seed}: ${problems[0]}`);
      }
      expect(failed).toEqual([]);
    });
  }
});

test('rebuilds come to their end while traffic goes on, in some seeds', async () => {
  let rebuilds = 0;
  for (let seed = 1; seed <= 60; seed++) rebuilds += (await runSeed(seed)).rebuilds;
  expect(rebuilds).toBeGreaterThan(0);
});

test('a seed plays the same every time', async () => {
  const [first, second] = [await runSeed(7), await runSeed(7)];
  expect(first).toEqual(second);
});
