/** Imports and rebuilds hear of a change only when every row shows it. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { foldBatch } from '../../functions/fold/use-case.ts';
import type { Tally } from '../../shared/core/kpi.ts';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { padSequence } from '../../shared/store/add-once.ts';
import type { Epoch } from '../../shared/store/epochs.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import { policyOf } from '../support/records.ts';

const counting: Tally<'inspection'> = { key: 't', version: 1, type: 'inspection', count: () => ({ n: 1 }) };
const epoch: Epoch = {
  ...{ epoch: 0, policy: { ...policyOf({}), version: 0 }, contribution: 't@1' },
  ...{ state: 'current', openedAt: '', reason: '' },
};
const change = (number: number, day: string): Change => ({
  sequence: padSequence(String(number)),
  at: `${day}T10:00:00.000Z`,
  after: {
    ...{ pk: `inspection#plant#${number}`, epoch: 0, born: 0, revision: 1, run: `import-1#m.${number}` },
    ...{ result: { inspectedAt: day, inspected: 1, rejected: 0 }, result_o: `${day}T10:00:00.000000000Z00` },
  },
});

/** A table that is slow with rows, and refuses those of some days; no engine can be told to be. */
const slowTable = (refused: string) => {
  const written: string[] = [];
  const send = async (command: object) => {
    if (!(command instanceof UpdateItemCommand)) throw new Error('only updates are expected');
    const { pk, sk } = fromItem<{ pk: string; sk: string }>(command.input.Key ?? {});
    if (sk.startsWith(refused)) throw new Error('throttled');
    if (pk.startsWith('row#')) await new Promise((resolve) => setTimeout(resolve, 20));
    const values = fromItem<Record<string, number>>(command.input.ExpressionAttributeValues ?? {});
    written.push(`${pk.split('#')[0]} ${sk} ${values[':c0']}`);
    return {};
  };
  return { written, client: { send } as never };
};

const fold = async (changes: Change[], refused = 'none') => {
  const { written, client } = slowTable(refused);
  const counted = { live: [epoch], newest: 0 };
  const cached = { get: async () => counted, reload: async () => counted };
  const ledger = { board: { client, name: 'board' }, tallies: [counting], counted: cached, now: () => 0 };
  const result = await foldBatch({ ...ledger, limit: limitConcurrency(50) }, { shard: 's', changes });
  return { written, folded: result.folded, failed: result.failed?.sequence };
};

test('an import is told after the rows', async () => {
  const { written } = await fold([change(1, '2026-03-02'), change(2, '2026-03-03')]);
  expect(written).toEqual(['row 2026-03-02#s 1', 'row 2026-03-03#s 1', 'run fold#s 2']);
});

test('an import is told only of what lies before a row that could not be written', async () => {
  const changes = [change(1, '2026-03-02'), change(2, '2026-03-03'), change(3, '2026-03-02')];
  const { written, failed } = await fold(changes, '2026-03-03');
  expect(written).toEqual(['row 2026-03-02#s 2', 'run fold#s 1']);
  expect(failed).toBe(padSequence('2'));
});

const probe = (number: number): Change => ({
  sequence: padSequence(String(number)),
  at: '2026-03-02T10:00:00.000Z',
  probe: `2026-03-02T10:00:0${number}.000Z`,
});

test("the auditor's probe is answered after the rows, and is no record", async () => {
  const { written, folded } = await fold([change(1, '2026-03-02'), probe(2)]);
  expect(written).toEqual(['row 2026-03-02#s 1', 'run fold#s 1', 'probe fold undefined']);
  expect(folded).toBe(1);
});

test("the auditor's probe is not answered while something before it could not be written", async () => {
  const { written } = await fold([probe(1), change(2, '2026-03-03'), probe(3)], '2026-03-03');
  expect(written).toEqual(['probe fold undefined']);
  expect((await fold([change(1, '2026-03-03'), probe(2)], '2026-03-03')).written).toEqual([]);
});
