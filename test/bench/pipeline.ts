/** Store and fold as they are shipped, without the stack around them: what is counted is what DynamoDB charges. */

import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import type { HoshinEvent } from '../../events/event.ts';
import { readChange } from '../../functions/fold/stream-event.ts';
import { type FoldLedger, foldBatch, loadCounted } from '../../functions/fold/use-case.ts';
import { epochFreshMs, loadNewestEpoch, storeMessage } from '../../functions/store/use-case.ts';
import { toStreamRecord } from '../../infra/local/streams/record.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readErased } from '../../shared/store/erased.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import { packIngestMessages, readIngestMessage } from '../../shared/store/ingest-message.ts';
import { ensureFirstEpoch } from '../../shared/store/open-epoch.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { policy, source } from './feed.ts';

/** Events of one request, as `hoshin import` sends them. */
const eventsInPost = 500;

const chunk = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));

/** Makes the board count as the feed needs it. */
export const openBoard = (board: NamedTable) =>
  ensureFirstEpoch(board, policy, contributionVersion(tallies), Date.now());

/** Stores events in their order, in messages as receive packs them; returns how many messages that were. */
export const storeAll = async (
  records: NamedTable,
  board: NamedTable,
  events: readonly HoshinEvent[],
): Promise<number> => {
  const newestEpoch = cacheFor(() => loadNewestEpoch(board), epochFreshMs, Date.now);
  const erased = knownErased(
    cacheFor(() => readErased(board), epochFreshMs, Date.now),
    () => Promise.reject(new Error('nobody was erased: nobody is hashed')),
  );
  const ledger = { records, board, digest, newestEpoch, erased, limit: limitConcurrency(50) };
  const head = { v: 1 as const, source, namespace: source, receivedAt: new Date().toISOString() };
  let messages = 0;
  for (const post of chunk(events, eventsInPost)) {
    for (const body of packIngestMessages({ ...head, events: post, rejects: [] })) {
      messages += 1;
      await storeMessage(ledger, readIngestMessage(body), `message-${messages}`);
    }
  }
  return messages;
};

/** Reads a table's stream from its beginning until nothing more comes. */
export const readStream = async (client: DynamoDBStreamsClient, streamArn: string): Promise<Change[]> => {
  const changes: Change[] = [];
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const opened = await client.send(
      new GetShardIteratorCommand({ StreamArn: streamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    let iterator = opened.ShardIterator;
    for (let empty = 0; iterator !== undefined && empty < 3; ) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }));
      iterator = page.NextShardIterator;
      empty = page.Records?.length ? 0 : empty + 1;
      for (const record of page.Records ?? [])
        changes.push(readChange(toStreamRecord(record, streamArn).event as DynamoDBRecord));
    }
  }
  return changes;
};

/** Which of so many shards a record's changes come from: by its key, as DynamoDB parts them. */
const shardOf = ({ after, before }: Change, shards: number): number =>
  Number.parseInt(digest((after ?? before)?.pk ?? '').slice(0, 8), 16) % shards;

const shardName = (shard: number) => `shardId-0000000179529603400${shard}-0a1b2c3d`;

export interface Folding {
  /** Changes in a batch. */
  batch: number;
  shards?: number;
}

/** Folds changes onto a board, in batches of so many from each of so many shards. */
export const foldAll = async (
  board: NamedTable,
  changes: readonly Change[],
  { batch, shards = 1 }: Folding,
): Promise<void> => {
  const counted = cacheFor(() => loadCounted(board, tallies, Date.now), 60_000, Date.now);
  const ledger: FoldLedger = { board, tallies, counted, limit: limitConcurrency(50), now: Date.now };
  for (const [shard, own] of Map.groupBy(changes, (change) => shardOf(change, shards))) {
    let highest: string | undefined;
    for (const part of chunk(own, batch)) {
      const folding = { shard: shardName(shard), changes: part };
      const result = await foldBatch(ledger, highest === undefined ? folding : { ...folding, highest });
      if (result.failed) throw result.failed.fault;
      highest = result.highest;
    }
  }
};
