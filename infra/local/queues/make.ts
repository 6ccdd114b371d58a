/** Makes the template's queues in the local SQS. */
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Blueprint, NamedResource } from '../template/blueprint.ts';
import { account, region } from '../template/names.ts';

const Properties = z.object({
  QueueName: z.string('a queue name must stand in the template itself').optional(),
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

/** Makes the queues, or gives those that are there the template's attributes. Returns them by their ARNs. */
export const makeQueues = async (
  blueprint: Blueprint,
  client: SQSClient,
  endpoint: string,
): Promise<Map<string, MadeQueue>> => {
  const resources = blueprint.select('AWS::SQS::Queue');
  // Addresses first: queues refer to one another.
  const queues = resources.map((resource) => addressQueue(blueprint, endpoint, resource));
  for (const resource of resources) await makeQueue(blueprint, client, resource);
  return new Map(queues.map((queue) => [queue.arn, queue]));
};

const addressQueue = ({ names, nameOf }: Blueprint, endpoint: string, resource: NamedResource): MadeQueue => {
  const given = resource.Properties?.QueueName;
  const name = typeof given === 'string' ? given : nameOf(resource);
  const queue = { name, arn: `arn:aws:sqs:${region}:${account}:${name}`, url: `${endpoint}/${account}/${name}` };
  names.set(resource.id, { ref: queue.url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: queue.url } });
  return queue;
};

const makeQueue = async ({ parse, names }: Blueprint, client: SQSClient, resource: NamedResource): Promise<void> => {
  const { QueueName: _, RedrivePolicy: redrive, ...numbers } = parse(resource, Properties);
  const attributes = Object.fromEntries(
    Object.entries(numbers).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  if (redrive) attributes.RedrivePolicy = JSON.stringify(redrive);
  await client.send(new CreateQueueCommand({ QueueName: names.attribute(resource.id, 'QueueName') }));
  if (Object.keys(attributes).length > 0) {
    await client.send(new SetQueueAttributesCommand({ QueueUrl: names.ref(resource.id), Attributes: attributes }));
  }
};
