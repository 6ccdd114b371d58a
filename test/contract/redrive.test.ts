/** Dead letters against the local SQS: what a preview tells of them, and how they go back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeLetter } from '../../cli/redrive/dead-letter.ts';
import type { DeadLetterQueue } from '../../cli/redrive/dead-letter-queues.ts';
import { previewQueue } from '../../cli/redrive/preview.ts';
import { countLetters } from '../../cli/redrive/receive.ts';
import { sendBack } from '../../cli/redrive/send-back.ts';
import type { Engine } from '../../infra/local/engines/child.ts';
import { startSqs } from '../../infra/local/engines/sqs.ts';
import { findPort, type Listener, serve } from '../../infra/local/loopback.ts';
import { openParameters } from '../../infra/local/services/parameters.ts';
import { readIngestMessage } from '../../shared/store/ingest-message.ts';

/** Whom the local queue engine says that every message is from. */
const localSender = '000000000000';
const prefix = '/hoshin/test/sources/';
const client = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

let folder: string;
let engine: Engine;
let ssmServer: Listener;
let sqs: SQSClient;
let ssm: SSMClient;
let queue: DeadLetterQueue;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-redrive-'));
  const port = await findPort();
  const dirs = { dataDir: join(folder, 'sqs'), s3Dir: join(folder, 's3') };
  engine = await startSqs({ port, ...dirs, logFile: join(folder, 'log') });
  const parameters = openParameters(join(folder, 'parameters.json'));
  const access = { secrets: [], types: ['delivery'], namespace: 'erp', senderIds: [localSender] };
  parameters.put(`${prefix}shop`, JSON.stringify(access), 'SecureString');
  ssmServer = await serve(0, parameters.handle);
  sqs = new SQSClient({ ...client, endpoint: `http://127.0.0.1:${port}` });
  ssm = new SSMClient({ ...client, endpoint: ssmServer.url });
});
afterAll(async () => {
  sqs.destroy();
  ssm.destroy();
  await ssmServer.close();
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  made += 1;
  const [url, target] = await Promise.all(['dead', 'live'].map(createQueue));
  queue = { name: 'ingest', reader: 'store', url: url ?? '', target: target ?? '' };
});

const createQueue = async (name: string): Promise<string> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${made}` }));
  return QueueUrl;
};
const put = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
const goBack = (most = 100) => sendBack(sqs, queue, most, { ssm, sourcesPrefix: prefix });
const arrived = async () => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queue.target, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages.map(({ Body = '', MessageAttributes }) => ({
    body: Body,
    redriven: MessageAttributes?.redriven?.StringValue,
  }));
};

const event = (source: string) => ({
  ...{ specversion: '1.0', id: 'O-1', source, type: 'hoshin.delivery.v1', subject: 'O-1' },
  ...{ time: '2026-03-20T08:00:00Z', data: { promise: { first: '2026-03-14' } } },
});
const head = { v: 1, source: 'shop', namespace: 'shop', receivedAt: '2026-03-20T08:00:00.000Z' };
const ingest = JSON.stringify({ ...head, events: [event('shop'), event('shop')], rejects: [] });

test('a preview groups letters, and leaves all of them where they are', async () => {
  for (const body of [ingest, ingest, 'poison']) await put(body);
  const preview = await previewQueue(sqs, queue, 100);
  expect(preview).toMatchObject({
    ...{ queue: 'ingest', count: 3, seen: 3 },
    groups: [
      { kind: '2 events', sources: ['shop'], count: 2, cameBack: 0 },
      { kind: expect.stringContaining('comes back'), sources: [], count: 1 },
    ],
  });
  expect(await countLetters(sqs, queue.url)).toBe(3);
});

test('letters go back as they are, counted, and no more of them than wanted', async () => {
  await put(ingest);
  expect(await goBack()).toBe(1);
  expect(await arrived()).toEqual([{ body: ingest, redriven: '1' }]);
  expect(await countLetters(sqs, queue.url)).toBe(0);
  for (let at = 0; at < 3; at += 1) await put(ingest);
  expect(await goBack(2)).toBe(2);
  expect(await countLetters(sqs, queue.url)).toBe(1);
});

test('one that came back says so, and how often when it goes again', async () => {
  await sqs.send(
    new SendMessageCommand({
      ...{ QueueUrl: queue.url, MessageBody: 'poison' },
      MessageAttributes: { redriven: { DataType: 'Number', StringValue: '2' } },
    }),
  );
  expect((await previewQueue(sqs, queue, 100)).groups).toMatchObject([{ count: 1, cameBack: 1 }]);
  // What the preview has put back is seen again after a second.
  while ((await goBack()) === 0);
  expect(await arrived()).toEqual([{ body: 'poison', redriven: '3' }]);
});

test('a letter that cannot be sent stays', async () => {
  await put(ingest);
  queue = { ...queue, target: `${queue.target}-gone` };
  await expect(goBack()).rejects.toThrow();
  expect(await countLetters(sqs, queue.url)).toBe(1);
});

describe("what lay behind the senders' queue", () => {
  test('is judged by its first sender, for the source that it may speak for', async () => {
    queue = { ...queue, name: 'senders' };
    await put(JSON.stringify([event('shop'), event('foundry')]));
    await goBack();
    const messages = (await arrived()).map(({ body }) => readIngestMessage(body));
    expect(messages.find(({ source }) => source === 'shop')).toMatchObject({
      ...{ namespace: 'erp', events: [{ subject: 'O-1' }], rejects: [] },
    });
    expect(messages.find(({ source }) => source === 'unknown')).toMatchObject({
      ...{ events: [], rejects: [{ problem: `sender ${localSender} may not speak for source foundry` }] },
    });
  });
});

test.each<[string, string, { kind: string; sources: string[] }]>([
  ['ingest', ingest, { kind: '2 events', sources: ['shop'] }],
  ['senders', JSON.stringify(event('shop')), { kind: '1 event', sources: ['shop'] }],
  ['mail-events', '{"eventType":"Bounce","mail":{"destination":["a@example.com"]}}', { kind: 'Bounce', sources: [] }],
  [
    'drop',
    '{"Records":[{"s3":{"object":{"key":"incoming/shop/Ana Prado.csv"}}}]}',
    { kind: '1 file', sources: ['shop'] },
  ],
  ['drop', '{"continued":{"key":"incoming/shop/a.csv"}}', { kind: 'rest of a file', sources: ['shop'] }],
  ['drop', 'Ana Prado', { kind: 'not a message of this queue: it comes back', sources: [] }],
])('of a letter of %s is told what it is and from whom, nothing personal', (name, body, told) => {
  expect(describeLetter(name, { body })).toEqual(told);
});
