/** The receive function: the webhook's entrance. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { now } from '../../shared/runtime/clock.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { connectSqs } from '../../shared/runtime/sqs.ts';
import { fetchAccessFrom } from '../../shared/sources/fetch-access.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { rememberAccess } from '../../shared/sources/source-access.ts';
import { createApi, type Receive } from './api.ts';
import { Env } from './env.ts';
import type { Problem } from './problem.ts';
import { receiveEvents } from './receive-events.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectSqs();
const dependencies = {
  findAccess: rememberAccess(fetchAccessFrom(env.SOURCES_PREFIX), now),
  send: sendTo(client, env.INGEST_QUEUE_URL),
  now,
  fetch,
};

/** Where a body breaks is told with its keys, and a key may be somebody's name: that is for the sender, not for the log. */
const forLog = ({ detail, ...problem }: Problem) => (problem.status === 400 ? problem : { ...problem, detail });

// Every request.
const receive: Receive = async (request) => {
  const answer = await receiveEvents(request, dependencies);
  const { accepted = 0, rejected = 0 } = answer.verdicts ?? {};
  metrics.addMetric(metricNames.eventsAccepted, MetricUnit.Count, accepted);
  metrics.addMetric(metricNames.eventsRejected, MetricUnit.Count, rejected);
  const entry = { source: request.source.slice(0, 64), accepted, rejected };
  if (answer.kind === 'judged' && answer.fault !== undefined)
    logger.error('received, but not understood', { ...entry, fault: answer.fault });
  else if (answer.kind === 'judged') logger.info('received', entry);
  else logger.warn('refused', { ...entry, ...forLog(answer.problem), ...(answer.fault && { fault: answer.fault }) });
  return answer;
};

// Called by AWS.
export const handler = middy<APIGatewayProxyEventV2>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(createApi(receive));
