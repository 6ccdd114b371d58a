/** The fold function: reads the records table's stream through a tumbling window, and adds to the rows. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { tallies } from '../../shared/kpis/registry.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { Env } from './env.ts';
import { readChange, type WindowedStreamEvent } from './stream-event.ts';
import { type FoldLedger, foldBatch, loadCounted } from './use-case.ts';

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };
const ledger: FoldLedger = {
  board,
  tallies,
  counted: cacheFor(() => loadCounted(board, tallies, now), 60_000, now),
  limit: limitConcurrency(50),
  now,
};

interface Reply extends DynamoDBBatchResponse {
  /** Lambda counts a batch as failed if a windowed function's reply has none, the final one without records too. */
  state: { highest?: string };
}

const fold = async ({ shardId, state, Records = [] }: WindowedStreamEvent): Promise<Reply> => {
  const highest = state?.highest;
  if (Records.length === 0) return { state: { ...(highest && { highest }) }, batchItemFailures: [] };
  // Without the shard there is no watermark, and a retry would count twice.
  if (!shardId) throw new Error('The event names no shard: the mapping must have a tumbling window');

  const result = await foldBatch(ledger, { shard: shardId, changes: Records.map(readChange), highest });
  metrics.addMetric(metricNames.recordsFolded, MetricUnit.Count, result.folded);
  metrics.addMetric(metricNames.recordsSetAside, MetricUnit.Count, result.setAside);
  metrics.addMetric(metricNames.foldGap, MetricUnit.Count, result.gaps);
  if (result.gaps > 0)
    logger.error('records came below the highest one that was reported as done', { shardId, highest });

  const next = { ...(result.highest !== undefined && { highest: result.highest }) };
  if (!result.failed) return { state: next, batchItemFailures: [] };
  const { sequence, fault } = result.failed;
  logger.error('not wholly folded', { shardId, from: sequence, error: fault });
  // As Lambda names it: without the padding.
  return { state: next, batchItemFailures: [{ itemIdentifier: sequence.replace(/^0+/, '') }] };
};

// Called by AWS.
export const handler = middy<WindowedStreamEvent, Reply>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(fold);
