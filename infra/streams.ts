/** Who reads the tables' streams, and how. DynamoDB allows two readers a stream: each has its two. */
import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type EventSourceMappingOptions, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { HoshinFunction } from './function.ts';
import { complaintsReceived, deliveriesThatArrived, noticesOwed, probePassed, rowsChanged } from './stream-filters.ts';
import type { Tables } from './tables.ts';

type AnyFunction = HoshinFunction<Record<string, string>>;

/** The counts are exact because of these settings: none of them may be changed for speed. */
const exactlyOnceInEffect = {
  batchSize: 1000,
  maxBatchingWindow: Duration.seconds(5),
  // Only the events of a tumbling window carry the shard's id, which the watermarks need.
  tumblingWindow: Duration.seconds(900),
  // A watermark needs the records of a shard in their order: one batch at a time, never split.
  parallelizationFactor: 1,
  bisectBatchOnError: false,
  reportBatchItemFailures: true,
  // No retryAttempts, no maxRecordAge: a record that Lambda discards would be a gap in the counts for ever.
} satisfies EventSourceMappingOptions;

export const readStreams = (
  tables: Tables,
  readers: Record<'fold' | 'outreach' | 'evaluate' | 'notify', AnyFunction>,
): void => {
  read(tables, tables.records, readers.fold, exactlyOnceInEffect);
  read(tables, tables.records, readers.outreach, {
    filters: [FilterCriteria.filter(deliveriesThatArrived), FilterCriteria.filter(complaintsReceived)],
    // From the beginning, like the others: Lambda says that a mapping which starts at the end may miss what is written
    // while it is made. What a new mapping shows again, a day at most, makes nothing twice.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(5),
    // The function gives a change up after a quarter of an hour itself, and says so. Lambda's own limit is for calls that
    // never come back, and drops without a word: it must outlast a night in which nothing runs.
    maxRecordAge: Duration.hours(12),
    reportBatchItemFailures: true,
  });
  read(tables, tables.board, readers.evaluate, {
    filters: [FilterCriteria.filter(rowsChanged), FilterCriteria.filter(probePassed)],
    batchSize: 1000,
    // Rows change in bursts; one evaluation answers for all of them.
    maxBatchingWindow: Duration.seconds(10),
    // What is given up here, sweep's next evaluation makes good: a poisoned batch must not hold the shard.
    retryAttempts: 5,
    maxRecordAge: Duration.hours(1),
    reportBatchItemFailures: true,
  });
  read(tables, tables.board, readers.notify, {
    filters: [FilterCriteria.filter(noticesOwed), FilterCriteria.filter(probePassed)],
    batchSize: 10,
    // notify never fails on purpose; what a crash leaves behind, sweep sends from the outbox.
    retryAttempts: 2,
    maxRecordAge: Duration.hours(1),
    reportBatchItemFailures: true,
  });
};

const read = (tables: Tables, table: Table, reader: AnyFunction, options: EventSourceMappingOptions): void => {
  if (table.tableStreamArn === undefined) throw new Error(`${table.node.id} has no stream`);
  reader.allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], table.tableStreamArn);
  reader.allow(['dynamodb:ListStreams'], '*');
  reader.acknowledge(
    'AwsSolutions-IAM5[Resource::*]',
    'Lambda needs dynamodb:ListStreams to read a stream, and IAM allows no resource for it but *.',
  );
  reader.allowKey(['kms:Decrypt'], tables.key.keyArn, 'dynamodb');
  reader.readFrom('Stream', {
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    ...options,
  });
};
