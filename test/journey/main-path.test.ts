/** The main path on the real local stack: signed deliveries in, an alert mail out, and rows that don't depend on arrival. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectQueues } from './support/queues.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const company = `
sources:
  - { id: erp-lyon, types: [delivery] }
  # The carrier's tracking completes the deliveries of the ERP.
  - { id: parcel-tracking, types: [delivery], namespace: erp-lyon }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
  - { id: jonas, name: Jonas Berg, email: jonas@marlow.example, roles: [top-management] }
  - { id: amina, name: Amina Diallo, email: amina@marlow.example, roles: [quality-manager] }
  - { id: piotr, name: Piotr Zielinski, email: piotr@marlow.example }
policy:
  timeZone: Europe/Paris
  dimensions: { site: open, carrier: open }
objectives:
  - id: on-time
    title: Deliver on time
    kpi: on-time-delivery
    window: { days: 7 }
    target: 95 %
    direction: at-least
    # All sixty at once, whatever the pace at which they are counted: no earlier verdict, and none that clears early.
    leastN: 60
    margin: 5 %
    owner: amina
`;
const told = ['amina@marlow.example', 'elena@marlow.example', 'jonas@marlow.example'];

let stack: JourneyStack;
let drained: Awaited<ReturnType<typeof connectQueues>>['drained'];
let erp: ReturnType<typeof createSender>;
let carrier: ReturnType<typeof createSender>;

interface Applied {
  secrets: { source: string; secret: string }[];
}

beforeAll(async () => {
  stack = await startJourneyStack();
  ({ drained } = await connectQueues(stack));
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<Applied>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'Targets for the year'],
  );
  const sender = (source: string) => {
    const secret = secrets.find((made) => made.source === source)?.secret ?? '';
    return createSender(stack.local.endpoints.http, source, secret);
  };
  erp = sender('erp-lyon');
  carrier = sender('parcel-tracking');
});
afterAll(() => stack?.stop());

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** An event about a delivery; its id is of no weight to the record. */
const event = (subject: string, time: string, data: object | null, source = 'erp-lyon') => ({
  specversion: '1.0',
  id: `${subject}@${time}`,
  source,
  type: 'hoshin.delivery.v1',
  subject,
  time,
  data,
});
const delivered = (day: string) => ({ state: 'delivered', deliveredAt: day });

interface KpiRow {
  from: string;
  to: string;
  value: number | null;
  n: number;
  counters: Record<string, number>;
  interval: [number, number] | null;
}
interface KpiReport {
  policy: number;
  epoch: number;
  rows: KpiRow[];
  total: KpiRow;
}

const readKpi = (kpi: string, from: string, to: string, slice?: string) =>
  stack.hoshinJson<KpiReport>(
    'kpi',
    kpi,
    '--from',
    from,
    '--to',
    to,
    '--by',
    'day',
    ...(slice ? ['--slice', slice] : []),
  );

/** Waits until so many deliveries of a slice are counted and the sum over them has a value. */
const counted = (from: string, to: string, slice: string, n: number, value?: number | null) =>
  until(
    () => readKpi('on-time-delivery', from, to, slice),
    ({ total }) => total.n === n && (value === undefined || total.value === value),
    { everyMs: 1_000 },
  );

const addressesOf = (mails: readonly Email[]) => mails.map(({ to }) => to?.[0]?.address).sort();
const headerOf = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value;

/** Sixty of the last days: every second one of Slow Freight's thirty is late, and so are three of the others. */
const ordersOf = (late: (index: number) => boolean, time: string) =>
  Array.from({ length: 60 }, (_, index) => {
    const due = dayBefore(6 - (index % 5));
    return event(`ORD-${index}`, time, {
      promise: { first: due },
      progress: delivered(late(index) ? dayBefore(0) : due),
      about: { site: 'Lyon', carrier: index < 30 ? 'Slow Freight' : 'Swiftline', customer: { name: 'Pia Private' } },
    });
  });
