/** Takes dead letters off their queue for a while, and puts them back. */
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeadLetter, letterAttributes, toDeadLetter } from './dead-letter.ts';

/** How long letters are out of others' sight: longer than it takes to look at them, or to send them back. */
const hiddenSeconds = 120;

/** Up to ten letters. SQS asks some of its servers only when it does not wait: an empty answer means little then. */
const receiveSome = async (sqs: SQSClient, url: string, most: number): Promise<DeadLetter[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(10, most),
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: 1,
      ...letterAttributes,
    }),
  );
  return Messages.map(toDeadLetter);
};

/** Letters as they are received, until there are none in sight or so many have come. */
export async function* receiveLetters(sqs: SQSClient, url: string, most: number): AsyncGenerator<DeadLetter[]> {
  for (let left = most; left > 0; ) {
    const letters = await receiveSome(sqs, url, left);
    if (letters.length === 0) return;
    left -= letters.length;
    yield letters;
  }
}

/** Lets others see letters again. */
export const putBack = async (sqs: SQSClient, url: string, letters: readonly DeadLetter[]): Promise<void> => {
  // One second: at 0 the local engine loses a message that it keeps in a folder.
  for (const { receipt } of letters)
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: 1 }));
};

/** How many letters there are, those that somebody looks at included. */
export const countLetters = async (sqs: SQSClient, url: string): Promise<number> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};
