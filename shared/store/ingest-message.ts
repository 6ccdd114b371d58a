/** The message that receive puts on the ingest queue and store takes from it: judged events, and the rejected ones beside them. */
import * as z from 'zod/mini';
import type { HoshinEvent } from '../../events/event.ts';
import { optional, required } from '../../events/fields.ts';

/** Bytes of one message: five of them fill a SendMessageBatch, whose 1 MiB limit is on the whole batch. */
export const messageBytes = 200 * 1024;

/** What a replay needs beside the text, where the text is no event but what one was to be made of. */
const Origin = z.discriminatedUnion('kind', [
  /** `event` is another product's payload. Headers that the adapter reads, never a signature. */
  z.object({
    kind: z.literal('webhook'),
    adapter: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  /** `event` is a row's cells as JSON; its number is a spreadsheet's. */
  z.object({
    kind: z.literal('row'),
    file: z.string(),
    row: z.number(),
    columns: z.object({ kind: z.enum(['csv', 'sheet', 'json']), header: z.optional(z.array(z.string())) }),
    /** The time of events whose map names none, ISO 8601, UTC. */
    fileTime: z.string(),
  }),
  /** A message of the senders' queue: who sent it, by SQS's own word. */
  z.object({ kind: z.literal('queue'), senderId: z.string() }),
  /** A file, or a row of it, that is not what it is said to be: only another file mends that. */
  z.object({ kind: z.literal('file'), file: z.string() }),
]);
export type Origin = z.infer<typeof Origin>;

/** An event that was not accepted, kept so that it can be seen, mended and sent again. */
const Reject = z.object({
  path: required(z.string(), 'JSON Pointer (RFC 6901) into the event; empty for the event as a whole'),
  problem: required(z.string(), 'What is wrong, naming the limit'),
  value: required(
    z.string(),
    'The value at the path as JSON, shortened to about 100 characters; empty if there is none',
  ),
  event: required(z.string(), 'The event as it came, at most 64 KB of text'),
  eventId: optional(z.string(), 'Its id, if it could be read'),
  subject: optional(z.string(), 'Its subject, if it could be read'),
  digest: required(z.string(), 'Digest of the text and the problem: a repeated message is listed once'),
  cut: optional(z.literal(true), 'The text is only the beginning of what came: it cannot be sent again'),
  origin: optional(Origin, 'Where it comes from, if it did not come as an event'),
});
export type Reject = z.infer<typeof Reject>;

export const IngestMessage = z.object({
  v: z.literal(1),
  source: required(z.string(), 'The source that spoke; `unknown` if that could not be read'),
  namespace: required(z.string(), 'The namespace that its records belong to'),
  receivedAt: required(z.iso.datetime(), 'When it was received, UTC'),
  // Only receive writes to the ingest queue, and it has judged the events: they are not judged twice.
  events: z.array(z.custom<HoshinEvent>((event) => typeof event === 'object' && event !== null)),
  rejects: z.array(Reject),
});
export type IngestMessage = z.infer<typeof IngestMessage>;

/** A syntax error of JSON.parse quotes the text, which may hold personal fields, and would be logged. */
const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error('the message is not JSON');
  }
};

/** A message from the queue. Throws if it is none: a poison message, which belongs into the DLQ. */
export const readIngestMessage = (body: string): IngestMessage => IngestMessage.parse(parseJson(body));

/**
 * JSON that SQS takes. It refuses U+FFFE and U+FFFF, which JSON.stringify leaves as they are; the local engine also
 * refuses characters beyond U+FFFF. Escaped, an event of 64 KB stays under 200 KB even if it is all emoji.
 */
const toQueueText = (value: unknown): string =>
  JSON.stringify(value).replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

/** Longest text in a reject, in bytes as the queue counts them: a text full of characters to escape grows sixfold. */
const rejectBytes = 150_000;

const shorten = (reject: Reject): Reject => {
  let short = reject;
  while (short.event !== '' && Buffer.byteLength(toQueueText(short)) > rejectBytes) {
    short = { ...short, event: short.event.slice(0, Math.floor(short.event.length / 2)), cut: true };
  }
  return short;
};

/** Packs judged events into as few message bodies of at most `messageBytes` as their order allows. */
export const packIngestMessages = (message: IngestMessage): string[] => {
  const { events, rejects, ...head } = message;
  const prefix = toQueueText(head).slice(0, -1);
  const frame = Buffer.byteLength(`${prefix},"events":[],"rejects":[]}`);
  const bodies: string[] = [];
  let room = 0;
  let open: { events: string[]; rejects: string[] } | undefined;
  const close = () => {
    if (open) bodies.push(`${prefix},"events":[${open.events.join()}],"rejects":[${open.rejects.join()}]}`);
  };
  const put = (kind: 'events' | 'rejects', text: string) => {
    const bytes = Buffer.byteLength(text) + 1;
    if (!open || bytes > room) {
      close();
      open = { events: [], rejects: [] };
      room = messageBytes - frame;
    }
    open[kind].push(text);
    room -= bytes;
  };
  for (const event of events) put('events', toQueueText(event));
  for (const reject of rejects) put('rejects', toQueueText(shorten(reject)));
  close();
  return bodies;
};
