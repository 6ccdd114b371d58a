/** The complaints function: the form that customers complain with, and the API for systems that take complaints for us. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { connectForms } from '../../shared/links/connect-links.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { fetchAccessFrom } from '../../shared/sources/fetch-access.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { rememberAccess } from '../../shared/sources/source-access.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { createApi } from './api.ts';
import { Env } from './env.ts';

/** What is applied is seen so much later at most, in milliseconds. */
const freshMs = 30_000;

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };
const queue = new SQSClient({
  useQueueUrlAsEndpoint: false,
  maxAttempts: 2,
  // The API gives up after 30 seconds; a request that hangs must fail while there is time to answer.
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000 },
});
const policy = cacheFor(() => readPolicy(board, now()), freshMs, now);

// Called by AWS.
export const handler = middy<APIGatewayProxyEventV2>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(
    createApi({
      board,
      findAccess: rememberAccess(fetchAccessFrom(env.SOURCES_PREFIX), now),
      forms: connectForms({ parameter: env.LINK_KEYS, keyArn: env.KEY_ARN, now }),
      send: sendTo(queue, env.INGEST_QUEUE_URL),
      readPolicy: policy.get,
      now,
    }),
  );
