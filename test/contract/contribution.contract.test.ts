/** A recorded contribution changes only with its version. */
import { expect, test } from 'vitest';
import { tallies } from '../../shared/kpis/registry.ts';
import { changedUnderOldVersion, countAll, readRecording } from './recorded.ts';

const { policies, records, counted } = readRecording() ?? { policies: [], records: [], counted: {} };
const now = countAll({ policies, records });

test('results are as they were recorded under their version', () => {
  expect(changedUnderOldVersion(counted, now)).toEqual([]);
});

test('every tally is on record under its version: else npm run record-contributions', () => {
  const recorded = Object.entries(counted).map(([key, { version }]) => `${key}@${version}`);
  expect(recorded.sort()).toEqual(
    Object.entries(now)
      .map(([key, { version }]) => `${key}@${version}`)
      .sort(),
  );
});

test.each(tallies.map(({ key }) => [key]))('the record shows %s counting something, and nothing', (key) => {
  const results = counted[key]?.results ?? [];
  expect(results.some((result) => result !== '')).toBe(true);
  expect(results).toContain('');
});

test('a change under the old version is named, one under a new version is not', () => {
  const old = { otd: { version: 1, results: ['n=1', 'n=1 x=1'] } };
  expect(changedUnderOldVersion(old, { otd: { version: 1, results: ['n=1', 'n=1'] } })).toEqual(['otd@1']);
  expect(changedUnderOldVersion(old, { otd: { version: 2, results: ['n=1', 'n=1'] } })).toEqual([]);
});
