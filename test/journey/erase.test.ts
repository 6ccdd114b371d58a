/**
 * The right to be forgotten: two customers leave a mark of their own in every field that may name somebody, pass through
 * everything that the stack does with them, and ask to be erased. Nothing of them may be left, and nothing may count otherwise.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../shared/core/time/calendar.ts';
import { applySecrets, expectEqualRecount } from './support/ledger.ts';
import { submitPage } from './support/links.ts';
import { connectQueues } from './support/queues.ts';
import { takeSnapshot } from './support/snapshot.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

/** A minute of the night, half a day away: no mail is held back by it. */
const awake = String((new Date().getUTCHours() + 12) % 24).padStart(2, '0');
const company = `
sources:
  - { id: erp, types: [delivery, inspection] }
  - { id: desk, types: [complaint, response] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
policy:
  company: Marlow Pumps
  dimensions: { carrier: open, survey: open }
  complaints: { owner: elena, severe: { categories: [late] } }
surveys:
  - id: after-delivery
    title: How did we do?
    questions:
      - { id: recommend, kind: nps, text: Would you recommend us? }
      - { id: why, kind: text, text: Why? }
      - { id: more, kind: text, text: Anything else? }
    invite: { delayHours: 0, quiet: { from: '${awake}:00', until: '${awake}:01' } }
`;

/** Everything that names somebody has the person's mark in it; no mark is part of another. */
const personOf = (mark: string, phone: string) => ({
  mark: new RegExp(`${mark}|${phone}`, 'i'),
  customer: {
    id: `K-${mark}-77`,
    name: `First${mark} Last${mark}`,
    email: `Mail.${mark}@Customer.example`,
    phone,
    language: 'en',
    timeZone: 'Europe/Paris',
  },
  words: (where: string) => `Words ${mark} of ${where}: late again, and nobody answers the telephone.`,
});
const [ada, ben, cleo] = [
  personOf('zzadazz', '0170 5550101'),
  personOf('zzbenzz', '0170 5550202'),
  personOf('zzcleozz', '0170 5550303'),
];
type Person = typeof ada;
const people = { ada, ben, cleo };

const today = new Date().toISOString().slice(0, 10);
/** Digests tell of whole days. */
const yesterday = addDays(today, -1);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const event = (type: string, source: string, subject: string, data: object | null, time = minutesAgo(30)) => ({
  ...{ specversion: '1.0', id: `${subject}@${time}`, source, subject, data, time, type: `hoshin.${type}.v1` },
});
const delivery = (name: string, { customer }: Person, subject = `ORD-${name}`, time?: string) =>
  event(
    'delivery',
    'erp',
    subject,
    {
      promise: { first: yesterday },
      progress: { state: 'delivered', deliveredAt: minutesAgo(60) },
      lines: { items: [{ id: '1', ordered: 2, delivered: 1 }] },
      about: { carrier: 'Swiftline', customer },
    },
    time,
  );
const complaint = (name: string, { customer, words }: Person) =>
  event('complaint', 'desk', `C-${name}`, {
    received: { receivedAt: yesterday, category: 'late', severity: 'high', text: words('a complaint') },
    handling: { state: 'received' },
    about: { carrier: 'Swiftline', customer },
  });
const response = (name: string, { customer, words }: Person) =>
  event('response', 'desk', `R-${name}`, {
    answer: {
      ...{ answeredAt: yesterday, survey: 'yearly', nps: 2, customer },
      ...{ text: words('an answer'), texts: { why: words('a second answer') } },
    },
  });
