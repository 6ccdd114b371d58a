/** Reads one shard of a table's stream: a page is always being fetched while the one before is worked on. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { type StreamRecord, toStreamRecord } from './record.ts';

interface Page {
  records: StreamRecord[];
  /** The shard is closed and this was the last of it. */
  ended: boolean;
}

export interface ShardReader {
  /** The next page; an empty one after a pause when there is nothing new. */
  read(): Promise<Page>;
}

interface Options {
  client: DynamoDBStreamsClient;
  streamArn: string;
  shardId: string;
  /** Go on after this record; without it, from the start. */
  after?: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  signal: AbortSignal;
  log(line: string): void;
}

/** Lambda itself polls four times a second. Polling costs the engine as much as several writes do. */
const pauseMs = { least: 150, most: 500 };
/** A page with so many records has more behind it: no pause. */
const busyPage = 500;

export const openShard = ({
  client,
  streamArn,
  shardId,
  startingPosition,
  signal,
  log,
  ...options
}: Options): ShardReader => {
  let after = options.after;
  let iterator: string | undefined;
  let trimmed = false;
  let pause: number = pauseMs.least;
  let ahead: Promise<Page> | undefined;

  const openIterator = async (type: ShardIteratorType) => {
    const position = type === ShardIteratorType.AFTER_SEQUENCE_NUMBER ? { SequenceNumber: after } : {};
    const command = { StreamArn: streamArn, ShardId: shardId, ShardIteratorType: type, ...position };
    const { ShardIterator: opened } = await client.send(new GetShardIteratorCommand(command));
    return opened;
  };
  const resume = () => {
    if (after !== undefined) return openIterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER);
    return openIterator(trimmed ? ShardIteratorType.TRIM_HORIZON : startingPosition);
  };

  const fetchPage = async (): Promise<Page> => {
    try {
      iterator ??= await resume();
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }));
      iterator = page.NextShardIterator;
      const records = (page.Records ?? []).map((record) => toStreamRecord(record, streamArn));
      after = records.at(-1)?.sequenceNumber ?? after;
      pause = records.length > 0 ? pauseMs.least : Math.min(pause * 1.5, pauseMs.most);
      return { records, ended: iterator === undefined };
    } catch (error) {
      // An expired iterator, or the engine is gone or busy: start again behind what was read.
      if (!signal.aborted) log(`${shardId}: ${error instanceof Error ? error.message : error}`);
      iterator = undefined;
      pause = pauseMs.most;
      if (error instanceof Error && error.name === 'TrimmedDataAccessException') {
        // A stream keeps its records for a day: what is left is all that there is to go on with.
        trimmed = true;
        after = undefined;
      }
      return { records: [], ended: false };
    }
  };

  return {
    read: async () => {
      const page = await (ahead ?? fetchPage());
      ahead = undefined;
      if (page.ended) return page;
      if (page.records.length >= busyPage) ahead = fetchPage();
      else if (page.records.length > 0) ahead = sleep(pause, undefined, { signal }).then(fetchPage, fetchPage);
      else await sleep(pause, undefined, { signal }).catch(() => undefined);
      return page;
    },
  };
};
