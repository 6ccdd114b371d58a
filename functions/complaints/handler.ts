/** The complaints function: the form that customers complain with, and the API for systems that take complaints for us. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { connectForms } from '../../shared/links/connect-links.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { connectSqs } from '../../shared/runtime/sqs.ts';
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
const queue = connectSqs();
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
