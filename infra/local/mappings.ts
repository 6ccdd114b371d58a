/** Starts the template's event source mappings. Settings that can't be emulated are refused, not passed over. */
import { join } from 'node:path';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Functions } from './lambda/make.ts';
import type { MadeQueue } from './queues/make.ts';
import { startQueueMapping } from './queues/mapping.ts';
import { compileFilters } from './streams/filter.ts';
import { startStreamMapping } from './streams/mapping.ts';
import type { Blueprint, NamedResource } from './template/blueprint.ts';
import { region } from './template/names.ts';

const orUnlimited = z
  .number()
  .default(-1)
  .transform((value) => (value < 0 ? Number.POSITIVE_INFINITY : value));

const Properties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  TumblingWindowInSeconds: z.number().default(0),
  FilterCriteria: z.unknown().optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumRetryAttempts: orUnlimited,
  MaximumRecordAgeInSeconds: orUnlimited,
  BisectBatchOnFunctionError: z.literal(false, 'bisecting is not emulated').default(false),
  ParallelizationFactor: z.literal(1, 'parallel batches of a shard are not emulated').default(1),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).default('TRIM_HORIZON'),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

export interface MappingContext {
  streams: DynamoDBStreamsClient;
  sqs: SQSClient;
  functions: Functions;
  /** By ARN. */
  queues: ReadonlyMap<string, MadeQueue>;
  checkpointDir: string;
  log(line: string): void;
}

/** Starts one mapping; the function returned stops it. Throws, naming it, if it can't be emulated. */
export const startMapping = (
  blueprint: Blueprint,
  resource: NamedResource,
  context: MappingContext,
): (() => Promise<void>) => {
  const { id } = resource;
  const mapping = blueprint.parse(resource, Properties);
  const target = context.functions.get(mapping.FunctionName);
  if (!mapping.Enabled) return async () => undefined;
  const reportsFailures = mapping.FunctionResponseTypes.length > 0;
  const batchWindowMs = mapping.MaximumBatchingWindowInSeconds * 1000;
  const log = (line: string) => context.log(`${id}: ${line}`);

  const queue = context.queues.get(mapping.EventSourceArn);
  if (queue) {
    if (mapping.FilterCriteria !== undefined)
      throw new Error(`The mapping ${id} filters a queue, which is not emulated`);
    return startQueueMapping({
      ...{ client: context.sqs, queueUrl: queue.url, queueArn: queue.arn, region, target, reportsFailures, log },
      ...{ batchSize: mapping.BatchSize ?? 10, batchWindowMs },
      pollers: Math.min(mapping.ScalingConfig?.MaximumConcurrency ?? target.concurrency, target.concurrency),
    });
  }

  if (!mapping.EventSourceArn.includes(':dynamodb:')) {
    throw new Error(`The mapping ${id} reads ${mapping.EventSourceArn}, which is neither a queue nor a stream here`);
  }
  const destination = mapping.DestinationConfig?.OnFailure?.Destination;
  const failureQueue = destination === undefined ? undefined : context.queues.get(destination);
  if (destination !== undefined && failureQueue === undefined) {
    throw new Error(`The mapping ${id} sends failures to ${destination}, which is no queue here`);
  }
  const streamArn = mapping.EventSourceArn;
  return startStreamMapping({
    ...{ client: context.streams, streamArn, target, startingPosition: mapping.StartingPosition, log },
    batch: {
      batchSize: mapping.BatchSize ?? 100,
      batchWindowMs,
      tumblingMs: mapping.TumblingWindowInSeconds * 1000,
      passes: compileFilters(mapping.FilterCriteria),
    },
    rules: {
      reportsFailures,
      maxRetries: mapping.MaximumRetryAttempts,
      maxAgeMs: mapping.MaximumRecordAgeInSeconds * 1000,
    },
    checkpointFile: join(context.checkpointDir, `${id}.json`),
    discard: async (shardId, records, condition) => {
      log(`gave up ${records.length} records of ${shardId}: ${condition}`);
      if (failureQueue === undefined) return;
      const batch = {
        shardId,
        startSequenceNumber: records[0]?.sequenceNumber,
        endSequenceNumber: records.at(-1)?.sequenceNumber,
        batchSize: records.length,
        streamArn,
      };
      const body = {
        version: '1.0',
        requestContext: { functionArn: target.arn, condition },
        DDBStreamBatchInfo: batch,
      };
      await context.sqs.send(new SendMessageCommand({ QueueUrl: failureQueue.url, MessageBody: JSON.stringify(body) }));
    },
  });
};
