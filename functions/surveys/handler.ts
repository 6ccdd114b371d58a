/** The surveys function: what customers see of a survey, and what they answer. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { connectForms, connectReader } from '../../shared/links/connect-links.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { connectSqs } from '../../shared/runtime/sqs.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { readSurveysInForce } from '../../shared/store/surveys.ts';
import { createApi } from './api.ts';
import { Env } from './env.ts';

/** What is applied is seen so much later at most, in milliseconds. */
const freshMs = 30_000;

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };
const queue = connectSqs();
const keys = { parameter: env.LINK_KEYS, now };
const policy = cacheFor(() => readPolicy(board, now()), freshMs, now);
const surveys = cacheFor(async () => readSurveysInForce(board, now(), (await policy.get()).timeZone), freshMs, now);

// Called by AWS.
export const handler = middy<APIGatewayProxyEventV2>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(
    createApi({
      board,
      readLink: connectReader(keys),
      forms: connectForms({ ...keys, keyArn: env.KEY_ARN }),
      send: sendTo(queue, env.INGEST_QUEUE_URL),
      policy: policy.get,
      surveys: surveys.get,
      now,
    }),
  );
