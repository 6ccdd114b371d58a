/** Files dropped into the bucket, the rejects that come of them, and dead letters: on the real local stack. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbook } from '../support/workbook.ts';
import { apply, expectEqualRecount, readKpi } from './support/ledger.ts';
import { connectQueues } from './support/queues.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

/** As a shop would write it: German dates, semicolons, a dash where nothing is known. */
const company = (dates: string) => `
sources:
  - id: shop
    types: [delivery]
    map:
      type: delivery
      csv: { delimiter: ';' }
      timeZone: Europe/Berlin
      none: ['-']
      id: Auftrag
      fields:
        promise.first: { column: Zugesagt, date: ${dates} }
        progress.state:
          - { constant: delivered, when: { column: Geliefert, present: true } }
          - { constant: pending }
        progress.deliveredAt: { column: Geliefert, date: dd.MM.yyyy }
        about.site: Werk
  - { id: erp-lyon, types: [delivery] }
policy:
  timeZone: Europe/Berlin
  dimensions: { site: open }
`;
const header = 'Auftrag;Zugesagt;Geliefert;Werk';
const orders = [
  header,
  'A-1;14.03.2026;14.03.2026;Lyon',
  'A-2;14.03.2026;16.03.2026;Lyon',
  // Of another system: the map does not know such a date, yet.
  'A-3;14/03/2026;-;Lyon',
  'A-4;gestern;-;=1+1',
];
const ordersFile = `${orders.join('\n')}\n`;

interface Dropped {
  outcome: string;
  problem?: string;
  counts: { read: number; accepted: number; rejected: number };
  stored: number;
  unchanged: number;
  rejectedFiles: string[];
}
interface Fixed {
  taken: number;
  settled: number;
  staying: { path: string; problem: string; count: number; value: string }[];
  sent?: number;
  removed?: number;
}
interface Redriven {
  previews: {
    queue: string;
    count: number;
    groups: { kind: string; sources: string[]; count: number; cameBack: number }[];
  }[];
  sent: number;
}

let stack: JourneyStack;
let queues: Awaited<ReturnType<typeof connectQueues>>;
let s3: S3Client;

beforeAll(async () => {
  stack = await startJourneyStack();
  queues = await connectQueues(stack);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  s3 = new S3Client({
    region: stack.local.environment.AWS_REGION ?? '',
    credentials,
    endpoint: stack.local.endpoints.s3,
  });
  await apply(stack, company('dd.MM.yyyy'));
});
afterAll(async () => {
  s3?.destroy();
  queues?.sqs.destroy();
  await stack?.stop();
});

/** Drops a file by the command, and waits for what comes of it. */
const drop = async (name: string, content: string): Promise<Dropped> => {
  const file = join(stack.folder, name);
  writeFileSync(file, content);
  const { stdout, stderr } = await stack.hoshin('drop', file, '--source', 'shop', '--wait', '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
};
const resultOf = async (path: string): Promise<string> => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: queues.dropBucket, Key: `results/${path}` }));
  return (await Body?.transformToString()) ?? '';
};
/** The same by any other tool: put where the source's files go; its summary tells the end. */
const put = async (path: string, content: string | Uint8Array): Promise<Dropped> => {
  await s3.send(
    new PutObjectCommand({ Bucket: queues.dropBucket, Key: `incoming/${path}`, Body: Buffer.from(content) }),
  );
  const summary = await until(
    () => resultOf(`${path}/summary.json`).catch(() => ''),
    (text) => text !== '',
  );
  return JSON.parse(summary);
};
/** Deliveries of a site that were due on 14 March 2026, and how many came that day. */
const dueAt = async (site: string) => {
  const { total } = await readKpi(stack, 'on-time-delivery', {
    ...{ from: '2026-03-14', to: '2026-03-14', slice: `site=${site}` },
  });
  return [total.n, Math.round((total.value ?? 0) * total.n)];
};
const rejects = () => stack.hoshinJson<{ subject?: string; problem: string }[]>('rejects', '--source', 'shop');

test('a dropped file is counted, and its rejected rows lie beside it, safe to open', async () => {
  expect(await drop('orders.csv', ordersFile)).toMatchObject({
    ...{ outcome: 'taken', counts: { read: 4, accepted: 2, rejected: 2 }, stored: 2 },
    rejectedFiles: ['rejected.csv'],
  });
  expect(await dueAt('Lyon')).toEqual([2, 1]);
  const rejected = parse(await resultOf('shop/orders.csv/rejected.csv')) as string[][];
  expect(rejected.map((row) => row.slice(0, 3))).toEqual([
    ['row', 'reasons', 'Auftrag'],
    ['4', 'promise.first: must be a date like dd.MM.yyyy (is "14/03/2026")', 'A-3'],
    ['5', 'promise.first: must be a date like dd.MM.yyyy (is "gestern")', 'A-4'],
  ]);
  expect(rejected[2]?.at(-1)).toBe("'=1+1");
  expect(JSON.parse(await resultOf('shop/orders.csv/summary.json'))).toMatchObject({
    outcome: 'taken',
    source: 'shop',
  });
  expect(await resultOf('shop/orders.csv/summary.txt')).toContain('             2  rejected');
});

test('the same file dropped again changes nothing, and its rejects are listed once', async () => {
  expect(await drop('orders.csv', ordersFile)).toMatchObject({ outcome: 'taken', stored: 0, unchanged: 2 });
  expect(await dueAt('Lyon')).toEqual([2, 1]);
  expect((await rejects()).map(({ subject }) => subject).sort()).toEqual(['A-3', 'A-4']);
});

