/** What the doctor says of trackers whose orders nobody promised, on real tables. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPromises } from '../../cli/doctor/check-promises.ts';
import { Source } from '../../shared/core/config/source.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
let board: NamedTable;
let records: NamedTable;
beforeAll(async () => {
  engine = await startTestDynamoDb();
});
afterAll(() => engine?.stop());

const begin = async (...sources: object[]) => {
  [board, records] = await Promise.all([engine.createBoard(), engine.createRecords()]);
  for (const source of sources) await putConfig(board, 'source', Source.parse(source));
};
const erp = { id: 'erp', types: ['delivery'] };
const parcels = { id: 'parcels', types: ['delivery'], namespace: 'erp', adapter: 'shippo' };

const tell = async (subjects: readonly string[], data: object | null) => {
  const newestEpoch = cacheFor(async () => 0, 5_000, Date.now);
  const erased = { any: async () => false, includes: async () => false };
  const ledger = { records, board, digest, newestEpoch, erased };
  const [time, type] = [data ? '2026-03-14T09:30:00Z' : '2026-03-15T09:30:00Z', 'hoshin.delivery.v1'] as const;
  for (const subject of subjects)
    await storeEvent(ledger, 'erp', { specversion: '1.0', id: subject, source: 'erp', type, subject, time, data });
};
const orders = (from: number, to: number, prefix = '') =>
  Array.from({ length: to - from }, (_, index) => `${prefix}${from + index}`);
const underWay = { progress: { state: 'in-transit' } };
const promised = { promise: { first: '2026-03-14' } };
const findings = () => checkPromises({ board, records });

test('where no source completes another there is nothing to say', async () => {
  await begin(erp);
  await tell(orders(0, 30), underWay);
  expect(await findings()).toEqual([]);
});

test('before anything was told there is nothing to say either', async () => {
  await begin(erp, parcels);
  await tell(['1'], promised);
  expect(await findings()).toEqual([]);
});

test('orders that were promised are as they should be', async () => {
  await begin(erp, parcels);
  await tell(orders(0, 25), promised);
  await tell(orders(0, 25), underWay);
  expect(await findings()).toEqual([
    { name: 'Orders of erp', state: 'ok', seen: '25 looked at, all of them promised' },
  ]);
});

test('a few that come before their promise are worth a note, and what was deleted is none', async () => {
  await begin(erp, parcels);
  await tell(orders(0, 25), promised);
  await tell(orders(0, 28), underWay);
  await tell(['27'], null);
  expect(await findings()).toMatchObject([{ state: 'note', seen: expect.stringContaining('2 of 27') }]);
});

test('orders that are all named in another way are a problem, and it says what to look at', async () => {
  await begin(erp, parcels);
  await tell(orders(0, 25, 'ORD-'), promised);
  await tell(orders(0, 25), underWay);
  expect(await findings()).toEqual([
    {
      name: 'Orders of erp',
      state: 'problem',
      seen: expect.stringMatching(/^25 of 25 that were looked at were promised by nobody, for example \d+$/),
      todo: 'They count nowhere. Does parcels name orders as erp does? (docs/adapters.md)',
    },
  ]);
});
