/** The track function: reads what SES tells of our mails from its queue, and keeps the notices true. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSRecord } from 'aws-lambda';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { metricNames } from '../../shared/runtime/metric-names.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { readQueue } from '../../shared/runtime/queue-handler.ts';
import { Env } from './env.ts';
import { readSesEvent } from './ses-event.ts';
import { trackEvent } from './track-event.ts';

// Cold start.
const env = parseEnv(Env);
const board = { client: connectDynamoDB(), name: env.BOARD_TABLE };

/** Of an error its name and where it happened: its message may quote the mail. */
const whereOf = (error: unknown) =>
  error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1] ?? ''}` : '';

// For every message.
const trackRecord = async ({ messageId, body }: SQSRecord): Promise<void> => {
  try {
    const tracked = await trackEvent(board, readSesEvent(body), now());
    logger.info('mail event', { messageId, ...tracked });
    const counted = (name: keyof typeof metricNames, is: boolean) =>
      metrics.addMetric(metricNames[name], MetricUnit.Count, is ? 1 : 0);
    const { event } = tracked;
    counted('mailDelivered', tracked.outcome === 'tracked' && event === 'delivery');
    counted('noticeFailed', tracked.outcome === 'tracked' && tracked.instead === 'told');
    counted('mailEventIgnored', tracked.outcome === 'not-ours');
  } catch (error) {
    logger.error('mail event not tracked', { messageId, where: whereOf(error) });
    throw error;
  }
};

// Called by AWS.
export const handler = readQueue(trackRecord);
