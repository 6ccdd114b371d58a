/** Whether the queues flow, and what lies in the dead-letter queues. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { formatNumber } from '../../shared/core/text/format.ts';
import type { Connection } from '../connect.ts';
import { deadLetterQueues } from '../redrive/dead-letter-queues.ts';
import { type Finding, note, ok, problem } from './check.ts';

const busy = 10_000;

const depthOf = async (sqs: SQSClient, QueueUrl: string) => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inWork: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
};

const checkFlow = async (sqs: SQSClient, name: string, url: string): Promise<Finding> => {
  const { waiting, inWork } = await depthOf(sqs, url);
  const seen = `${formatNumber(waiting)} waiting, ${formatNumber(inWork)} in work`;
  return waiting > busy
    ? note(name, seen, 'Much is waiting: store works it off; look again in a minute.')
    : ok(name, seen);
};

/** `reader` is the function that could not deal with them. */
const checkDead = async (sqs: SQSClient, name: string, url: string, reader: string): Promise<Finding> => {
  const { waiting, inWork } = await depthOf(sqs, url);
  // One that somebody is looking at is as dead as the others.
  const dead = waiting + inWork;
  return dead === 0
    ? ok(name, 'empty')
    : problem(
        name,
        `${formatNumber(dead)} ${dead === 1 ? 'message' : 'messages'} failed five times`,
        `See \`hoshin redrive --dry-run\`, and the ${reader} function's log for the reason; then docs/runbook.md.`,
      );
};

const titles: Record<string, string> = {
  ingest: 'Ingest dead letters',
  senders: "Senders' dead letters",
  'mail-events': "Mails' dead letters",
  drop: "Files' dead letters",
};

export const checkQueues = async ({ stack, sqs }: Pick<Connection, 'stack' | 'sqs'>): Promise<Finding[]> => {
  const client = await sqs();
  return Promise.all([
    checkFlow(client, 'Ingest queue', stack.ingestQueueUrl),
    checkFlow(client, "Senders' queue", stack.sendersQueueUrl),
    ...(stack.dropQueueUrl ? [checkFlow(client, 'Drop queue', stack.dropQueueUrl)] : []),
    ...deadLetterQueues({ stack }).map(({ name, url, reader }) => checkDead(client, titles[name] ?? name, url, reader)),
  ]);
};
