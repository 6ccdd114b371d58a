/** Every product's webhook on the real local stack: configured as an admin does, taken once, counted once, and no forgery taken. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../../cli/connect.ts';
import { putAccess } from '../../cli/put-access.ts';
import { readAccess } from '../../cli/source-secret.ts';
import { fixedWidthTime } from '../../shared/core/record/order.ts';
import type { Kit, Sample } from '../support/adapters/kit.ts';
import { kits } from '../support/adapters/kits.ts';
import { mutate, seededRandom } from '../support/adapters/mutate.ts';
import { expectEqualRecount, readKpi } from './support/ledger.ts';
import { connectQueues } from './support/queues.ts';
import { takeSnapshot } from './support/snapshot.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

/** Samples that are mapped by the same settings come from the same source. */
interface Sender {
  kit: Kit;
  source: string;
  settings: object;
  samples: Sample[];
}

/** Trackers complete the deliveries of another source; here each of one of its own. */
const namespaceOf = ({ source, kit }: Sender): string => (kit.types.includes('delivery') ? `${source}-orders` : source);

const sendersOf = (kit: Kit): Sender[] => {
  const groups = Map.groupBy(kit.samples, (sample) => JSON.stringify(sample.settings ?? kit.settings));
  return [...groups].map(([settings, samples], index) => {
    return { kit, source: `${kit.adapter}-${index}`, settings: JSON.parse(settings), samples };
  });
};

let stack: JourneyStack;
let queues: Awaited<ReturnType<typeof connectQueues>>;
let senders: Sender[];
let connection: Connection;
const closing: (() => Promise<void>)[] = [];

const records = () => takeSnapshot(stack, [connection.records.name]);

const post = async (
  { source, kit }: Sender,
  sample: Sample,
  request: { body: Buffer; headers: Record<string, string> },
) => {
  const response = await fetch(`${stack.local.endpoints.http}/v1/ingest/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sample.headers, ...request.headers },
    body: new Uint8Array(request.body),
  });
  const text = await response.text();
  return { what: `${kit.adapter}: ${sample.name}`, status: response.status, text };
};
const signed = ({ kit }: Sender, { body }: Sample) => ({ body, headers: kit.sign(body, kit.secret, Date.now()) });

/** Everything that any of them sends, once. */
const sendAll = () =>
  Promise.all(
    senders.flatMap((sender) => sender.samples.map((sample) => post(sender, sample, signed(sender, sample)))),
  );

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 1 });
  queues = await connectQueues(stack);
  connection = await connect({ stage: 'local', data: stack.dataDir });
  senders = [];
  for (const kit of kits) {
    const api = await kit.startApi?.();
    if (api) closing.push(api.close);
    senders.push(
      ...sendersOf(kit).map((sender) => ({ ...sender, settings: { ...sender.settings, ...api?.settings } })),
    );
  }
});
afterAll(async () => {
  queues?.sqs.destroy();
  await stack?.stop();
  await Promise.all(closing.map((close) => close()));
});

test('apply says of each product what has to be entered, and nothing is taken until it is', async () => {
  const file = join(stack.folder, 'company.json');
  const products = senders.map((sender) => {
    const { source: id, kit, settings } = sender;
    return { id, types: kit.types, namespace: namespaceOf(sender), adapter: kit.adapter, settings };
  });
  const promising = products.flatMap(({ id, namespace }) =>
    namespace === id ? [] : [{ id: namespace, types: ['delivery'] }],
  );
  const sources = [...promising, ...products];
  writeFileSync(file, JSON.stringify({ sources, policy: { dimensions: { survey: 'open' } } }));
  const applied = await stack.hoshinJson<{
    missing: { source: string; what: string }[];
    secrets: { source: string }[];
  }>(...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'Other products']);
  // A secret is made for those that send events, and for no other product.
  expect(applied.secrets.map(({ source }) => source)).toEqual(promising.map(({ id }) => id));
  expect(applied.missing.filter(({ what }) => what === 'secret').map(({ source }) => source)).toEqual(
    senders.map(({ source }) => source),
  );
  expect((await stack.hoshin('sources')).stdout).toMatch(/typeform-0 \(typeform\).*NO SECRET/);
  expect((await stack.hoshin('doctor')).stdout).toMatch(/Source typeform-0 +has no secret of Typeform/);
});

test('secrets and tokens are entered through a pipe, and shown nowhere', async () => {
  const first = senders.filter(({ source }) => ['typeform-0', 'surveymonkey-0'].includes(source));
  await Promise.all(
    first.map(async ({ source, kit }) => {
      const entered = await stack.hoshinReading(`${kit.secret}\n`, 'sources', 'secret', source);
      expect(entered).toMatchObject({ status: 0, stderr: expect.not.stringContaining(kit.secret) });
      expect(entered.stdout).toContain(`/v1/ingest/${source}`);
      expect(entered.stdout).not.toContain(kit.secret);
      if (kit.token === undefined) return;
      expect(entered.stdout).toContain(`hoshin sources secret ${source} --token`);
      expect(await stack.hoshinReading(kit.token, 'sources', 'secret', source, '--token')).toMatchObject({ status: 0 });
    }),
  );
  const again = await stack.hoshinReading('another-secret-of-the-form', 'sources', 'secret', 'typeform-0');
  expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('--add') });

  // From an older secret to this one: both count, then the newest alone.
  const rotated = await readAccess(connection, 'typeform-0');
  if (!rotated) throw new Error('typeform-0 was not applied');
  await putAccess(connection, 'typeform-0', { ...rotated, secrets: ['another-secret-of-the-form'] });
  const [secret = ''] = rotated.secrets;
  expect(await stack.hoshinReading(secret, 'sources', 'secret', 'typeform-0', '--add')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('2 secrets'),
  });
  expect(await stack.hoshin('sources', 'secret', 'typeform-0', '--retire-old')).toMatchObject({ status: 0 });
  expect((await readAccess(connection, 'typeform-0'))?.secrets).toEqual([secret]);

  // The rest of them the same way, without a process each.
  for (const { source, kit } of senders) {
    const access = await readAccess(connection, source);
    if (!access) throw new Error(`${source} was not applied`);
    if (access.secrets.length > 0) continue;
    await putAccess(connection, source, { ...access, secrets: [kit.secret], ...(kit.token && { token: kit.token }) });
  }
});

test('every sample is taken, and the same delivery a second time changes nothing', async () => {
  const expected = senders.flatMap(({ samples, kit }) =>
    samples.map(({ name, becomes }) => ({
      what: `${kit.adapter}: ${name}`,
      status: 202,
      accepted: 'events' in becomes ? becomes.events.length : 0,
      rejected: 'reject' in becomes ? 1 : 0,
    })),
  );
  const replies = await sendAll();
  expect(
    replies.map(({ what, status, text }) => {
      const { accepted, rejected } = JSON.parse(text);
      return { what, status, accepted, rejected };
    }),
  ).toEqual(expected);
  await queues.drained();

  // By the products' own times the newest of each record, in whatever order they came.
  const newest = new Map<string, string>();
  for (const sender of senders)
    for (const { becomes } of sender.samples)
      for (const { type, subject, time } of 'events' in becomes ? becomes.events : []) {
        const key = `${type}#${namespaceOf(sender)}#${subject}`;
        newest.set(key, [fixedWidthTime(time), newest.get(key) ?? ''].sort().at(-1) ?? '');
      }
  const stored = await records();
  const items = new Map(Object.entries(stored).map(([key, item]) => [key.split(' ').slice(1).join(' ').trim(), item]));
  expect([...items.keys()].sort()).toEqual([...newest.keys()].sort());
  for (const [key, time] of newest) expect(items.get(key)).toContain(time);

  expect((await sendAll()).every(({ status }) => status === 202)).toBe(true);
  await queues.drained();
  expect(await records()).toEqual(stored);
});

