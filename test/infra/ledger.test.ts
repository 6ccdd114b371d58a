/** Store, fold, rebuild and recount on the real engine: its conditions, its returned items, its streams, its key sizes. */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HoshinEvent } from '../../events/event.ts';
import { foldBatch, loadCounted } from '../../functions/fold/use-case.ts';
import { runRebuild } from '../../functions/rebuild/use-case.ts';
import { loadNewestEpoch, type StoreLedger, storeMessage } from '../../functions/store/use-case.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { padSequence } from '../../shared/store/add-once.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { changeOf } from '../../shared/store/change.ts';
import { policyId, writeConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import { epochPrefix } from '../../shared/store/keys.ts';
import { readEchoes, sendProbe } from '../../shared/store/probe.ts';
import { readConflicts, readExceptions, readRejects, readRun } from '../../shared/store/read-lists.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { recount } from '../../shared/store/recount.ts';
import { type NamedTable, scanPrefix, take } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
let streams: DynamoDBStreamsClient;
let created = 0;

beforeAll(async () => {
  engine = await startTestDynamoDb();
  const { endpoint, region, credentials } = engine.client.config;
  const at = await endpoint?.();
  streams = new DynamoDBStreamsClient({
    endpoint: `${at?.protocol}//${at?.hostname}:${at?.port}`,
    region: await region(),
    credentials: await credentials(),
  });
}, 60_000);
afterAll(async () => {
  streams.destroy();
  await engine.stop();
});

interface Stack extends StoreLedger {
  stream: string;
}

const createStack = async (): Promise<Stack> => {
  const board = await engine.createBoard();
  created += 1;
  const records: NamedTable = { client: engine.client, name: `records${created}` };
  const { TableDescription } = await engine.client.send(
    new CreateTableCommand({
      TableName: records.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  return {
    records,
    board,
    digest,
    newestEpoch: cacheFor(() => loadNewestEpoch(board), 0, Date.now),
    erased: { any: async () => false, includes: async () => false },
    limit: limitConcurrency(20),
    stream: TableDescription?.LatestStreamArn ?? '',
  };
};

const itemOf = (image: unknown) => (image ? fromItem<RecordItem>(image as Parameters<typeof fromItem>[0]) : undefined);

/** Every change that the stream has carried. */
const changesOf = async ({ stream }: Stack): Promise<{ shard: string; changes: Change[] }> => {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: stream }));
  const shard = StreamDescription?.Shards?.[0]?.ShardId ?? '';
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn: stream, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const changes: Change[] = [];
  let iterator = ShardIterator;
  for (let empty = 0; iterator && empty < 2; ) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator }));
    empty = page.Records?.length ? 0 : empty + 1;
    for (const { dynamodb } of page.Records ?? []) {
      const [before, after] = [dynamodb?.OldImage, dynamodb?.NewImage];
      const sequence = padSequence(dynamodb?.SequenceNumber ?? '');
      const at = (dynamodb?.ApproximateCreationDateTime ?? new Date(0)).toISOString();
      changes.push(changeOf({ sequence, at }, { before: itemOf(before), after: itemOf(after) }));
    }
    iterator = page.NextShardIterator;
  }
  return { shard, changes };
};

/** Folds the whole stream from its beginning, in batches of a size. */
const foldAll = async (stack: Stack, size: number) => {
  const { shard, changes } = await changesOf(stack);
  const { board, limit } = stack;
  const counted = cacheFor(() => loadCounted(board, tallies, Date.now), 0, Date.now);
  for (let from = 0; from < changes.length; from += size) {
    const batch = { shard, changes: changes.slice(from, from + size) };
    expect(await foldBatch({ board, tallies, counted, limit, now: Date.now }, batch)).not.toHaveProperty('failed');
  }
  return changes.length;
};

let events = 0;
const event = (subject: string, time: string, data: object | null, run?: string): HoshinEvent => {
  events += 1;
  const head = { specversion: '1.0' as const, id: `${events}`, source: 'erp', type: 'hoshin.delivery.v1' as const };
  return { ...head, subject, time, data, ...(run && { run }) } as HoshinEvent;
};

const send = (stack: Stack, sent: HoshinEvent[], rejects: string[] = []) => {
  events += 1;
  const message = {
    v: 1 as const,
    source: 'erp',
    namespace: 'erp',
    receivedAt: '2026-02-01T00:00:00.000Z',
    events: sent,
    rejects: rejects.map((reject) => ({ path: '/data', problem: 'wrong', value: '', event: '{}', digest: reject })),
  };
  return storeMessage(stack, message, `message-${events}`);
};

const promise = { promise: { first: '2026-01-30' } };
const late = { progress: { state: 'delivered', deliveredAt: '2026-01-31' } };
const onTime = { progress: { state: 'delivered', deliveredAt: '2026-01-30' } };
const january = { type: 'delivery', from: '2026-01-01', to: '2026-01-31' } as const;
const counted = async ({ board }: Stack, epoch = 0) => {
  const [row] = await readRows(board, { epoch, slice: 'total', ...january });
  return [row?.counters['otd.n'] ?? 0, row?.counters['otd.x'] ?? 0];
};

