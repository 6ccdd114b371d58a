/** The digest function: every quarter of an hour, the digests that fell due; one at once when the command asks. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { beat } from '../../shared/store/heartbeats.ts';
import { Env } from './env.ts';
import { DigestRequest } from './request.ts';
import { type DigestOutcome, sendDue, sendNow } from './send-digests.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };
const tables = { board, records: { client, name: env.RECORDS_TABLE }, registry: { kpis, tallies } };

// Every tick of the schedule.
const onTick = async (time: number): Promise<void> => {
  const outcomes = await sendDue(tables, time);
  for (const { error, ...outcome } of outcomes) {
    if (outcome.outcome === 'failed')
      logger.error('a digest could not be written', { ...outcome, error: String(error) });
    else if (outcome.outcome !== 'exists') logger.info('digest', { ...outcome });
  }
  const written = outcomes.filter(({ outcome }) => outcome === 'written').length;
  if (written > 0) metrics.addMetric(metricNames.digestsWritten, MetricUnit.Count, written);
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed').length;
  // The others are written; failing the call is what raises the alarm, and the next tick tries again.
  if (failed > 0) throw new Error(`${failed} digests could not be written`);
  await beat(board, 'digest', time);
};

// Called by AWS.
export const handler = middy<unknown, DigestOutcome | undefined>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event) => {
    const request = DigestRequest.parse(event);
    if ('person' in request) return sendNow(tables, request, now());
    await onTick(Date.parse(request.time));
    return undefined;
  });