test('what could not be mapped is listed with its place and reason', async () => {
  const sender = senders.find(({ samples }) => samples.some(({ becomes }) => 'reject' in becomes));
  const listed = await stack.hoshinJson<{ path: string; problem: string }[]>(
    ...['rejects', '--source', sender?.source ?? '', '--limit', '1000'],
  );
  for (const { becomes } of sender?.samples ?? [])
    if ('reject' in becomes)
      expect(listed).toContainEqual(
        expect.objectContaining({
          path: becomes.reject.path,
          problem: expect.stringContaining(becomes.reject.problem),
        }),
      );
});

test('answers count, each once', async () => {
  const scored = (score: 'nps' | 'csat' | 'ces') => {
    const counted = new Map<string, boolean>();
    for (const { source, samples } of senders)
      for (const { becomes } of samples)
        for (const { type, subject, data } of 'events' in becomes ? becomes.events : [])
          if (type === 'response') counted.set(`${source} ${subject}`, JSON.stringify(data).includes(`"${score}":`));
    return [...counted.values()].filter(Boolean).length;
  };
  const always = { from: '2017-01-01', to: new Date().toISOString().slice(0, 10) };
  for (const [score, kpi] of [
    ['nps', 'nps'],
    ['csat', 'csat'],
    ['ces', 'ces-mean'],
  ] as const) {
    const reading = await until(
      () => readKpi(stack, kpi, always),
      ({ total }) => total.n >= scored(score),
      { everyMs: 1_000 },
    );
    expect([score, reading.total.n]).toEqual([score, scored(score)]);
  }
});

test('of 200 changes to each request none is taken, and none makes anything fail', async () => {
  const before = await records();
  const forgeries = senders.flatMap((sender) =>
    sender.samples.flatMap((sample) => {
      const request = signed(sender, sample);
      const random = seededRandom(sample.name.length);
      return Array.from({ length: 200 }, () => {
        const forged = mutate(request, Object.keys(request.headers), random);
        return () => post(sender, sample, forged);
      });
    }),
  );
  const statuses: Record<string, number> = {};
  const startedAt = performance.now();
  const work = forgeries.values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const send of work) {
        const { status, what } = await send();
        if (status !== 401) throw new Error(`${what}: ${status}`);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  console.log(`${forgeries.length} forgeries in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  expect(statuses).toEqual({ 401: forgeries.length });
  await queues.drained();
  expect(await records()).toEqual(before);
  await expectEqualRecount(stack, Object.keys(before).length);
});
