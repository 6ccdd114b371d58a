/** 202 means that the queue has it: what receive answers while SQS fails in part, throttles, hangs up or is down. */
import type { ServerResponse } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { receiveEvents } from '../../functions/receive/receive-events.ts';
import { type Listener, loopback, readBody, serve } from '../../infra/local/loopback.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { secretOf, signedHeaders } from '../support/receive-harness.ts';

interface Entry {
  Id: string;
  MessageBody: string;
}
type Answer = (entries: Entry[], call: number, response: ServerResponse) => void;

const answerJson = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
const taken = (entries: Entry[]) => entries.map(({ Id }) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: '' }));
const failing = (entries: Entry[], Code: string) =>
  entries.map(({ Id }) => ({ Id, Code, SenderFault: false, Message: 'no' }));

let listener: Listener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

/** A queue that answers SendMessageBatch as it is told: no engine fails on demand. */
const startQueue = async (answer: Answer) => {
  const calls: Entry[][] = [];
  listener = await serve(0, (request, response) => {
    void readBody(request).then((body) => {
      const { Entries: entries } = JSON.parse(body.toString()) as { Entries: Entry[] };
      calls.push(entries);
      answer(entries, calls.length, response);
    });
  });
  return { calls, endpoint: listener.url };
};

const clientOf = (endpoint: string) =>
  new SQSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
    md5: false,
    maxAttempts: 1,
  });

const secret = secretOf(1);
const body = JSON.stringify({
  specversion: '1.0',
  id: 'e-1',
  source: 'erp-lyon',
  type: 'hoshin.delivery.v1',
  subject: 'ORD-1',
  time: '2026-03-01T08:00:00Z',
  data: null,
});
const receiveWith = (endpoint: string) =>
  receiveEvents(
    { source: 'erp-lyon', headers: signedHeaders(secret, body), body, isBase64Encoded: false },
    {
      findAccess: async () => ({ secrets: [secret], types: ['delivery'], namespace: 'erp-lyon', senderIds: [] }),
      send: sendTo(clientOf(endpoint), 'http://queue/000000000000/ingest'),
      now: Date.now,
      fetch,
    },
  );

test('what failed inside a 200 is sent again, and only that', async () => {
  const { calls, endpoint } = await startQueue((entries, call, response) => {
    const failed = call === 1 ? entries.filter(({ Id }) => Id === '1') : [];
    answerJson(response, 200, {
      Successful: taken(entries.filter((entry) => !failed.includes(entry))),
      Failed: failing(failed, 'InternalError'),
    });
  });
  expect(await sendTo(clientOf(endpoint), 'http://queue/q')(['a', 'b', 'c'])).toEqual({ sent: true });
  expect(calls.map((entries) => entries.map(({ MessageBody }) => MessageBody))).toEqual([['a', 'b', 'c'], ['b']]);
});

test('a message that fails three times inside a 200 is a 503, though its neighbours were taken', async () => {
  const { calls, endpoint } = await startQueue((entries, _, response) =>
    answerJson(response, 200, { Successful: [], Failed: failing(entries, 'InternalError') }),
  );
  expect(await receiveWith(endpoint)).toMatchObject({
    kind: 'refused',
    problem: { status: 503, retryAfter: expect.any(Number) },
    fault: 'InternalError',
  });
  expect(calls).toHaveLength(3);
});

test('a reply that names a message neither as taken nor as failed is no promise', async () => {
  const { endpoint } = await startQueue((_, __, response) => answerJson(response, 200, { Successful: [] }));
  expect(await receiveWith(endpoint)).toMatchObject({ kind: 'refused', problem: { status: 503 } });
});

test.each(['RequestThrottled', 'ThrottlingException', 'OverLimit'])('%s is a 429 with Retry-After', async (code) => {
  const { endpoint } = await startQueue((_, __, response) =>
    answerJson(response, 400, { __type: `com.amazonaws.sqs#${code}`, message: 'slow down' }),
  );
  expect(await receiveWith(endpoint)).toMatchObject({ problem: { status: 429, retryAfter: expect.any(Number) } });
});

test('throttling of single messages is a 429 too', async () => {
  const { endpoint } = await startQueue((entries, _, response) =>
    answerJson(response, 200, { Successful: [], Failed: failing(entries, 'ThrottlingException') }),
  );
  expect(await receiveWith(endpoint)).toMatchObject({ problem: { status: 429 } });
});

test.each<[string, Answer]>([
  ['an error of SQS', (_, __, response) => answerJson(response, 500, { __type: 'InternalFailure', message: 'oops' })],
  ['a connection that breaks', (_, __, response) => response.destroy()],
  ['a reply that is not JSON', (_, __, response) => response.writeHead(200).end('<html>')],
])('%s is a 503 with Retry-After', async (_, answer) => {
  const { endpoint } = await startQueue(answer);
  expect(await receiveWith(endpoint)).toMatchObject({ problem: { status: 503, retryAfter: expect.any(Number) } });
});

test('a queue that is not there is a 503', async () => {
  const { endpoint } = await startQueue(() => {});
  await listener?.close();
  listener = undefined;
  expect(endpoint).toContain(loopback);
  expect(await receiveWith(endpoint)).toMatchObject({ problem: { status: 503 } });
});

test('seven messages go as five and two', async () => {
  const { calls, endpoint } = await startQueue((entries, _, response) =>
    answerJson(response, 200, { Successful: taken(entries) }),
  );
  expect(await sendTo(clientOf(endpoint), 'http://queue/q')([...'abcdefg'])).toEqual({ sent: true });
  expect(calls.map(({ length }) => length).sort()).toEqual([2, 5]);
});
