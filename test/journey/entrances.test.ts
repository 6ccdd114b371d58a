/** The entrances on the real local stack: bad requests over HTTP, the senders' queue, and a message that nobody can store. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, runExample, senderExamples } from '../support/sender-examples.ts';
import { connectQueues } from './support/queues.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import {
  batchType,
  createSender,
  eventType,
  type Headers,
  linesType,
  post,
  type Reply,
  signHeaders,
} from './support/webhook.ts';

/** Whom the local queue engine says that every message is from. */
const localSender = '000000000000';
const company = `
sources:
  - { id: erp-lyon, types: [delivery, response, inspection] }
  - { id: warehouse, types: [delivery], senderIds: ['${localSender}'] }
  # Other senders speak for it.
  - { id: foundry, types: [delivery], senderIds: [AROAFOUNDRY] }
policy:
  dimensions: { site: open }
`;

let stack: JourneyStack;
let queues: Awaited<ReturnType<typeof connectQueues>>;
let erp: ReturnType<typeof createSender>;

beforeAll(async () => {
  stack = await startJourneyStack();
  queues = await connectQueues(stack);
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { source: string; secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'The entrances'],
  );
  const secret = secrets.find(({ source }) => source === 'erp-lyon')?.secret ?? '';
  erp = createSender(stack.local.endpoints.http, 'erp-lyon', secret);
});
afterAll(async () => {
  queues?.sqs.destroy();
  await stack?.stop();
});

const delivery = (subject: string, site: string, more: object = {}) => ({
  specversion: '1.0',
  id: `${subject}-1`,
  source: 'erp-lyon',
  type: 'hoshin.delivery.v1',
  subject,
  time: '2026-03-01T08:00:00Z',
  data: { promise: { first: '2026-03-14' }, about: { site } },
  ...more,
});
const response = (answer: object) =>
  delivery('R-1', '', {
    type: 'hoshin.response.v1',
    data: { answer: { answeredAt: '2026-03-14', survey: 'after-delivery', ...answer } },
  });
const json = JSON.stringify;
const good = json(delivery('GOOD', 'Bench'));

interface RejectItem {
  source: string;
  eventId?: string;
  subject?: string;
  path: string;
  problem: string;
  value: string;
  event: string;
}
const rejectsOf = (source: string) => stack.hoshinJson<RejectItem[]>('rejects', '--source', source, '--limit', '1000');

/** Deliveries of a site that are counted as due. */
const dueAt = async (site: string): Promise<number> => {
  const report = await stack.hoshinJson<{ total: { n: number } }>(
    ...['kpi', 'on-time-delivery', '--from', '2026-03-14', '--to', '2026-03-14', '--slice', `site=${site}`],
  );
  return report.total.n;
};
const counted = (site: string, n: number) =>
  until(
    () => dueAt(site),
    (due) => due === n,
    { everyMs: 1_000 },
  );

