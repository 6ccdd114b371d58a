/** Every guard is needed: with one taken out of the requests that the shipped modules send, some seed fails. */
import { describe, expect, test } from 'vitest';
import { type Break, breaks } from './breaks.ts';
import { runSeed } from './run-seed.ts';

const firstFailure = async (broken: Break): Promise<number | undefined> => {
  for (let seed = 1; seed <= 300; seed++) {
    if ((await runSeed(seed, broken)).problems.length > 0) return seed;
  }
  return undefined;
};

const guards: Record<Break, string> = {
  watermark: 'rows count twice without the watermark condition',
  order: 'older bodies win without the order condition',
  zero: 'rows drift when changes that cancel out leave the watermark where it was',
  revision: 'exceptions come back without the revision condition',
};

describe('a guard that is taken out is missed', () => {
  test.each(Object.keys(breaks) as Break[])('%s', async (broken) => {
    expect(await firstFailure(broken), guards[broken]).toBeDefined();
  });
});
