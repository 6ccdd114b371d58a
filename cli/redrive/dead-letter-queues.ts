/** The dead-letter queues of a stack, and where each one's messages go back to. */
import type { Connection } from '../connect.ts';

export interface DeadLetterQueue {
  /** As its alarm is named: `ingest` for ingest-dead-letters. */
  name: string;
  url: string;
  /** Where its messages belong. */
  target: string;
  /** The function that could not deal with them. */
  reader: string;
}

/** Every one that the stack has; an older deployment has fewer. */
export const deadLetterQueues = ({ stack }: Pick<Connection, 'stack'>): DeadLetterQueue[] => {
  const all = [
    { name: 'ingest', url: stack.ingestDlqUrl, target: stack.ingestQueueUrl, reader: 'store' },
    // Judged here, by the sender that SQS has seen: sent again to the senders' queue, they would be ours.
    { name: 'senders', url: stack.sendersDlqUrl, target: stack.ingestQueueUrl, reader: 'store' },
    { name: 'mail-events', url: stack.mailEventsDlqUrl, target: stack.mailEventsQueueUrl, reader: 'track' },
    { name: 'drop', url: stack.dropDlqUrl, target: stack.dropQueueUrl, reader: 'intake' },
  ];
  return all.flatMap(({ url, target, ...rest }) => (url && target ? [{ ...rest, url, target }] : []));
};