const isLate = (index: number) => (index < 30 ? index % 2 === 0 : index % 10 === 0);

const firstTime = new Date(Date.now() - 3_600_000).toISOString();
const orders = ordersOf(isLate, firstTime);
/** As one event, as a batch and as lines. */
const sendAll = async (events: readonly object[]) => {
  const [first = {}, ...others] = events;
  return [await erp.one(first), await erp.batch(others.slice(0, 39)), await erp.lines(others.slice(39))];
};

test('a target that is missed is mailed once to top management and to the owner', async () => {
  const replies = await sendAll(orders);
  expect(replies.map(({ status, body }) => [status, body.accepted, body.rejected])).toEqual([
    [202, 1, 0],
    [202, 39, 0],
    [202, 20, 0],
  ]);

  // Nobody asks for an evaluation: the rows that change bring it about.
  const mails = await until(stack.mails, ({ length }) => length >= 3);
  expect(addressesOf(mails)).toEqual(told);
  const [mail] = mails as [Email];
  expect(mail.subject).toMatch(
    /^Missed: Deliver on time 70\.0\s%, target at least 95\s% \(the 7 days to \d+ \w+ \d{4}\)$/,
  );
  expect(mail.from?.address).toBe('hoshin@hoshin.example');
  expect(headerOf(mail, 'x-hoshin-notice')).toMatch(/^[\w-]+$/);
  expect(new Set(mails.map((each) => headerOf(each, 'x-hoshin-notice'))).size).toBe(3);

  for (const said of [mail.text ?? '', (mail.html ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll('&nbsp;', ' ')]) {
    expect(said).toContain('25.0 points');
    expect(said).toContain('at least 95');
    expect(said).toMatch(/57\.5.+80\.1/);
    expect(said).toMatch(/\b60\b/);
    expect(said).toContain('Slow Freight');
    expect(said).toMatch(/ORD-\d+/);
    expect(said).not.toContain('Pia Private');
  }
  const [picture] = mail.attachments;
  expect(picture?.mimeType).toBe('image/png');
  const cid = picture?.contentId?.replace(/^<|>$/g, '') ?? 'none';
  expect(mail.html).toContain(`src="cid:${cid}"`);
  expect(
    Buffer.from(picture?.content as ArrayBuffer)
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  // Nothing is loaded from outside.
  expect(mail.html).not.toMatch(/(src|background)="?https?:|url\(/);
});

test('the rows behind the mail are those of a recount', async () => {
  const [from, to] = [dayBefore(6), dayBefore(2)];
  const { total } = await readKpi('on-time-delivery', from, to, 'carrier=Slow Freight');
  expect(total).toMatchObject({ n: 30, value: 0.5 });
  const check = await stack.hoshin('rebuild', '--check');
  expect(check).toMatchObject({ status: 0 });
  expect(check.stdout).toMatch(/^Equal: 60 records/);
});

test('the same deliveries again, and an evaluation by hand, mail nobody', async () => {
  const replies = await sendAll(orders);
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
  await drained();
  const evaluation = await stack.hoshinJson<{ outcomes: object[] }>('evaluate');
  expect(evaluation.outcomes).toMatchObject([{ objective: 'on-time', state: 'missed', moved: false, told: [] }]);
  await stack.local.fireSchedule('sweep');
  await sleep(3_000);
  expect(await stack.mails()).toHaveLength(3);
});

test('a target that is met again is mailed once to the same people', async () => {
  const late = orders.filter((_, index) => isLate(index)).map(({ subject }) => subject);
  const corrected = ordersOf(() => false, new Date().toISOString()).filter(({ subject }) => late.includes(subject));
  expect(corrected).toHaveLength(18);
  expect(await erp.batch(corrected)).toMatchObject({ status: 202, body: { accepted: 18 } });

  const mails = (await until(stack.mails, ({ length }) => length >= 6)).slice(3);
  expect(addressesOf(mails)).toEqual(told);
  expect(mails[0]?.subject).toMatch(/^Back on target: Deliver on time 100/);
  await stack.local.fireSchedule('sweep');
  await sleep(3_000);
  expect(await stack.mails()).toHaveLength(6);
  const alerts = await stack.hoshinJson<object[]>('alerts');
  expect(alerts).toMatchObject([{ objective: 'on-time', state: 'met', told: [] }]);
});

test("a carrier's webhook completes what the ERP promised, in either order", async () => {
  const [day, next] = ['2024-03-04', '2024-03-06'];
  const promise = (site: string, number: number) =>
    event(`${site}-${number}`, '2024-02-20T08:00:00Z', { promise: { first: day }, about: { site } });
  const progress = (site: string, number: number) =>
    event(
      `${site}-${number}`,
      `2024-03-07T08:00:0${number}Z`,
      { progress: delivered(number === 3 ? next : day) },
      'parcel-tracking',
    );
  const four = [0, 1, 2, 3];

  await erp.batch(four.map((number) => promise('North', number)));
  await carrier.batch(four.map((number) => progress('South', number)));
  await counted(day, day, 'site=North', 4, 0);
  await drained();
  await carrier.batch(four.map((number) => progress('North', number)));
  await erp.batch(four.map((number) => promise('South', number)));

  const north = await counted(day, day, 'site=North', 4, 0.75);
  const south = await counted(day, day, 'site=South', 4, 0.75);
  expect(south.rows).toEqual(north.rows);
  for (const kpi of ['otif', 'lateness', 'lateness-p90'])
    expect((await readKpi(kpi, day, day, 'site=South')).rows).toEqual(
      (await readKpi(kpi, day, day, 'site=North')).rows,
    );
  expect((await readKpi('lateness', day, day, 'site=South')).total.n).toBe(1);
});

test('a delivery that was corrected, deleted and sent again with an older time was never there', async () => {
  const [day, later] = ['2024-05-06', '2024-05-09'];
  const kpis = ['on-time-delivery', 'otif', 'lateness', 'perfect-order'];
  const read = () => Promise.all(kpis.map(async (kpi) => (await readKpi(kpi, day, later, 'site=West')).rows));
  const of = (subject: string, time: string, arrived: string) =>
    event(subject, time, { promise: { first: day }, progress: delivered(arrived), about: { site: 'West' } });
  await erp.batch([of('STAYS-1', '2024-05-10T08:00:00Z', day), of('STAYS-2', '2024-05-10T08:00:00Z', later)]);
  await counted(day, later, 'site=West', 2, 0.5);
  const before = await read();

  await erp.one(of('GOES', '2024-05-11T08:00:00Z', later));
  await counted(day, later, 'site=West', 3, 1 / 3);
  await erp.one(of('GOES', '2024-05-12T08:00:00Z', day));
  await counted(day, later, 'site=West', 3, 2 / 3);
  await erp.one(event('GOES', '2024-05-13T08:00:00Z', null));
  await drained();
  await erp.one(of('GOES', '2024-05-12T23:00:00Z', later));
  await drained();
  // What is stored after it is counted after it: once the marker is counted, nothing else is to come.
  await erp.one(event('MARKER', '2024-05-14T08:00:00Z', { promise: { first: day }, about: { site: 'Marker' } }));
  await counted(day, later, 'site=Marker', 1);
  expect(await read()).toEqual(before);

  const check = await stack.hoshin('rebuild', '--check');
  expect(check).toMatchObject({ status: 0 });
  expect(check.stdout).toMatch(/^Equal/);
});

test('nothing was rejected on the way, and the doctor finds nothing', async () => {
  expect((await stack.hoshin('rejects')).stdout).toBe('Nothing was rejected in the last 90 days.\n');
  const doctor = await stack.hoshin('doctor');
  expect(doctor.stdout).toContain('All is well.');
});
