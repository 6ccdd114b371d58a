/** What a message of the drop queue says: that files came in, or where a long one goes on. */
import * as z from 'zod/mini';
import { digest } from '../../shared/runtime/digest.ts';

/** Rows of a file, the header aside. */
const Counts = z.object({
  read: z.number(),
  /** Left out by the map's `where`. */
  filtered: z.number(),
  accepted: z.number(),
  /** By the map, or by the contract. */
  rejected: z.number(),
});
export type Counts = z.infer<typeof Counts>;

/** One invocation's part of a file: as far as time lasts. */
const Leg = z.object({
  /** `incoming/erp-lyon/orders.csv` */
  key: z.string(),
  /** Names the content: another one under the same key is another file. */
  etag: z.string(),
  bytes: z.number(),
  /** ISO 8601, UTC. */
  droppedAt: z.string(),
  run: z.string(),
  /** From 1. */
  leg: z.number(),
  /** Every row up to this one is dealt with. */
  row: z.number(),
  counts: Counts,
  /** Files of rejected rows that earlier legs wrote. */
  rejectedFiles: z.array(z.string()),
  /** The time of events whose map names none; known once the file was begun. */
  fileTime: z.optional(z.string()),
});
export type Leg = z.infer<typeof Leg>;

const Continued = z.object({ continued: Leg });
export const continuedMessage = (leg: Leg): string =>
  JSON.stringify({ continued: leg } satisfies z.infer<typeof Continued>);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const Notification = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:s3'),
      eventTime: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), size: z.number(), eTag: z.string(), sequencer: z.string() }),
      }),
    }),
  ),
});
/** What S3 sends once, when the notification is set up. */
const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });

const Message = z.union([Continued, Notification, TestEvent]);

/** Keys come as forms write them: a blank is a plus. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

/**
 * The legs that a message asks for. Folders, which consoles make as empty objects, ask for none.
 * @throws if it is no message of ours: it belongs among the dead letters.
 */
export const readArrivals = (body: string, bucket: string): Leg[] => {
  const message = Message.parse(JSON.parse(body));
  if ('continued' in message) return [message.continued];
  if ('Event' in message) return [];
  return message.Records.flatMap(({ eventTime, s3 }) => {
    if (s3.bucket.name !== bucket) throw new Error('the message is about another bucket');
    const key = decodeKey(s3.object.key);
    if (key.endsWith('/')) return [];
    const { eTag: etag, size: bytes, sequencer } = s3.object;
    return [
      {
        ...{ key, etag, bytes, leg: 1, row: 0, rejectedFiles: [] },
        droppedAt: new Date(eventTime).toISOString(),
        // The same when the message comes again; another when the file is dropped again.
        run: `drop-${digest(`${key}\n${etag}\n${sequencer}`)}`,
        counts: { read: 0, filtered: 0, accepted: 0, rejected: 0 },
      },
    ];
  });
};
