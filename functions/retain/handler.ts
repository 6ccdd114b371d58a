/** The retain function: strips what the policy keeps no longer, some pages at each call, around both tables once a day. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { retain } from '../../shared/privacy/retention/retain.ts';
import type { Round } from '../../shared/privacy/retention/round.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { beat } from '../../shared/store/heartbeats.ts';
import { Env } from './env.ts';
import { RetainRequest } from './request.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };
const records = { client, name: env.RECORDS_TABLE };
const limit = limitConcurrency(20);

/** Time to finish a page and answer. */
const reserveMs = 30_000;

// Called by AWS.
export const handler = middy<unknown, { rounds: Omit<Round, 'cursor'>[] }>()
  .use(injectLambdaContext(logger))
  .handler(async (event, context) => {
    const now = Date.parse(RetainRequest.parse(event).time);
    const { retention } = await readPolicy(board, now);
    const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
    // Nothing chosen, nothing read: a stack that keeps all pays for no round.
    const moved = retention ? await retain({ records, board, retention, limit, now }, hasTime) : [];
    // A cursor is a record's key, and a key may name somebody.
    const rounds = moved.map(({ cursor: _, ...round }) => round);
    if (rounds.length > 0) logger.info('retained', { rounds });
    await beat(board, 'retain', now);
    return { rounds };
  });
