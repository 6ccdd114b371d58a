/** The senders' queue: what its messages may be wrapped in, and who may speak for whom. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest } from '../../shared/runtime/digest.ts';
import { openEnvelopes } from '../../shared/sources/envelopes.ts';
import { readSendersMessage } from '../../shared/sources/senders-message.ts';
import { rememberAccess, type SourceAccess } from '../../shared/sources/source-access.ts';

const now = Date.parse('2026-03-14T09:30:00Z');
const accesses: Record<string, SourceAccess> = {
  'erp-lyon': { secrets: [], types: ['delivery'], namespace: 'erp-lyon', senderIds: ['AIDAERP', 'AROAERP'] },
  'dhl-tracking': { secrets: [], types: ['delivery'], namespace: 'erp-lyon', senderIds: ['AIDADHL', 'AIDAERP'] },
};
const read = (body: unknown, senderId = 'AIDAERP') =>
  readSendersMessage(typeof body === 'string' ? body : JSON.stringify(body), senderId, {
    findAccess: rememberAccess(
      async (source) => accesses[source],
      () => now,
    ),
    now,
    digest,
  });

const event = (more: object = {}) => ({
  specversion: '1.0',
  id: 'e-1',
  source: 'erp-lyon',
  type: 'hoshin.delivery.v1',
  subject: 'ORD-1',
  time: '2026-03-01T08:00:00Z',
  data: { promise: { first: '2026-03-14' } },
  ...more,
});
const sns = (message: unknown) => ({
  Type: 'Notification',
  MessageId: 'm',
  TopicArn: 'arn',
  Message: JSON.stringify(message),
});
const eventBridge = (detail: unknown) => ({
  version: '0',
  id: 'x',
  'detail-type': 'Delivery',
  source: 'their.app',
  detail,
});
const head = { v: 1, source: 'erp-lyon', namespace: 'erp-lyon', receivedAt: '2026-03-14T09:30:00.000Z' };

test.each([
  ['a CloudEvent', event(), 1],
  ['an array of CloudEvents', [event(), event({ id: 'e-2' })], 2],
  ['an empty array', [], 0],
  ['an SNS notification', sns(event()), 1],
  ['an SNS notification of an array', sns([event(), event({ id: 'e-2' })]), 2],
  ['an EventBridge event', eventBridge(event()), 1],
  ['an EventBridge event through SNS', sns(eventBridge(event())), 1],
])('%s is opened', async (_, body, count) => {
  const messages = await read(body);
  expect(messages.flatMap(({ rejects }) => rejects)).toEqual([]);
  expect(messages.flatMap(({ events }) => events)).toHaveLength(count);
  if (count > 0) expect(messages).toMatchObject([head]);
  expect(messages[0]?.events[0] ?? event()).toEqual(event());
});

test('a message may speak for several sources, each in its own namespace', async () => {
  const messages = await read([event(), event({ source: 'dhl-tracking', id: 'e-2' }), event({ id: 'e-3' })]);
  expect(messages.map(({ source, events }) => [source, events.map(({ id }) => id)])).toEqual([
    ['erp-lyon', ['e-1', 'e-3']],
    ['dhl-tracking', ['e-2']],
  ]);
});

test('a sender that may not speak for its source is a reject that names both, and the others are taken', async () => {
  const messages = await read([event(), event({ source: 'dhl-tracking', id: 'e-2' })], 'AIDADHL');
  expect(messages).toMatchObject([
    {
      source: 'unknown',
      events: [],
      rejects: [
        {
          path: '/source',
          problem: 'sender AIDADHL may not speak for source erp-lyon',
          value: '"erp-lyon"',
          eventId: 'e-1',
          subject: 'ORD-1',
          event: JSON.stringify(event()),
        },
      ],
    },
    { source: 'dhl-tracking', namespace: 'erp-lyon', events: [{ id: 'e-2' }] },
  ]);
});

test.each([
  ['AROAERP:nightly-job', true],
  ['AROAERP', true],
  ['AROAERPX', false],
  ['aroaerp:nightly-job', false],
  ['', false],
])('the sender "%s" may speak for the source whose role is AROAERP: %s', async (senderId, may) => {
  const [message] = await read(event(), senderId);
  expect(message?.events.length === 1).toBe(may);
});

test.each([
  ['text that is not JSON', '{"id":', 'is not JSON: line 1, column 7: expected a value, but the text ends'],
  ['an SNS notification of text', { Type: 'Notification', Message: 'hello' }, 'is not JSON'],
  ['a duplicate key', '{"source":"a","source":"erp-lyon"}', 'appears twice'],
  ['an unknown source', event({ source: 'nobody' }), 'may not speak for source nobody'],
  ['a source that is no text', event({ source: 7 }), 'says which source speaks'],
  ['no source', {}, 'says which source speaks'],
  ['a number', '42', 'says which source speaks'],
  ['too many events', Array.from({ length: 1_001 }, () => 1), 'holds 1001 events; at most 1000'],
  ['an envelope in an envelope in an envelope in an envelope', sns(sns(sns(sns(event())))), 'says which source speaks'],
  ['a lone surrogate for a source', '{"source":"\\ud800"}', 'may not speak for source \ufffd'],
])('%s is a reject of an unknown source', async (_, body, problem) => {
  const messages = await read(body);
  expect(messages).toMatchObject([{ source: 'unknown', namespace: 'unknown', events: [] }]);
  expect(messages[0]?.rejects).toHaveLength(1);
  expect(messages[0]?.rejects[0]?.problem).toContain(problem);
  expect(JSON.stringify(messages).isWellFormed()).toBe(true);
});

test('an event that is wrong is a reject of its source, as at the webhook', async () => {
  expect(await read(event({ data: { promise: { first: '1970-01-01' } } }))).toMatchObject([
    { ...head, events: [], rejects: [{ path: '/data/promise/first', value: '"1970-01-01"' }] },
  ]);
});

test('no body makes it throw, and nothing in a body is left without a verdict', async () => {
  const shaken = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.json().map((text) => JSON.stringify(sns(text))),
    fc.jsonValue().map((value) => JSON.stringify(event({ data: value }))),
    fc.jsonValue().map((value) => JSON.stringify(eventBridge(value))),
  );
  await fc.assert(
    fc.asyncProperty(shaken, async (body) => {
      const messages = await read(body);
      const verdicts = messages.reduce((count, { events, rejects }) => count + events.length + rejects.length, 0);
      expect(verdicts).toBe(openEnvelopes(body).length);
    }),
  );
});
