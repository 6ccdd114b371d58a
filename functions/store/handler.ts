/** The store function: takes judged events from the ingest queue, and raw ones from the senders' queue. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import { connectHashReader } from '../../shared/privacy/connect-person-hash.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import { now } from '../../shared/runtime/clock.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { readQueue } from '../../shared/runtime/queue-handler.ts';
import { fetchAccessFrom } from '../../shared/sources/fetch-access.ts';
import { rememberAccess } from '../../shared/sources/source-access.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readErased } from '../../shared/store/erased.ts';
import { type IngestMessage, readIngestMessage } from '../../shared/store/ingest-message.ts';
import { spokenMarker } from '../../shared/store/spoken.ts';
import { Env } from './env.ts';
import { epochFreshMs, loadNewestEpoch, type StoreLedger, storeMessage } from './use-case.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };
const ledger: StoreLedger = {
  records: { client, name: env.RECORDS_TABLE },
  board,
  digest,
  newestEpoch: cacheFor(() => loadNewestEpoch(board), epochFreshMs, now),
  erased: knownErased(
    cacheFor(() => readErased(board), epochFreshMs, now),
    connectHashReader(env.PERSON_KEY),
  ),
  limit: limitConcurrency(50),
};
const markSpoken = spokenMarker(board);
const findAccess = rememberAccess(fetchAccessFrom(env.SOURCES_PREFIX), now);

const readMessages = async ({ body, attributes, eventSourceARN }: SQSRecord): Promise<IngestMessage[]> => {
  if (eventSourceARN !== env.SENDERS_QUEUE_ARN) return [readIngestMessage(body)];
  // The contract is loaded late: what comes from the ingest queue has been judged.
  // When it was sent, not when it is read: a message that comes again must say the same.
  const { readSendersMessage } = await import('../../shared/sources/senders-message.ts');
  return readSendersMessage(body, attributes.SenderId, { findAccess, now: Number(attributes.SentTimestamp), digest });
};

// For every message.
const storeRecord = async (record: SQSRecord): Promise<void> => {
  const { messageId } = record;
  try {
    for (const message of await readMessages(record)) {
      // One message may speak for several sources.
      const tally = await storeMessage(ledger, message, `${messageId}#${message.source}`);
      // Only what was valid speaks for a source: a feed of which all is rejected is as good as dead.
      if (message.events.length > 0) await markSpoken(message.source, message.receivedAt);
      metrics.addMetric(metricNames.facetsStored, MetricUnit.Count, tally.stored);
      metrics.addMetric(metricNames.facetConflicts, MetricUnit.Count, tally.conflicts);
      logger.info('stored', { messageId, source: message.source, ...tally });
    }
  } catch (error) {
    logger.error('not stored', { messageId, error: error as Error });
    throw error;
  }
};

// Called by AWS.
export const handler = readQueue(storeRecord);