describe('a request that is wrong', () => {
  interface Case {
    says: string;
    body: string;
    type?: string;
    source?: string;
    headers?: (secret: string, body: string) => Headers;
    status: number;
    /** In the problem's detail, or in the problem of the first rejected event. */
    message: string;
    /** Of the first rejected event. */
    path?: string;
    value?: string;
  }
  const signed = (options: Parameters<typeof signHeaders>[2]) => (secret: string, body: string) =>
    signHeaders(secret, body, options);
  const changed = (change: (headers: Headers) => Headers) => (secret: string, body: string) =>
    change(signHeaders(secret, body));
  const sameAnswer = 'The source is unknown, or no signature matches';
  const stranger = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

  const cases: Case[] = [
    {
      says: 'without a signature',
      body: good,
      headers: () => ({ 'content-type': eventType }),
      status: 401,
      message: 'required',
    },
    {
      says: 'signed by a stranger',
      body: good,
      headers: (_, body) => signHeaders(stranger, body),
      status: 401,
      message: sameAnswer,
    },
    {
      says: 'signed over another body',
      body: good,
      headers: (key) => signHeaders(key, `${good} `),
      status: 401,
      message: sameAnswer,
    },
    { says: 'of an unknown source', body: good, source: 'nobody', status: 401, message: sameAnswer },
    {
      says: 'signed six minutes ago',
      body: good,
      headers: signed({ secondsAhead: -360 }),
      status: 401,
      message: 'within 300 seconds',
    },
    {
      says: 'signed six minutes ahead',
      body: good,
      headers: signed({ secondsAhead: 360 }),
      status: 401,
      message: 'within 300 seconds',
    },
    {
      says: 'with a dot in its id',
      body: good,
      headers: signed({ id: 'msg_1.2' }),
      status: 401,
      message: 'without a dot',
    },
    {
      says: 'with a timestamp in milliseconds',
      body: good,
      headers: changed((headers) => ({ ...headers, 'webhook-timestamp': String(Date.now()) })),
      status: 401,
      message: 'ten digits',
    },
    {
      says: 'of another content type',
      body: good,
      type: 'text/plain',
      status: 415,
      message: 'application/cloudevents+json',
    },
    {
      says: 'sent as a form',
      body: good,
      type: 'application/x-www-form-urlencoded',
      status: 415,
      message: 'application/x-ndjson',
    },
    { says: 'one byte over 3 MiB', body: good.padEnd(3 * 1024 * 1024 + 1), status: 413, message: '3145728' },
    { says: 'of 8 MiB, which no function is shown', body: good.padEnd(8 * 1024 * 1024), status: 413, message: '' },
    { says: 'of 1,001 lines', body: `${good}\n`.repeat(1_001), type: linesType, status: 413, message: 'at most 1000' },
    { says: 'with nothing in it', body: '', status: 400, message: 'The body is empty.' },
    { says: 'cut short', body: good.slice(0, -5), status: 400, message: 'line 1, column' },
    {
      says: 'with a key twice',
      body: good.replace('"id"', '"id":"0","id"'),
      status: 400,
      message: 'at /id: the key appears twice',
    },
    {
      says: 'with __proto__',
      body: good.replace('"first"', '"__proto__":{},"first"'),
      status: 400,
      message: '__proto__ is not allowed',
    },
    {
      says: 'with 1e400',
      body: json(response({ nps: 1 })).replace('"nps":1', '"nps":1e400'),
      status: 400,
      message: 'too large',
    },
    { says: 'nested too deep', body: '['.repeat(100_000), status: 400, message: 'deeper than 20 levels' },
    {
      says: 'with an array as one event',
      body: `[${good}]`,
      status: 400,
      message: 'application/cloudevents-batch+json',
    },
    {
      says: 'with an NPS of 11',
      body: json(response({ nps: 11 })),
      status: 422,
      message: 'must be at most 10',
      path: '/data/answer/nps',
      value: '11',
    },
    {
      says: 'with a CSAT of 0',
      body: json(response({ csat: 0 })),
      status: 422,
      message: 'must be at least 1',
      path: '/data/answer/csat',
      value: '0',
    },
    {
      says: 'with a promise in 1970',
      body: json(delivery('OLD', 'Bench', { data: { promise: { first: '1970-01-01' } } })),
      status: 422,
      message: '1990-01-01',
      path: '/data/promise/first',
      value: '"1970-01-01"',
    },
    {
      says: 'with a promise in 2099',
      body: json(delivery('FAR', 'Bench', { data: { promise: { first: '2099-01-01' } } })),
      status: 422,
      message: '10 years ahead',
      path: '/data/promise/first',
      value: '"2099-01-01"',
    },
    {
      says: 'with a quantity of −1',
      body: json(delivery('NEG', 'Bench', { data: { lines: { items: [{ id: '1', ordered: -1, delivered: 0 }] } } })),
      status: 422,
      message: 'must be at least 0',
      path: '/data/lines/items/0/ordered',
      value: '-1',
    },
    {
      says: 'with NUL and a lone surrogate in its subject',
      body: json(delivery('a\u0000b\ud800', 'Bench', { id: 'NUL' })),
      status: 422,
      message: '',
      path: '/subject',
      value: '"a\\u0000b\\ud800"',
    },
    {
      says: 'of an unknown type',
      body: json(delivery('ODD', 'Bench', { type: 'hoshin.invoice.v1' })),
      status: 422,
      message: 'type must be one of',
      path: '/type',
      value: '"hoshin.invoice.v1"',
    },
    {
      says: "in another source's name",
      body: json(delivery('ODD', 'Bench', { source: 'warehouse' })),
      status: 422,
      message: 'must be erp-lyon',
      path: '/source',
      value: '"warehouse"',
    },
    {
      says: 'of a time an hour ahead',
      body: json(delivery('SOON', 'Bench', { time: new Date(Date.now() + 3_600_000).toISOString() })),
      status: 422,
      message: '5 minutes ahead',
      path: '/time',
    },
  ];

  const firstReject = ({ body }: Reply) => body.results?.find(({ status }) => status === 'rejected');

  test.each(cases)('$says is answered with $status', async ({ body, type, source, headers, status, ...expected }) => {
    const url = source ? erp.url.replace('erp-lyon', source) : erp.url;
    const sent = headers?.(erp.secret, body) ?? signHeaders(erp.secret, body, type ? { type } : {});
    const reply = await post(url, sent, body);
    expect({ ...reply, body: json(reply.body).slice(0, 500) }).toMatchObject({ status });
    const reject = firstReject(reply);
    expect(reject?.problem ?? reply.body.detail ?? '').toContain(expected.message);
    expect(reject?.path).toBe(expected.path);
    if (expected.value !== undefined) expect(reject?.value).toBe(expected.value);
  });

  test('and what it said of its events is listed with the path, the problem and the value', async () => {
    const listed = await until(
      () => rejectsOf('erp-lyon'),
      (rejects) => rejects.length >= cases.filter(({ path }) => path !== undefined).length,
    );
    for (const { path, message, value } of cases.filter((each) => each.path !== undefined))
      expect(listed).toContainEqual(
        expect.objectContaining({
          path,
          problem: expect.stringContaining(message),
          ...(value !== undefined && { value }),
        }),
      );
    const shown = await stack.hoshin('rejects', '--source', 'erp-lyon');
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    expect(shown.stdout).toMatch(/R-1 +\/data\/answer\/nps +must be at most 10 +11/);
  });
});

