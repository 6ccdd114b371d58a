/** What a batch of changed records adds to the rows. */
import { describe, expect, test } from 'vitest';
import type { Tally } from '../../shared/core/kpi.ts';
import { padSequence } from '../../shared/store/add-once.ts';
import type { Epoch } from '../../shared/store/epochs.ts';
import { type Change, foldChanges } from '../../shared/store/fold-changes.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { policyOf } from '../support/records.ts';

const counting: Tally<'inspection'> = {
  key: 't',
  version: 1,
  type: 'inspection',
  count: ({ facets: { result } }) => {
    if (result?.inspected === 666) throw new Error('uncountable');
    return { n: result?.inspected ?? 0 };
  },
};
const epoch = (number: number, state: Epoch['state'] = 'current'): Epoch => ({
  epoch: number,
  policy: { ...policyOf({}), version: number },
  contribution: 't@1',
  state,
  openedAt: '',
  reason: '',
});

const image = (subject: string, inspected: number, of: Partial<RecordItem> = {}): RecordItem => ({
  pk: `inspection#plant#${subject}`,
  epoch: 0,
  born: 0,
  revision: 1,
  result: { inspectedAt: '2026-03-02', inspected, rejected: 0 },
  result_o: `2026-03-02T10:00:00.000000000Z0${inspected}`,
  ...of,
});
const change = (number: number, before: RecordItem | undefined, after: RecordItem): Change => ({
  sequence: padSequence(String(number)),
  at: '2026-03-02T10:00:00.000Z',
  ...(before && { before }),
  after,
});
const fold = (changes: Change[], live = [epoch(0)]) => foldChanges(changes, { live, tallies: [counting], shard: 's1' });
const rows = (changes: Change[], live?: Epoch[]) =>
  fold(changes, live).additions.map(({ value: { key, entries } }) => [
    `${key.pk} ${key.sk}`,
    entries.map(({ sequence, counters }) => [Number(sequence), counters['t.n']]),
  ]);

const total = 'row#000000#inspection#total#2026 2026-03-02#s1';

describe('additions', () => {
  test('a new record adds, a corrected one adds the difference, change by change', () => {
    const [one, corrected] = [image('1', 5), image('1', 8, { revision: 2 })];
    expect(rows([change(1, undefined, one), change(2, one, corrected)])).toEqual([
      [
        total,
        [
          [1, 5],
          [2, 3],
        ],
      ],
    ]);
  });

  test('changes that add nothing are left out, changes that cancel out are not', () => {
    const [one, zero] = [image('1', 5), image('1', 0)];
    const touched = image('1', 5, { revision: 2 });
    expect(rows([change(1, one, touched)])).toEqual([]);
    expect(rows([change(1, one, zero), change(2, zero, one)])).toEqual([
      [
        total,
        [
          [1, -5],
          [2, 5],
        ],
      ],
    ]);
  });

  test('a record counts in an epoch once it carries it, and in the older ones as before', () => {
    const [old, lifted] = [image('1', 5), image('1', 5, { epoch: 1, revision: 2 })];
    const live = [epoch(0), epoch(1, 'open')];
    const opened = 'row#000001#inspection#total#2026 2026-03-02#s1';
    const waiting = 'touched#000001 s1';
    expect(rows([change(1, undefined, old)], live)).toEqual([[total, [[1, 5]]]]);
    expect(rows([change(2, old, lifted)], live)).toEqual([
      [opened, [[2, 5]]],
      [waiting, [[2, undefined]]],
    ]);
  });

  test('a record that cannot be counted is put aside, and counts nowhere before and after', () => {
    const [one, broken, mended] = [image('1', 5), image('1', 666, { revision: 2 }), image('1', 7, { revision: 3 })];
    const other = image('2', 1);
    const batch = [change(1, one, broken), change(2, undefined, other), change(3, broken, mended)];
    expect(rows(batch)).toEqual([
      [
        total,
        [
          [1, -5],
          [2, 1],
          [3, 7],
        ],
      ],
    ]);
    expect(fold(batch).unfoldable.map(({ value }) => [value.record.subject, value.problem])).toEqual([
      ['1', 'uncountable'],
    ]);
  });

  test('an import is told of each change that it made, whatever its name holds', () => {
    const { additions } = fold([change(1, undefined, image('1', 0, { run: 'a#b#m1.0' }))]);
    expect(additions.map(({ value }) => value.key)).toContainEqual({ pk: 'run#a#b', sk: 'fold#s1' });
  });
});

describe('exceptions', () => {
  const rejected = (revision: number, units: number) =>
    image('1', 9, { revision, result: { inspectedAt: '2026-03-02', inspected: 9, rejected: units } });
  const changes = (batch: Change[]) =>
    fold(batch).exceptions.map(({ value: { revision, cleared, exception } }) => [revision, cleared, exception.detail]);

  test('the newest revision of a batch speaks for all, and comes again with the first', () => {
    const batch = [change(1, undefined, rejected(1, 2)), change(2, rejected(1, 2), rejected(2, 3))];
    expect(changes(batch)).toEqual([[2, false, '3 of 9 rejected']]);
    expect(Number(fold(batch).exceptions[0]?.sequence)).toBe(1);
  });

  test('one that says the same is not written again, one that is none any more is cleared', () => {
    expect(changes([change(1, rejected(1, 2), rejected(2, 2))])).toEqual([]);
    expect(changes([change(1, rejected(1, 2), rejected(2, 0))])).toEqual([[2, true, '2 of 9 rejected']]);
  });
});

test('two bodies of one instant are a conflict, also when the newer one won', () => {
  const { conflicts } = fold([change(1, image('1', 5), image('1', 6, { revision: 2 }))]);
  expect(conflicts.map(({ value }) => [value.facet, value.orders.map((order) => order.at(-1))])).toEqual([
    ['result', ['5', '6']],
  ]);
});
