/** The shell of a function that reads a queue: what fails of a batch comes again, and the rest does not. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger, metrics } from './observe.ts';

/** @param each deals with one message; what it throws is its message's alone, and it logs it itself */
export const readQueue = (each: (record: SQSRecord, context: Context) => Promise<void>) => {
  const processor = new BatchProcessor(EventType.SQS);
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler((event, context) =>
      processPartialResponse(event, (record: SQSRecord) => each(record, context), processor, {
        context,
        throwOnFullBatchFailure: false,
      }),
    );
};
