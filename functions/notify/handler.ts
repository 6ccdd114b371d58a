/** The notify function: sends what new notices owe. It never fails a batch, which would hold up the shard. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { connectSigner } from '../../shared/links/connect-links.ts';
import { connectOutbox } from '../../shared/mail/connect-outbox.ts';
import { driveNotices } from '../../shared/mail/outbox.ts';
import { reportDriven } from '../../shared/mail/report-driven.ts';
import { now } from '../../shared/runtime/clock.ts';
import { connectDynamoDB, fromItem } from '../../shared/runtime/dynamodb.ts';
import { parseEnv } from '../../shared/runtime/env.ts';
import { logger, metrics } from '../../shared/runtime/observe.ts';
import { answerPassed } from '../../shared/store/answer-passed.ts';
import { kinds } from '../../shared/store/keys.ts';
import { Env } from './env.ts';

// Cold start.
const env = parseEnv(Env);
const client = connectDynamoDB();
const board = { client, name: env.BOARD_TABLE };
const outbox = connectOutbox({
  board,
  records: { client, name: env.RECORDS_TABLE },
  now,
  from: env.MAIL_FROM,
  configurationSet: env.CONFIGURATION_SET,
  link: connectSigner({ parameter: env.LINK_KEYS, keyArn: env.KEY_ARN, pages: env.PAGES_URL, now }),
});

const noticesIn = (event: DynamoDBStreamEvent): Notice[] =>
  event.Records.flatMap(({ dynamodb }) => {
    const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
    return image?.kind?.S === kinds.notice ? [fromItem<Notice>(image)] : [];
  });

// Called by AWS.
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event): Promise<DynamoDBBatchResponse> => {
    reportDriven(await driveNotices(outbox, noticesIn(event)), { logger, metrics });
    await answerPassed(board, 'notify', event.Records, now()).catch((error: unknown) =>
      logger.warn('the probe was not answered', { error }),
    );
    return { batchItemFailures: [] };
  });
