/** An event source mapping from a table's stream to a function: every shard in order, children after their parents. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeStreamCommand, type DynamoDBStreamsClient, type Shard } from '@aws-sdk/client-dynamodb-streams';
import type { Invocable } from '../lambda/pool.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { DeliveryRules, Prepared } from './deliver.ts';
import { type BatchRules, runShard } from './shard.ts';
import { openShard } from './shard-reader.ts';

export interface StreamMapping {
  client: DynamoDBStreamsClient;
  streamArn: string;
  target: Invocable;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  batch: BatchRules;
  rules: DeliveryRules;
  checkpointFile: string;
  discard(shardId: string, records: readonly Prepared[], reason: string): Promise<void>;
  log(line: string): void;
}

const discoverMs = 1_000;

/** Starts the mapping; the function returned stops it after what is running, and keeps how far it came. */
export const startStreamMapping = (mapping: StreamMapping): (() => Promise<void>) => {
  const { client, streamArn, log } = mapping;
  const stopping = new AbortController();
  const checkpoint = openCheckpoint(mapping.checkpointFile, streamArn);
  const running = new Map<string, Promise<void>>();
  const { signal } = stopping;

  const start = (shardId: string) => {
    const { after } = checkpoint.get(shardId);
    const reader = openShard({
      ...{ client, streamArn, shardId, signal, log, startingPosition: mapping.startingPosition },
      ...(after !== undefined && { after }),
    });
    const { target, rules } = mapping;
    const discard = (records: readonly Prepared[], reason: string) => mapping.discard(shardId, records, reason);
    const delivery = { target, shardId, eventSourceArn: streamArn, rules, signal, log, discard };
    const run = runShard({ reader, shardId, checkpoint, batch: mapping.batch, delivery }).catch((error: unknown) =>
      log(`${target.name}: reading ${shardId} ended with ${error instanceof Error ? error.stack : error}`),
    );
    running.set(
      shardId,
      run.then(() => void running.delete(shardId)),
    );
  };

  const discover = async () => {
    const shards = await listShards(client, streamArn);
    const known = new Set(shards.map(({ ShardId: id }) => id));
    checkpoint.keepOnly([...known].filter((id) => id !== undefined));
    for (const { ShardId: id, ParentShardId: parent } of shards) {
      if (id === undefined || running.has(id) || checkpoint.get(id).finished) continue;
      if (parent === undefined || !known.has(parent) || checkpoint.get(parent).finished) start(id);
    }
  };
  const watch = async () => {
    while (!signal.aborted) {
      await discover().catch((error: unknown) => {
        if (!signal.aborted) log(`${streamArn}: ${error instanceof Error ? error.message : error}`);
      });
      const quiet = sleep(discoverMs, undefined, { signal }).catch(() => undefined);
      // A shard that ends may have children: look at once. While all are open there is nothing to discover.
      await (running.size > 0 ? Promise.race(running.values()) : quiet);
    }
  };

  const watching = watch();
  return async () => {
    stopping.abort();
    await watching;
    await Promise.all(running.values());
    checkpoint.save();
  };
};

const listShards = async (client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let start: string | undefined;
  do {
    const { StreamDescription: stream } = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ...(start !== undefined && { ExclusiveStartShardId: start }) }),
    );
    shards.push(...(stream?.Shards ?? []));
    start = stream?.LastEvaluatedShardId;
  } while (start !== undefined);
  return shards;
};
