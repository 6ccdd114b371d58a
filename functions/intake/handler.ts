/** The intake function: reads files that were dropped into the bucket, and sends their rows on like any sender's events. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSRecord } from 'aws-lambda';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { readQueue } from '../../shared/runtime/queue-handler.ts';
import { fetchAccessFrom } from '../../shared/sources/fetch-access.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { firstDropped } from '../../shared/store/first-dropped.ts';
import { continuedMessage, type Leg, readArrivals } from './arrival.ts';
import { Env } from './env.ts';
import { findSourceOn } from './find-source.ts';

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const dependencies = {
  findSource: findSourceOn(board, fetchAccessFrom(env.SOURCES_PREFIX), now),
  firstDropped: (source: { id: string; version: number }, { etag, droppedAt }: Leg) =>
    firstDropped(board, { source: source.id, version: source.version, etag }, droppedAt),
  send: sendTo(sqs, env.INGEST_QUEUE_URL),
  goOn: async (leg: Leg) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: env.DROP_QUEUE_URL, MessageBody: continuedMessage(leg) }));
  },
  now,
};
/** What a leg keeps for its last portion, its results and the message that it goes on with. */
const reserveMs = 60_000;

/** The readers of files and the bucket's client are large: loaded with the first file. */
const load = async () => {
  const [{ takeFile }, { connectBucket }] = await Promise.all([import('./take-file.ts'), import('./bucket.ts')]);
  return { takeFile, bucket: connectBucket(env.BUCKET) };
};
let loading: ReturnType<typeof load> | undefined;

// For every message.
const take = async (leg: Leg, context: Context): Promise<void> => {
  loading ??= load();
  const { takeFile, bucket } = await loading;
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
  const { outcome, source, leg: reached } = await takeFile(leg, { ...dependencies, bucket, hasTime });
  const done = (count: keyof Leg['counts']) => reached.counts[count] - leg.counts[count];
  metrics.addMetric(metricNames.eventsAccepted, MetricUnit.Count, done('accepted'));
  metrics.addMetric(metricNames.eventsRejected, MetricUnit.Count, done('rejected'));
  // A file's name may be a person's.
  logger.info('file', { source, run: leg.run, leg: leg.leg, outcome, row: reached.row, counts: reached.counts });
};

const takeRecord = async ({ messageId, body }: SQSRecord, context: Context): Promise<void> => {
  try {
    for (const leg of readArrivals(body, env.BUCKET)) await take(leg, context);
  } catch (error) {
    logger.error('file not read', { messageId, error: error as Error });
    throw error;
  }
};

// Called by AWS.
export const handler = readQueue(takeRecord);
