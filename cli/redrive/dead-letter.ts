/** A dead letter, and what may be told of it: sources and counts, nothing of what people wrote. */
import type { Message } from '@aws-sdk/client-sqs';
import { openEnvelopes } from '../../shared/sources/envelopes.ts';
import { readIngestMessage } from '../../shared/store/ingest-message.ts';

export interface DeadLetter {
  body: string;
  receipt: string;
  /** Who sent it, by SQS's own word. */
  senderId: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  /** How often it was sent back before, and came here again. */
  returns: number;
}

/** The message attribute that counts how often a dead letter was sent back. */
export const redrivenAttribute = 'redriven';

/** What has to be asked of SQS for `toDeadLetter`. */
export const letterAttributes = {
  MessageSystemAttributeNames: ['SenderId', 'SentTimestamp'],
  MessageAttributeNames: [redrivenAttribute],
} satisfies { MessageSystemAttributeNames: ('SenderId' | 'SentTimestamp')[]; MessageAttributeNames: string[] };

export const toDeadLetter = ({ Body, ReceiptHandle, Attributes, MessageAttributes }: Message): DeadLetter => ({
  body: Body ?? '',
  receipt: ReceiptHandle ?? '',
  senderId: Attributes?.SenderId ?? '',
  sentAt: Number(Attributes?.SentTimestamp ?? 0),
  returns: Number(MessageAttributes?.[redrivenAttribute]?.StringValue ?? 0),
});

export interface Described {
  /** What kind of message it is. */
  kind: string;
  /** Sources that it speaks for, as far as it says. */
  sources: string[];
}

const unreadable: Described = { kind: 'not a message of this queue: it comes back', sources: [] };
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const describers: Record<string, (body: string) => Described> = {
  ingest: (body) => {
    const { source, events, rejects } = readIngestMessage(body);
    const parts = [
      ...(events.length > 0 ? [plural(events.length, 'event')] : []),
      ...(rejects.length > 0 ? [plural(rejects.length, 'reject')] : []),
    ];
    return { kind: parts.join(', ') || 'empty', sources: [source] };
  },
  senders: (body) => {
    const found = openEnvelopes(body);
    const sources = found.flatMap((each) =>
      'value' in each && isObject(each.value) && typeof each.value.source === 'string' ? [each.value.source] : [],
    );
    return { kind: plural(found.length, 'event'), sources: [...new Set(sources)] };
  },
  'mail-events': (body) => {
    const { eventType } = JSON.parse(body) as { eventType?: unknown };
    return typeof eventType === 'string' ? { kind: eventType, sources: [] } : unreadable;
  },
  drop: (body) => {
    const message = JSON.parse(body) as {
      Records?: { s3: { object: { key: string } } }[];
      continued?: { key: string };
    };
    const keys = message.continued ? [message.continued.key] : (message.Records ?? []).map(({ s3 }) => s3.object.key);
    if (keys.length === 0) return unreadable;
    return {
      kind: message.continued ? 'rest of a file' : plural(keys.length, 'file'),
      sources: keys.map((key) => key.split('/')[1] ?? ''),
    };
  },
};

/** What a dead letter of a queue is, without anything personal. */
export const describeLetter = (queue: string, { body }: Pick<DeadLetter, 'body'>): Described => {
  try {
    return describers[queue]?.(body) ?? unreadable;
  } catch {
    return unreadable;
  }
};
