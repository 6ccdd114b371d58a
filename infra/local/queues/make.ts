/** Makes the template's queues in the local SQS. */
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { account, region } from '../template/names.ts';
import type { Json } from '../template/template.ts';

const Properties = z.object({
  QueueName: z.string().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
  VisibilityTimeout: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
});

export interface MadeQueue {
  name: string;
  arn: string;
  url: string;
}

/** Where a queue is, before it is made: queues refer to one another. */
export const addressQueue = (endpoint: string, defaultName: string, properties: Json): MadeQueue => {
  const name = z.object({ QueueName: z.string().default(defaultName) }).parse(properties).QueueName;
  return { name, arn: `arn:aws:sqs:${region}:${account}:${name}`, url: `${endpoint}/${account}/${name}` };
};

/** Makes the queue, or gives the one that is there the template's attributes. */
export const makeQueue = async (client: SQSClient, { name, url }: MadeQueue, properties: Json): Promise<void> => {
  const { QueueName: _, RedrivePolicy: redrive, ...numbers } = Properties.parse(properties);
  const attributes = Object.fromEntries(
    Object.entries(numbers).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  if (redrive) attributes.RedrivePolicy = JSON.stringify(redrive);
  await client.send(new CreateQueueCommand({ QueueName: name }));
  if (Object.keys(attributes).length > 0) {
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  }
};