test('of a batch of 1,000 with three bad events 997 are stored, and the three are listed', async () => {
  const bad: Record<number, object> = {
    17: { subject: '' },
    500: { time: 'yesterday' },
    999: { data: { promise: { first: '1970-01-01' } } },
  };
  const batch = Array.from({ length: 1_000 }, (_, index) =>
    delivery(`B-${index}`, 'Batch', { id: `b-${index}`, ...bad[index] }),
  );
  const reply = await erp.send(json(batch), batchType);
  expect(reply).toMatchObject({ status: 202, body: { accepted: 997, rejected: 3 } });
  expect(reply.body.results).toHaveLength(1_000);
  await counted('Batch', 997);
  const ofBatch = (await rejectsOf('erp-lyon')).filter(({ eventId = '' }) => eventId.startsWith('b-'));
  expect(ofBatch.map(({ eventId, path, value }) => [eventId, path, value]).sort()).toEqual([
    ['b-17', '/subject', '""'],
    ['b-500', '/time', '"yesterday"'],
    ['b-999', '/data/promise/first', '"1970-01-01"'],
  ]);
  // As it came, so that it can be mended and sent again.
  expect(JSON.parse(ofBatch.find(({ eventId }) => eventId === 'b-500')?.event ?? '')).toEqual(batch[500]);
});

