/** Sends dead letters back where they belong: first sent, then deleted, so that none is lost; one that goes twice changes nothing. */
import { DeleteMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SourceId } from '../../events/source-id.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { readSendersMessage } from '../../shared/sources/senders-message.ts';
import type { FindAccess } from '../../shared/sources/source-access.ts';
import { packIngestMessages } from '../../shared/store/ingest-message.ts';
import type { Connection } from '../connect.ts';
import { readAccess } from '../source-secret.ts';
import { type DeadLetter, redrivenAttribute } from './dead-letter.ts';
import type { DeadLetterQueue } from './dead-letter-queues.ts';
import { putBack, receiveLetters } from './receive.ts';

type Reach = Pick<Connection, 'ssm' | 'sourcesPrefix'>;

const accessOf =
  (reach: Reach): FindAccess =>
  async (source, passes) => {
    const access = SourceId.safeParse(source).success ? await readAccess(reach, source) : undefined;
    return access && passes(access) ? access : undefined;
  };

/** The bodies that a letter goes back as. A sender's is judged by who sent it then: SQS says that it is from us, sent again. */
const bodiesOf = async (queue: DeadLetterQueue, letter: DeadLetter, reach: Reach): Promise<string[]> => {
  if (queue.name !== 'senders') return [letter.body];
  const messages = await readSendersMessage(letter.body, letter.senderId, {
    ...{ findAccess: accessOf(reach), now: letter.sentAt, digest },
  });
  return messages.flatMap(packIngestMessages);
};

const sendOne = async (sqs: SQSClient, queue: DeadLetterQueue, letter: DeadLetter, reach: Reach): Promise<void> => {
  for (const body of await bodiesOf(queue, letter, reach)) {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.target,
        MessageBody: body,
        MessageAttributes: { [redrivenAttribute]: { DataType: 'Number', StringValue: String(letter.returns + 1) } },
      }),
    );
  }
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: letter.receipt }));
};

/** Sends up to `most` letters of a queue back. Returns how many went; throws what SQS says, the rest stays where it is. */
export const sendBack = async (sqs: SQSClient, queue: DeadLetterQueue, most: number, reach: Reach): Promise<number> => {
  let sent = 0;
  for await (const letters of receiveLetters(sqs, queue.url, most)) {
    const open = [...letters];
    try {
      for (const letter of letters) {
        await sendOne(sqs, queue, letter, reach);
        open.shift();
        sent += 1;
      }
    } finally {
      await putBack(sqs, queue.url, open);
    }
  }
  return sent;
};