test('gzipped files and workbooks are read too, whatever put them there', async () => {
  const zipped = gzipSync(`${header}\nG-1;14.03.2026;14.03.2026;Graz\n`);
  const book = await workbook({ Orders: [header.split(';'), ['G-2', new Date('2026-03-14T00:00:00Z'), null, 'Graz']] });
  const taken = { outcome: 'taken', counts: { accepted: 1, rejected: 0 } };
  expect(await put('shop/2026/more orders+.csv.gz', zipped)).toMatchObject(taken);
  expect(await put('shop/orders.xlsx', book)).toMatchObject(taken);
  await until(
    () => dueAt('Graz'),
    ([due]) => due === 2,
  );
});

test('a file that nobody can read says why, beside it and among the rejects', async () => {
  const refusals = await Promise.all([
    put('nobody/orphan.csv', ordersFile),
    put('erp-lyon/unmapped.csv', ordersFile),
    put('shop/empty.csv', ''),
    put('shop/other.csv', 'a;b\n1;2\n'),
    put('shop/cut.csv.gz', gzipSync(ordersFile.repeat(50)).subarray(0, 80)),
    put('shop/half.csv', `${orders.slice(0, 3).join('\n')}\nA-9;"14.03.2026;-;Lyon\n`),
  ]);
  expect(refusals.map(({ outcome, problem }) => [outcome, problem])).toEqual([
    ['refused', expect.stringContaining('There is no source nobody')],
    ['refused', expect.stringContaining('erp-lyon has no map')],
    ['refused', 'The file is empty.'],
    ['refused', expect.stringContaining("no column 'Auftrag'")],
    [expect.stringMatching(/refused|broken/), expect.stringContaining('is gzipped, and damaged')],
    ['broken', expect.stringContaining('half.csv')],
  ]);
  expect(refusals.at(-1)).toMatchObject({ counts: { accepted: 2 } });
  const listed = await until(
    () => stack.hoshinJson<{ source: string; problem: string }[]>('rejects', '--reason', 'empty'),
    (found) => found.length > 0,
    { everyMs: 2_000 },
  );
  expect(listed).toEqual([expect.objectContaining({ source: 'shop', problem: 'The file is empty.' })]);
});

test('what the map rejected is taken once the map knows it, and offered no more', async () => {
  await apply(stack, company('[dd.MM.yyyy, dd/MM/yyyy]'));
  const options = ['rejects', '--fix', '--source', 'shop', '--reason', 'must be a date'];
  const preview = await stack.hoshinJson<Fixed>(...options, '--dry-run');
  expect(preview).toMatchObject({ taken: 1, settled: 0, staying: [{ path: '/data/promise/first', count: 1 }] });
  expect(await dueAt('Lyon')).toEqual([2, 1]);
  expect(await stack.hoshinJson<Fixed>(...options, '--yes', '--wait')).toMatchObject({ sent: 1, removed: 1 });
  expect(await dueAt('Lyon')).toEqual([3, 1]);
  expect(await stack.hoshinJson<Fixed>(...options, '--yes')).toMatchObject({ taken: 0, settled: 0 });
  expect(await dueAt('Lyon')).toEqual([3, 1]);
});

test('dead letters are shown, sent through again, and counted when they come back', async () => {
  const event = {
    ...{ specversion: '1.0', id: 'D-1', source: 'shop', type: 'hoshin.delivery.v1', subject: 'D-1' },
    ...{ time: '2026-03-01T08:00:00Z', data: { promise: { first: '2026-03-14' }, about: { site: 'Dijon' } } },
  };
  const head = { v: 1, source: 'shop', namespace: 'shop', receivedAt: '2026-03-01T08:00:00.000Z' };
  const letters = [JSON.stringify({ ...head, events: [event], rejects: [] }), 'poison'];
  for (const MessageBody of letters)
    await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.ingestDlqUrl, MessageBody }));
  // Five times six minutes are too long for a test: here a message is dead when it has failed once.
  const [account = '', name = ''] = new URL(queues.ingestDlqUrl).pathname.slice(1).split('/');
  const deadLetterTargetArn = `arn:aws:sqs:${stack.local.environment.AWS_REGION}:${account}:${name}`;
  await queues.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: queues.ingestQueueUrl,
      Attributes: {
        VisibilityTimeout: '15',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
      },
    }),
  );
  const unread = 'not a message of this queue: it comes back';
  const preview = await stack.hoshinJson<Redriven>('redrive', '--dry-run');
  expect(preview.previews.find(({ queue }) => queue === 'ingest')?.groups).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: '1 event', sources: ['shop'], count: 1, cameBack: 0 }),
      expect.objectContaining({ kind: unread, sources: [], count: 1, cameBack: 0 }),
    ]),
  );
  expect(await stack.hoshinJson<Redriven>('redrive', '--queue', 'ingest', '--yes')).toMatchObject({ sent: 2 });
  await until(
    () => dueAt('Dijon'),
    ([due]) => due === 1,
  );
  await until(
    () => queues.waiting(queues.ingestDlqUrl),
    (dead) => dead === 1,
  );
  const again = await stack.hoshinJson<Redriven>('redrive', '--queue', 'ingest', '--dry-run');
  expect(again.previews).toMatchObject([{ count: 1, groups: [{ kind: unread, cameBack: 1 }] }]);
  await expectEqualRecount(stack, 6);
});

test('intake was asked for each file once: what it writes never comes back to it', () => {
  const log = readFileSync(join(stack.local.logDir, 'intake.log'), 'utf8');
  expect([...log.matchAll(/"message":"file"/g)]).toHaveLength(10);
});
