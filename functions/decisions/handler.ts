/** The decisions function: the pages behind links in mails. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { connectReader } from '../../shared/links/connect-links.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { readNotice } from '../../shared/store/notices.ts';
import { act } from './act.ts';
import { createApi } from './api.ts';
import { decide } from './decide.ts';
import { Env } from './env.ts';
import { unsubscribe } from './unsubscribe.ts';

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };

// Called by AWS.
export const handler = middy<APIGatewayProxyEventV2>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(
    createApi({
      board,
      readLink: connectReader({ parameter: env.LINK_KEYS, now }),
      readNotice: (id) => readNotice(board, id),
      pages: { decide, act, unsubscribe },
      now,
    }),
  );
