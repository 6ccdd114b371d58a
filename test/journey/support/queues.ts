/** The stack's queues, as an operator reaches them. */
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import type { JourneyStack } from './stack.ts';
import { until } from './until.ts';

const Queues = z.object({
  ingestQueueUrl: z.string(),
  ingestDlqUrl: z.string(),
  sendersQueueUrl: z.string(),
  sendersDlqUrl: z.string(),
  recordsTable: z.string(),
  boardTable: z.string(),
  dropBucket: z.string(),
});

export const connectQueues = async ({ local }: JourneyStack) => {
  const { AWS_REGION: region = '' } = local.environment;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const ssm = new SSMClient({ region, credentials, endpoint: local.endpoints.ssm });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: local.stackParameter }));
  ssm.destroy();
  const queues = Queues.parse(JSON.parse(Parameter?.Value ?? ''));
  const sqs = new SQSClient({ region, credentials, endpoint: local.endpoints.sqs });
  const waiting = async (url: string) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
  return {
    ...queues,
    sqs,
    /** How many messages a queue holds, those in flight included. */
    waiting,
    /** Waits until everything that was taken is stored. */
    drained: () =>
      until(
        () => waiting(queues.ingestQueueUrl),
        (messages) => messages === 0,
      ),
  };
};