/** Refused: there is no such score. */
const refused = (name: string, { customer, words }: Person) =>
  event('response', 'desk', `X-${name}`, {
    answer: { answeredAt: today, survey: 'yearly', nps: 11, customer, text: words('a rejected answer') },
  });

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;
let desk: ReturnType<typeof createSender>;
let queues: Awaited<ReturnType<typeof connectQueues>>;
let dynamo: DynamoDBClient;
let s3: S3Client;
let bucket: string;

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 1, byHand: true, graceSeconds: 6 });
  const secrets = await applySecrets(stack, company);
  erp = createSender(stack.local.endpoints.http, 'erp', secrets.erp ?? '');
  desk = createSender(stack.local.endpoints.http, 'desk', secrets.desk ?? '');
  queues = await connectQueues(stack);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const { AWS_REGION: region = '' } = stack.local.environment;
  dynamo = new DynamoDBClient({ region, credentials, endpoint: stack.local.endpoints.dynamodb });
  s3 = new S3Client({ region, credentials, endpoint: stack.local.endpoints.s3 ?? '', forcePathStyle: true });
  bucket = queues.dropBucket;
});
afterAll(async () => {
  dynamo?.destroy();
  s3?.destroy();
  await stack?.stop();
});

/** Every attribute of every item of both tables, as text. */
const scanTables = async (): Promise<string[]> => {
  const texts: string[] = [];
  for (const table of [queues.recordsTable, queues.boardTable]) {
    let start: ScanCommandInput['ExclusiveStartKey'];
    do {
      const page = await dynamo.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
      );
      for (const item of page.Items ?? []) texts.push(JSON.stringify(item));
      start = page.LastEvaluatedKey;
    } while (start);
  }
  return texts;
};

/** What every file in the log folder holds: what the stack and its engines print. */
const readLogs = (): string =>
  readdirSync(join(stack.dataDir, 'logs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const readDeadLetters = async (): Promise<string[]> => {
  const bodies: string[] = [];
  for (const QueueUrl of [queues.ingestDlqUrl, queues.sendersDlqUrl]) {
    const { Messages = [] } = await queues.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
  return bodies;
};

const listFiles = async (): Promise<string[]> =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? []).map(({ Key = '' }) => Key).sort();

/** What the command exports of customers. */
const readExports = async (): Promise<string> => {
  const outputs = await Promise.all(
    [
      ['notices', '--json'],
      ['rejects', '--source', 'desk', '--json'],
      ['complaints', '--all', '--json'],
      ['invitations', '--json'],
      ['digest', '--to', 'elena', '--dry-run', '--json'],
    ].map((args) => stack.hoshin(...args)),
  );
  for (const { status, stderr } of outputs) expect([status, stderr]).toEqual([0, '']);
  return outputs.map(({ stdout }) => stdout).join('\n');
};

const textOf = (mail: Email): string => JSON.stringify(mail);

/** Everything that is stored or shown, by place. */
const lookEverywhere = async (): Promise<Record<string, string>> => ({
  tables: (await scanTables()).join('\n'),
  'dead letters': (await readDeadLetters()).join('\n'),
  mails: [...stack.local.readMails(), ...(await stack.mails()).map(textOf)].join('\n'),
  inbox: await (await fetch(`${stack.local.endpoints.ses}/store`)).text(),
  exports: await readExports(),
  logs: readLogs(),
});

/** Where each person's mark is found. */
const marksIn = (places: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(people).map(([name, { mark }]) => [
      name,
      Object.keys(places).filter((place) => mark.test(places[place] ?? '')),
    ]),
  );

/** Rows, exceptions and what else is counted, digit for digit. */
const counted = async (): Promise<Record<string, string>> => {
  const all = await takeSnapshot(stack, [queues.boardTable]);
  return Object.fromEntries(Object.entries(all).filter(([key]) => / (row|exception)#/.test(key)));
};

const scoreLink = ({ html = '' }: Email): string => {
  const link = [...html.matchAll(/href="([^"]+\/v1\/survey\/[^"]+)"/g)][0]?.[1] ?? '';
  return link.replaceAll('&amp;', '&').split('?', 1)[0] ?? '';
};
const mailTo = (mails: readonly Email[], address: string) =>
  mails.find(({ to = [] }) => to.some((each) => each.address?.toLowerCase() === address.toLowerCase()));

/** Runs `hoshin erase` with somebody's identity on standard input, so that no shell remembers it. */
const eraseByInput = (identity: string, args: readonly string[]) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', 'erase', ...args], {
      env: { ...process.env, HOSHIN_DATA_DIR: stack.dataDir, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ran = { status: null as number | null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ran.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ ...ran, status }));
    child.stdin.end(`${identity}\n`);
  });