describe("the senders' queue", () => {
  const fromWarehouse = (subject: string, more: object = {}) =>
    delivery(subject, 'Queue', { source: 'warehouse', ...more });

  test('takes an event, an array, an SNS notification and an EventBridge event', async () => {
    const bodies = [
      fromWarehouse('Q-1'),
      [fromWarehouse('Q-2'), fromWarehouse('Q-3')],
      { Type: 'Notification', MessageId: 'm-1', TopicArn: 'arn:aws:sns:x', Message: json(fromWarehouse('Q-4')) },
      { version: '0', id: 'e-1', 'detail-type': 'Delivery', source: 'shop', detail: fromWarehouse('Q-5') },
    ];
    await queues.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queues.sendersQueueUrl,
        Entries: bodies.map((body, index) => ({ Id: `m${index}`, MessageBody: json(body) })),
      }),
    );
    await counted('Queue', 5);
    expect(await rejectsOf('warehouse')).toEqual([]);
  });

  test('keeps what a sender may not say as a reject of nobody known', async () => {
    const forged = delivery('FORGED', 'Forged', { source: 'foundry' });
    const broken = fromWarehouse('Q-6', { data: { promise: { first: 'soon' } } });
    await queues.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queues.sendersQueueUrl,
        Entries: [forged, broken, 'not JSON'].map((body, index) => ({
          Id: `m${index}`,
          MessageBody: typeof body === 'string' ? body : json(body),
        })),
      }),
    );
    const unknown = await until(
      () => rejectsOf('unknown'),
      ({ length }) => length >= 2,
    );
    expect(unknown).toHaveLength(2);
    expect(unknown).toContainEqual(
      expect.objectContaining({
        subject: 'FORGED',
        path: '/source',
        problem: `sender ${localSender} may not speak for source foundry`,
        value: '"foundry"',
      }),
    );
    expect(await rejectsOf('warehouse')).toMatchObject([
      { subject: 'Q-6', path: '/data/promise/first', value: '"soon"' },
    ]);
    expect(await dueAt('Forged')).toBe(0);
    const overview = await stack.hoshin('rejects');
    expect(overview.stdout).toMatch(/unknown +1 +\/source +sender 000000000000 may not speak for source foundry/);
  });
});

describe('the examples for senders', () => {
  // Beyond ASCII: whoever signs other bytes than it sends is refused.
  const site = 'Łódź';
  const files = (file: string) =>
    ['1', '2'].map((number) => {
      const path = join(stack.folder, `${file}-${number}.json`);
      writeFileSync(path, json(delivery(`${file}-${number}`, site)));
      return path;
    });
  const target = () => ({ url: erp.url, secret: erp.secret });

  for (const example of senderExamples) {
    const { file } = example;
    // A runtime that is not on this machine cannot show that its example works.
    test.skipIf(!isInstalled(example))(`${file} sends a signed batch, and says what became of it`, async () => {
      const events = files(file);
      const sent = await runExample(example, events, target());
      expect(sent).toMatchObject({ status: 0, stdout: expect.stringMatching(/202 .*"accepted":2,"rejected":0/) });
      const broken = join(stack.folder, `${file}-broken.json`);
      writeFileSync(broken, json(delivery(`${file}-3`, site, { data: { promise: {} } })));
      const partly = await runExample(example, [...events, broken], target());
      expect(partly).toMatchObject({ status: 1, stdout: expect.stringMatching(/202 .*"accepted":2,"rejected":1/) });
      const stranger = await runExample(example, events, { ...target(), secret: `whsec_${'A'.repeat(40)}` });
      expect(stranger).toMatchObject({ status: 1, stdout: expect.stringContaining('401 ') });
    });
  }

  test('each event is counted once', async () => {
    const installed = senderExamples.filter(isInstalled);
    expect(installed.map(({ file }) => file)).toContain('send.mjs');
    await counted(site, 2 * installed.length);
  });
});

test('a message that nobody can store ends in the dead-letter queue, and its neighbours are stored', async () => {
  // A failed message comes back when the visibility timeout is over: five times six minutes are too long for a test.
  await queues.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queues.ingestQueueUrl, Attributes: { VisibilityTimeout: '5' } }),
  );
  const poison = '{"v":1,"source":"erp-lyon","events":';
  const started = Date.now();
  await erp.one(delivery('BEFORE', 'Poison'));
  await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.ingestQueueUrl, MessageBody: poison }));
  await erp.one(delivery('AFTER', 'Poison'));
  await counted('Poison', 2);
  await until(
    () => queues.waiting(queues.ingestDlqUrl),
    (dead) => dead > 0,
  );
  // Four retries after the first time, and not at once.
  expect(Date.now() - started).toBeGreaterThan(15_000);
  expect(await queues.waiting(queues.ingestQueueUrl)).toBe(0);
  const doctor = await stack.hoshin('doctor');
  expect(doctor.status).toBe(1);
  expect(doctor.stdout).toMatch(/✗ Ingest dead letters +1 message failed five times/);
  const { Messages = [] } = await queues.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queues.ingestDlqUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  expect(Messages.map(({ Body }) => Body)).toEqual([poison]);
});
