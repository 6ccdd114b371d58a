/** Whether the queues flow, and what lies in the dead-letter queues. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { formatNumber } from '../../shared/core/text/format.ts';
import type { Connection } from '../connect.ts';
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
        `Read the ${reader} function's log for the reason; see docs/runbook.md.`,
      );
};

export const checkQueues = async ({ stack, sqs }: Pick<Connection, 'stack' | 'sqs'>): Promise<Finding[]> => {
  const client = await sqs();
  return Promise.all([
    checkFlow(client, 'Ingest queue', stack.ingestQueueUrl),
    checkFlow(client, "Senders' queue", stack.sendersQueueUrl),
    checkDead(client, 'Ingest dead letters', stack.ingestDlqUrl, 'store'),
    ...(stack.sendersDlqUrl ? [checkDead(client, "Senders' dead letters", stack.sendersDlqUrl, 'store')] : []),
    ...(stack.mailEventsDlqUrl ? [checkDead(client, "Mails' dead letters", stack.mailEventsDlqUrl, 'track')] : []),
  ]);
};