const answerFor = ['--author', 'Elena Marlow', '--reason', 'Request of today', '--yes', '--json'];

test('three customers leave their mark in every field, and everything is done with them that is done', async () => {
  const all = Object.entries(people);
  expect(await erp.batch(all.map(([name, person]) => delivery(name, person)))).toMatchObject({ status: 202 });
  const told = all.flatMap(([name, person]) => [
    complaint(name, person),
    response(name, person),
    refused(name, person),
  ]);
  expect(await desk.batch(told)).toMatchObject({ status: 202, body: { accepted: 6, rejected: 3 } });
  for (const [, { customer, words }] of all) {
    const page = await submitPage(`${stack.local.endpoints.http}/v1/complaint`, {
      ...{ what: words('the form'), category: 'late', name: customer.name, email: customer.email },
    });
    expect(page.status).toBe(200);
  }
  await until(
    () => stack.hoshinJson<unknown[]>('invitations', '--state', 'waiting'),
    ({ length }) => length === 3,
  );
  expect(await stack.local.fireSchedule('outreach')).toMatchObject({ type: 'result' });
  const invited = async () => (await stack.mails()).filter((mail) => scoreLink(mail) !== '');
  await until(
    async () => (await invited()).length,
    (sent) => sent === 3,
  );
  const mails = await invited();
  for (const [, { customer, words }] of all) {
    const mail = mailTo(mails, customer.email);
    const link = mail ? scoreLink(mail) : '';
    const fields = { 'q-recommend': '1', 'q-why': words('the survey'), 'q-more': words('the survey again') };
    expect((await submitPage(link, fields)).status).toBe(200);
  }
  // Ada's, Ben's and Cleo's confirmations, and three severe complaints of the form and three of the desk.
  await until(
    () => stack.local.readMails().length,
    (sent) => sent >= 3 + 3 + 6,
  );
  await queues.drained();
  await until(
    () => stack.hoshinJson<{ total: { n: number } }>('kpi', 'nps', '--from', yesterday, '--to', today),
    ({ total }) => total.n === 6,
  );
  const note = `${ada.customer.name} called (${ada.customer.phone})`;
  const by = ['--by', 'elena', '--note', note, '--namespace', 'desk'];
  expect(
    await stack.hoshin('complaints', 'resolve', 'C-ada', ...by, '--tell', `Dear ${ada.customer.name}, sorry.`),
  ).toMatchObject({ status: 0 });
  expect(await stack.hoshin('digest', '--to', 'elena')).toMatchObject({ status: 0 });
  await until(
    async () => (await stack.mails()).map(textOf).some((text) => /Customers said/.test(text) && ada.mark.test(text)),
    (quoted) => quoted,
  );
});

test('dead letters and dropped files name them too', async () => {
  const head = { v: 1, source: 'erp', namespace: 'erp', receivedAt: minutesAgo(1), rejects: [] };
  const dead = JSON.stringify({
    ...head,
    events: Object.entries(people).map(([name, person]) => delivery(name, person, `DEAD-${name}`)),
  });
  await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.ingestDlqUrl, MessageBody: dead }));
  for (const { customer } of [ada, ben, cleo])
    await queues.sqs.send(
      new SendMessageCommand({ QueueUrl: queues.sendersDlqUrl, MessageBody: `{"of": "${customer.email}` }),
    );
  for (const [name, { customer }] of Object.entries(people))
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: `results/erp/${name}/rows.csv.gz` },
        Body: gzipSync(`id;customer\n1;${customer.name}\n`),
      }),
    );
  const everywhere = ['tables', 'dead letters', 'mails', 'inbox', 'exports'];
  expect(marksIn(await lookEverywhere())).toEqual({ ada: everywhere, ben: everywhere, cleo: everywhere });
  // There are lines to look at, of those who had all of it in their hands.
  const spoke = (service: string) => readLogs().includes(`"service":"${service}"`);
  expect(['receive', 'store', 'outreach', 'complaints', 'surveys'].filter((service) => !spoke(service))).toEqual([]);
  expect(await listFiles()).toHaveLength(3);
});

