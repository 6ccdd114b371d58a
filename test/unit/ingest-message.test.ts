/** Packing: nothing is lost or reordered, no message is too large, and every character survives the queue. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HoshinEvent } from '../../events/event.ts';
import { limits } from '../../events/limits.ts';
import {
  type IngestMessage,
  messageBytes,
  packIngestMessages,
  type Reject,
  readIngestMessage,
} from '../../shared/store/ingest-message.ts';

const head = { v: 1, source: 'erp-lyon', namespace: 'erp-lyon', receivedAt: '2026-03-14T09:30:00.000Z' } as const;
const complaint = (id: string, text: string): HoshinEvent =>
  HoshinEvent.parse({
    specversion: '1.0',
    id,
    source: 'erp-lyon',
    type: 'hoshin.complaint.v1',
    subject: 'CASE-1',
    time: '2026-03-14T09:00:00Z',
    data: { received: { receivedAt: '2026-03-14', text } },
  });
const reject = (event: string): Reject => ({
  path: '',
  problem: 'is wrong',
  value: '',
  event,
  digest: '0123456789abcdef',
});

/** What SQS takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const sqsTakes = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/;

const unpack = (bodies: string[]): Pick<IngestMessage, 'events' | 'rejects'> => {
  const messages = bodies.map(readIngestMessage);
  return { events: messages.flatMap(({ events }) => events), rejects: messages.flatMap((message) => message.rejects) };
};

test('whatever is packed comes out whole and in order, in characters that SQS takes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3_000 }).map((given) => given.replace(/\p{Cc}/gu, ''));
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 30 }),
      fc.array(text, { maxLength: 30 }),
      fc.nat({ max: 60 }),
      (texts, raws, repeat) => {
        const events = texts.map((each, index) =>
          complaint(
            `e-${index}`,
            each
              .repeat(1 + repeat)
              .slice(0, limits.textLength)
              .toWellFormed(),
          ),
        );
        const rejects = raws.map(reject);
        const bodies = packIngestMessages({ ...head, events, rejects });
        for (const body of bodies) {
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(messageBytes);
          expect(sqsTakes.test(body)).toBe(true);
        }
        expect(unpack(bodies)).toEqual({ events, rejects });
      },
    ),
    { numRuns: 50 },
  );
});

test('as few messages as the order allows: 1,000 small events fit into one', () => {
  const events = Array.from({ length: 700 }, (_, index) => complaint(`e-${index}`, ''));
  expect(packIngestMessages({ ...head, events, rejects: [] })).toHaveLength(1);
});

test('what does not fit into one message goes into the next, none larger than the limit', () => {
  const events = Array.from({ length: 300 }, (_, index) => complaint(`e-${index}`, 'é'.repeat(1_000)));
  const bodies = packIngestMessages({ ...head, events, rejects: [reject('x'.repeat(100_000))] });
  const sizes = bodies.map((body) => Buffer.byteLength(body));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(messageBytes);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(messageBytes / 2);
  expect(unpack(bodies).events).toEqual(events);
});

test('nothing to say is no message', () => {
  expect(packIngestMessages({ ...head, events: [], rejects: [] })).toEqual([]);
});

test.each([
  ['quotes', '"'],
  ['control characters', '\u0001'],
  ['U+FFFF', '\uffff'],
  ['emoji', '😀'],
])('a reject of 64 KB of %s still fits into a message, cut if it must be', (_, char) => {
  const text = char.repeat(limits.eventBytes / Buffer.byteLength(char));
  const bodies = packIngestMessages({ ...head, events: [], rejects: [reject(text)] });
  expect(bodies).toHaveLength(1);
  expect(Buffer.byteLength(bodies[0] ?? '')).toBeLessThanOrEqual(messageBytes);
  expect(text.startsWith(unpack(bodies).rejects[0]?.event ?? '?')).toBe(true);
});

test('an event of 64 KB of emoji fits into a message whole', () => {
  const site = (index: number) => ({ id: `${index} ${'😀'.repeat(60)}`, ordered: 1, delivered: 1 });
  const event = HoshinEvent.parse({
    ...complaint('e-1', ''),
    type: 'hoshin.delivery.v1',
    data: { lines: { items: Array.from({ length: 225 }, (_, index) => site(index)) } },
  });
  expect(Buffer.byteLength(JSON.stringify(event))).toBeGreaterThan(60_000);
  const bodies = packIngestMessages({ ...head, events: [event], rejects: [] });
  expect(Buffer.byteLength(bodies[0] ?? '')).toBeLessThanOrEqual(messageBytes);
  expect(unpack(bodies).events).toEqual([event]);
});

test.each([
  '',
  '{}',
  '{"v":2}',
  'null',
  '{"v":1,"source":"a","namespace":"a","receivedAt":"yesterday","events":[],"rejects":[]}',
])('a body that is no ingest message throws, so that it ends in the DLQ: %s', (body) => {
  expect(() => readIngestMessage(body)).toThrow();
});
