/** SQS as functions behind the HTTP API use it. */
import { SQSClient } from '@aws-sdk/client-sqs';

/** A client that gives up soon: the API does after 30 seconds, and there must be time left to answer. */
export const connectSqs = (): SQSClient =>
  new SQSClient({
    useQueueUrlAsEndpoint: false,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000 },
  });
