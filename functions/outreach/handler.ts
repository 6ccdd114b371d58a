/**
 * The outreach function: writes to people outside of their own accord. Reads the records table's stream beside fold, and
 * every few minutes sees to the invitations that fell due.
 */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { connectPersonHash } from '../../shared/privacy/connect-person-hash.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { beat, readHeartbeats } from '../../shared/store/heartbeats.ts';
import { careFor } from './care.ts';
import { Env } from './env.ts';
import { followRecords } from './follow-records.ts';
import { inviteOn, readRules } from './invite.ts';
import { readRecordChange } from './record-change.ts';
import { OutreachRequest } from './request.ts';
import { settleAll } from './settle-all.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };
const records = { client, name: env.RECORDS_TABLE };
const hash = connectPersonHash({ parameter: env.PERSON_KEY, keyArn: env.KEY_ARN });
const send = sendTo(new SQSClient({}), env.INGEST_QUEUE_URL);
const rules = cacheFor(() => readRules(board, now()), 60_000, now);

const count = (name: keyof typeof metricNames, value: number): void => {
  if (value > 0) metrics.addMetric(metricNames[name], MetricUnit.Count, value);
};

/** Who looks after the records of a type. */
const follow = {
  delivery: inviteOn({ board, rules, hash, now }),
  complaint: careFor({
    board,
    rules,
    hash,
    now,
    onOwnerless: ({ namespace, subject }) => {
      logger.error('a severe complaint has no owner', { namespace, complaint: subject });
      count('peopleUnknown', 1);
    },
    onUnconfirmed: ({ namespace, subject }) =>
      logger.warn('a complaint that is not confirmed', { namespace, complaint: subject }),
    onUntold: ({ namespace, subject }) =>
      logger.warn('a severe complaint without a mail: too many within the hour', { namespace, complaint: subject }),
  }),
};

/** A shard's batches come to one instance, one after another; a new instance has all of its patience. */
const failedSince = new Map<string, number>();

// Every batch of changed records.
const onRecords = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const changes = Records.flatMap((record) => readRecordChange(record) ?? []);
  const { failed, givenUp, retryFrom } = await followRecords(follow, changes, failedSince, now());
  for (const { record, fault } of failed) logger.warn('not followed yet', { record, error: fault });
  for (const { record, fault } of givenUp) logger.error('given up', { record, error: fault });
  count('outreachGivenUp', givenUp.length);
  return { batchItemFailures: retryFrom === undefined ? [] : [{ itemIdentifier: retryFrom }] };
};

/** What a first run looks back at: entries are never older than the function. */
const dayMs = 86_400_000;

// Every call of the schedule.
const onSchedule = async (event: unknown): Promise<void> => {
  const time = Date.parse(OutreachRequest.parse(event).time);
  const last = (await readHeartbeats(board)).outreach;
  // A clock that was ahead for a while hides nothing.
  const from = Math.min(time, last ? Date.parse(last.at) : time) - dayMs;
  const round = await settleAll({ board, records, hash, send }, await readRules(board, time), from, time);
  for (const each of round.settled) if (each.outcome !== 'nothing') logger.info('invitation', { ...each });
  for (const { invitation, fault } of round.failed) logger.error('not settled', { invitation, error: fault });
  count('invitationsSent', round.settled.filter(({ outcome }) => outcome === 'ask').length);
  // The others are done; failing the call is what raises the alarm, and the next one tries again.
  if (round.failed.length > 0) throw new Error(`${round.failed.length} invitations could not be settled`);
  if (round.doneUntil !== undefined) await beat(board, 'outreach', round.doneUntil);
};

// Called by AWS.
export const handler = middy<DynamoDBStreamEvent | object, DynamoDBBatchResponse | undefined>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event) => {
    if ('Records' in event) return onRecords(event);
    await onSchedule(event);
    return undefined;
  });