test('the preview tells what would go, and changes nothing', async () => {
  const before = await takeSnapshot(stack, [queues.recordsTable, queues.boardTable]);
  const { status, stdout } = await eraseByInput(ada.customer.email, ['--email', '--preview', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    emails: [ada.customer.email.toLowerCase()],
    names: [ada.customer.name],
    keys: 0,
    counts: {
      ...{ 'record delivery': 1, 'record complaint': 2, 'record response': 2, reject: 1, invitation: 1 },
      ...{ 'dead letter': 2, 'dropped file': 1, digest: 1, case: 2 },
    },
  });
  expect(await takeSnapshot(stack, [queues.recordsTable, queues.boardTable])).toEqual(before);
  const declined = await eraseByInput(ada.customer.email, ['--email']);
  expect(declined).toMatchObject({ status: 2, stderr: expect.stringContaining('say --yes') });
});

test('erased by address and by id, they are found nowhere, and what was counted stays digit for digit', async () => {
  const before = await counted();
  const byAddress = await eraseByInput(ada.customer.email.toUpperCase(), ['--email', ...answerFor]);
  expect([byAddress.status, byAddress.stderr]).toEqual([0, expect.stringContaining('Waits 6 s')]);
  const byId = await stack.hoshin('erase', '--customer', ben.customer.id, '--namespace', 'erp', ...answerFor);
  expect(byId.status).toBe(0);
  // What is put back shows a moment later.
  await until(
    async () => (await readDeadLetters()).length,
    (left) => left === 2,
  );
  // The inbox page can only forget all of its mails; the mails themselves are still there.
  const cleos = ['tables', 'dead letters', 'mails', 'exports'];
  expect(marksIn(await lookEverywhere())).toEqual({ ada: [], ben: [], cleo: cleos });
  expect(await listFiles()).toEqual(['results/erp/cleo/rows.csv.gz']);
  expect(await counted()).toEqual(before);
  await expectEqualRecount(stack, 3 + 6 + 3 + 3 + 3);
  const evidence = await stack.hoshinJson<{ step: string; author: string; persons: string[] }[]>('erase', '--list');
  expect(evidence.map(({ step }) => step)).toEqual(['begun', 'done', 'begun', 'done']);
  // Each was known by an address, and by an id in three namespaces: the answer to the survey has it too.
  expect(evidence.map(({ persons }) => persons.length)).toEqual([4, 4, 4, 4]);
});

test('erased again, nothing is found and nothing changes', async () => {
  const { stdout } = await eraseByInput(ada.customer.email, ['--email', '--preview', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ counts: {}, names: [] });
});

test('later events of theirs count, and bring nothing back; nobody writes to them', async () => {
  const mails = stack.local.readMails().length;
  const again = ['ada', 'ben'].flatMap((name) => {
    const person = people[name as 'ada' | 'ben'];
    return [delivery(name, person, `ORD-${name}`, minutesAgo(1)), delivery(name, person, `NEW-${name}`, minutesAgo(1))];
  });
  expect(await erp.batch(again)).toMatchObject({ status: 202, body: { accepted: 4 } });
  const told = [refused('ada', ada), complaint('again', ben)];
  expect(await desk.batch(told)).toMatchObject({ status: 202, body: { accepted: 1, rejected: 1 } });
  await until(
    () =>
      stack.hoshinJson<{ total: { n: number } }>(
        'kpi',
        'on-time-delivery',
        '--from',
        addDays(today, -3),
        '--to',
        today,
      ),
    ({ total }) => total.n === 5,
  );
  await queues.drained();
  expect(await stack.local.fireSchedule('outreach')).toMatchObject({ type: 'result' });
  await expectEqualRecount(stack, 18 + 2 + 1);
  expect(marksIn(await lookEverywhere())).toMatchObject({ ada: [], ben: [] });
  // The company hears of the new complaint; the customer does not.
  const later = (await stack.mails()).slice(mails);
  expect(later.flatMap(({ to = [] }) => to.map(({ address }) => address))).toEqual(['elena@marlow.example']);
});
