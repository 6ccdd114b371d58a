/** The rebuild function: opens epochs, carries on with the one that is open, and recounts. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { tallies } from '../../shared/kpis/registry.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { beat } from '../../shared/store/heartbeats.ts';
import { Env } from './env.ts';
import { Request } from './request.ts';
import { type RebuildReply, runRebuild } from './use-case.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const ledger = {
  records: { client, name: env.RECORDS_TABLE },
  board: { client, name: env.BOARD_TABLE },
  tallies,
  limit: limitConcurrency(50),
  now,
  graceMs: env.GRACE_SECONDS * 1000,
  keepMs: 48 * 3_600_000,
};

/** Time to finish a page and answer. */
const reserveMs = 30_000;

// Called by AWS.
export const handler = middy<unknown, RebuildReply>()
  .use(injectLambdaContext(logger))
  .handler(async (event, context) => {
    const request = Request.parse(event);
    const reply = await runRebuild(ledger, request, () => context.getRemainingTimeInMillis() > reserveMs);
    if ('time' in request) await beat(ledger.board, 'rebuild', Date.parse(request.time));
    if ('check' in reply && !reply.check.equal) logger.error('rows differ from the records', { ...reply.check });
    else logger.info('rebuild', { ...reply });
    return reply;
  });