describe('on DynamoDB', () => {
  test('a late delivery is corrected, deleted, and not brought back by an older event', async () => {
    const stack = await createStack();
    await send(stack, [event('1', '2026-02-01T10:00:00Z', { ...promise, ...late })]);
    await foldAll(stack, 10);
    expect(await counted(stack)).toEqual([1, 0]);
    const [listed] = await take(readExceptions(stack.board, { epoch: 0, ...january }));
    expect(listed).toMatchObject({ reason: 'late', subject: '1', lateDays: 1, slices: ['total'] });

    await send(stack, [event('1', '2026-02-01T11:00:00Z', onTime)]);
    await foldAll(stack, 1);
    expect(await counted(stack)).toEqual([1, 1]);
    expect(await take(readExceptions(stack.board, { epoch: 0, ...january }))).toEqual([]);

    await send(stack, [event('1', '2026-02-01T12:00:00Z', null)]);
    expect(await send(stack, [event('1', '2026-02-01T11:30:00Z', { ...promise, ...late })])).toMatchObject({
      stored: 0,
      superseded: 1,
    });
    await foldAll(stack, 3);
    expect(await counted(stack)).toEqual([0, 0]);
    expect(await recount(stack.records, stack.board, tallies)).toMatchObject({ equal: true, counters: 0 });
  });

  test('duplicates leave no stream record, conflicts are listed whichever body comes first', async () => {
    const stack = await createStack();
    const [one, other] = [
      event('1', '2026-02-01T10:00:00Z', onTime),
      event('1', '2026-02-01T11:00:00+01:00', { progress: { state: 'in-transit' } }),
    ];
    await send(stack, [one]);
    expect(await send(stack, [one])).toMatchObject({ stored: 0, unchanged: 1 });
    // Of one instant: delivered ranks higher than in transit.
    expect(await send(stack, [other])).toMatchObject({ stored: 0, conflicts: 1 });
    await send(stack, [{ ...other, subject: '2' }]);
    expect(await send(stack, [{ ...one, subject: '2' }])).toMatchObject({ stored: 1, conflicts: 1 });
    expect(await foldAll(stack, 10)).toBe(3);
    const conflicts = await take(readConflicts(stack.board));
    expect(conflicts.map(({ subject, orders }) => [subject, orders.size])).toEqual([
      ['1', 2],
      ['2', 2],
    ]);
  });

  test('of several facets those that are newer are set, the others stay', async () => {
    const stack = await createStack();
    await send(stack, [event('1', '2026-02-01T12:00:00Z', onTime)]);
    const tally = await send(stack, [
      event('1', '2026-02-01T11:00:00Z', { ...promise, ...late, about: { site: 'A' } }),
    ]);
    expect(tally).toMatchObject({ stored: 1, writes: 1 });
    await foldAll(stack, 10);
    expect(await counted(stack)).toEqual([1, 1]);
  });

  test('an import run is folded once its writes are', async () => {
    const stack = await createStack();
    const imported = ['1', '2', '3'].map((subject) => event(subject, '2026-02-01T10:00:00Z', promise, 'R1'));
    await send(stack, [...imported, ...imported], ['a', 'b']);
    expect(await readRun(stack.board, 'R1')).toMatchObject({
      messages: 1,
      stored: 3,
      unchanged: 3,
      writes: 3,
      folded: 0,
    });
    await foldAll(stack, 2);
    await foldAll(stack, 3);
    expect(await readRun(stack.board, 'R1')).toMatchObject({ writes: 3, folded: 3, rejects: 2 });
    expect(await take(readRejects(stack.board, 'erp'))).toHaveLength(2);
  });

  test('a new policy goes through a rebuild, and the recount agrees before and after', async () => {
    const stack = await createStack();
    const subjects = Array.from({ length: 30 }, (_, index) => `${index}`);
    await send(
      stack,
      subjects.map((subject) =>
        event(subject, '2026-02-01T10:00:00Z', { ...promise, ...late, about: { site: 'Lyon' } }),
      ),
    );
    await foldAll(stack, 7);
    expect(await counted(stack)).toEqual([30, 0]);

    const value = Policy.parse({ onTime: { late: { days: 1 } }, dimensions: { site: 'open' } });
    const approved = { version: 1, author: 'a', reason: 'r', effectiveFrom: '2026-01-01', createdAt: '' };
    expect(await writeConfig(stack.board, 'policy', { id: policyId, value, ...approved })).toEqual({
      outcome: 'written',
    });
    expect(await writeConfig(stack.board, 'policy', { id: policyId, value, ...approved })).toEqual({
      outcome: 'taken',
    });
    const rebuild = async (action: 'start' | 'continue') => {
      const ledger = { ...stack, tallies, now: Date.now, graceMs: 0, keepMs: 0, pageSize: 10 };
      const reply = await runRebuild(ledger, { action }, () => true);
      return 'status' in reply ? reply.status : undefined;
    };
    await rebuild('start');
    await expect.poll(() => rebuild('continue')).toMatchObject({ state: 'draining', lifted: 30, folded: 0 });
    await foldAll(stack, 11);
    expect(await counted(stack, 1)).toEqual([30, 30]);
    expect(await rebuild('continue')).toEqual({ state: 'done', epoch: 1 });
    expect((await loadEpochs(stack.board)).current).toMatchObject({ epoch: 1, state: 'current' });
    expect(await recount(stack.records, stack.board, tallies)).toMatchObject({ equal: true, epoch: 1, records: 30 });
    const lyon = await readRows(stack.board, { epoch: 1, slice: 'site=Lyon', ...january });
    expect(lyon).toMatchObject([{ day: '2026-01-30', counters: { 'otd.n': 30, 'otd.x': 30 } }]);
  });

  test("the auditor's probe is answered, and neither counted, recounted nor rebuilt", async () => {
    const stack = await createStack();
    const [first, second] = ['2026-02-01T10:00:00.000Z', '2026-02-01T10:05:00.000Z'] as const;
    await sendProbe(stack.records, first);
    await send(stack, [event('1', '2026-02-01T10:00:00Z', { ...promise, ...late })]);
    await foldAll(stack, 1);
    expect(await readEchoes(stack.board)).toMatchObject({ fold: { station: 'fold', sentAt: first } });
    await sendProbe(stack.records, second);
    // The whole stream again: the older probe does not take the newer one's place.
    await foldAll(stack, 1);
    expect(await readEchoes(stack.board)).toMatchObject({ fold: { sentAt: second } });
    expect(await counted(stack)).toEqual([1, 0]);

    const ledger = { ...stack, tallies, now: Date.now, graceMs: 0, keepMs: 0 };
    await runRebuild(ledger, { action: 'start', repair: true }, () => true);
    await expect
      .poll(() => runRebuild(ledger, { action: 'continue' }, () => true))
      .toMatchObject({
        status: { state: 'draining', lifted: 1 },
      });
    await foldAll(stack, 1);
    expect(await runRebuild(ledger, { action: 'continue' }, () => true)).toEqual({
      status: { state: 'done', epoch: 1 },
    });
    expect(await recount(stack.records, stack.board, tallies)).toMatchObject({ equal: true, epoch: 1, records: 1 });
  });

  test('rows and exceptions of an epoch that was retired long enough ago are removed, and nothing else', async () => {
    const stack = await createStack();
    await send(
      stack,
      ['1', '2', '3'].map((subject) => event(subject, '2026-02-01T10:00:00Z', { ...promise, ...late })),
    );
    await foldAll(stack, 10);
    let now = Date.now();
    const ledger = { ...stack, tallies, now: () => now, graceMs: 0, keepMs: 1_000, pageSize: 3 };
    const schedule = (pages = 1_000) => {
      let asked = 0;
      return runRebuild(ledger, { time: '2026-02-02T00:00:00Z' }, () => asked++ < pages);
    };
    await runRebuild(ledger, { action: 'start', repair: true }, () => true);
    now += 10;
    await expect.poll(() => schedule()).toMatchObject({ status: { state: 'draining' } });
    await foldAll(stack, 10);
    expect(await schedule()).toMatchObject({ status: { state: 'done', epoch: 1 } });

    const left = async (epoch: number) =>
      (
        await Promise.all(
          (['row', 'exception'] as const).map((kind) => take(scanPrefix(stack.board, epochPrefix(kind, epoch)))),
        )
      ).flat();
    const kept = await left(1);
    const retired = (await left(0)).length;
    expect(kept.length).toBe(retired);
    // Noticed, but not for long enough.
    expect(await schedule()).not.toHaveProperty('cleared');
    now += 999;
    expect(await schedule()).not.toHaveProperty('cleared');
    expect(await left(0)).toHaveLength(retired);
    now += 1;
    expect(await schedule(1)).toMatchObject({ cleared: { epoch: 0, done: false } });
    const reply = await schedule();
    expect(reply).toMatchObject({ cleared: { epoch: 0, done: true, removed: retired } });
    expect(await left(0)).toEqual([]);
    expect(await left(1)).toEqual(kept);
    expect(await schedule()).not.toHaveProperty('cleared');
    expect(await recount(stack.records, stack.board, tallies)).toMatchObject({ equal: true, epoch: 1, records: 3 });
  });

  test('the longest subject and the longest dimension fit into the keys', async () => {
    const stack = await createStack();
    // Three bytes in UTF-8, one character each.
    const [subject, site] = ['漢'.repeat(256), '字'.repeat(64)];
    const data = { ...promise, ...late, about: { site } };
    await send(stack, [event(subject, '2026-02-01T10:00:00Z', data)]);
    await send(stack, [event(subject, '2026-02-01T10:00:00Z', { progress: { state: 'in-transit' } })]);
    await foldAll(stack, 10);
    expect(await take(readConflicts(stack.board))).toHaveLength(1);
    expect(await take(readExceptions(stack.board, { epoch: 0, ...january }))).toMatchObject([{ subject }]);
  });
});
