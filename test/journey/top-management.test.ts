/**
 * The whole story on the real local stack, on a clock of its own: a target is missed, nobody reacts, somebody does, an
 * action does not help, then it does, and the digest tells all of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, openPage, submitPage } from './support/links.ts';
import { connectQueues } from './support/queues.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const hourMs = 3_600_000;
const begin = Date.now();
/** Eight in the morning UTC, so many days after the beginning: past seven in Paris, in summer and in winter. */
const morning = (days: number) =>
  Date.parse(`${new Date(begin + days * 24 * hourMs).toISOString().slice(0, 10)}T08:00:00Z`);
const digestDay = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(morning(4)).getUTCDay()];

const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management], digest: { weekly: { day: ${digestDay} } } }
  - { id: henrik, name: Henrik Sand, email: henrik@marlow.example }
  - { id: board, name: Maud Board, email: maud@marlow.example }
  - { id: piotr, name: Piotr Zielinski, email: piotr@marlow.example }
policy:
  company: Marlow Pumps
  timeZone: Europe/Paris
objectives:
  - id: on-time
    title: Deliver on time
    kpi: on-time-delivery
    window: { days: 7 }
    target: 90 %
    direction: at-least
    leastN: 20
    margin: 3 %
    owner: piotr
    repeatDays: 3
    effectivenessDays: 7
    ladder:
      - { tell: [top-management, piotr] }
      - { afterHours: 4, tell: [henrik] }
      - { afterHours: 48, tell: [board] }
`;

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;
let drained: () => Promise<unknown>;
let shiftMs = 0;
let seen = 0;

const now = () => Date.now() + shiftMs;
const day = (days: number) => new Date(begin + days * 24 * hourMs).toISOString().slice(0, 10);

/** Moves the stack's clock to so many hours after the beginning, and lets the sweep look once. */
const travel = async (hours: number) => {
  shiftMs = hours * hourMs;
  stack.local.setClockShift(shiftMs);
  expect(await stack.local.fireSchedule('sweep', new Date(now()))).toMatchObject({ type: 'result' });
};

/** The mails since the last look, once there are so many. */
const newMails = async (count: number): Promise<Email[]> => {
  const isThere = () => stack.local.readMails().length >= seen + count;
  await until(isThere, (there) => there, { seconds: 120 }).catch(() => undefined);
  const mails = (await stack.mails()).slice(seen);
  seen += mails.length;
  expect(mails, mails.map((mail) => `${toOf(mail)}: ${mail.subject}`).join('\n')).toHaveLength(count);
  return mails;
};
const noMails = async () => expect((await stack.mails()).slice(seen).map(({ subject }) => subject)).toEqual([]);
const toOf = ({ to }: Email) => to?.[0]?.address?.split('@')[0] ?? '';
const find = (mails: readonly Email[], person: string): Email => {
  const mail = mails.find((each) => toOf(each) === person);
  if (!mail) throw new Error(`no mail to ${person}`);
  return mail;
};

/** So many deliveries due on a day, of which some came a day late. */
const deliver = async (due: number, count: number, late: number) => {
  const events = Array.from({ length: count }, (_, index) => ({
    specversion: '1.0',
    id: `${due}-${index}-${shiftMs}`,
    source: 'erp',
    type: 'hoshin.delivery.v1',
    subject: `ORD-${due}-${index}`,
    time: new Date(now() - 60_000).toISOString(),
    data: {
      promise: { first: day(due) },
      progress: { state: 'delivered', deliveredAt: day(index < late ? due + 1 : due) },
    },
  }));
  expect(await erp.batch(events)).toMatchObject({ status: 202, body: { accepted: count } });
};
interface Counted {
  total: { n: number };
}
/** Waits until everything up to a day is counted. */
const counted = async (from: number, to: number, n: number) => {
  await drained();
  const read = () => stack.hoshinJson<Counted>('kpi', 'on-time-delivery', '--from', day(from), '--to', day(to));
  await until(read, ({ total }) => total.n === n, { everyMs: 1_000 });
};
interface Listed {
  id: string;
  state: string;
  reopened: number;
}
const actions = () => stack.hoshinJson<Listed[]>('actions');

/** Fires the schedule twice at once, and reads the one mail that comes of it. */
const weeklyDigest = async (days: number): Promise<Email> => {
  const tick = () => stack.local.fireSchedule('digest', new Date(morning(days)));
  await Promise.all([tick(), tick()]);
  const [digest] = await newMails(1);
  expect(toOf(digest as Email)).toBe('elena');
  return digest as Email;
};

beforeAll(async () => {
  stack = await startJourneyStack();
  ({ drained } = await connectQueues(stack));
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'Targets for the year'],
  );
  erp = createSender(stack.local.endpoints.http, 'erp', secrets[0]?.secret ?? '', () => shiftMs / 1000);
});
afterAll(() => stack?.stop());

let first: Email[];
let reopened: Email[];

test('a target that is missed is told to top management and to the owner', async () => {
  await deliver(-3, 60, 18);
  first = await newMails(2);
  expect(first.map(toOf).sort()).toEqual(['elena', 'piotr']);
  for (const { subject } of first) expect(subject).toMatch(/^Missed: Deliver on time 70\.0 %/);
});

test('nobody acknowledges for four hours: the next step of the ladder is told, once', async () => {
  await travel(3.9);
  await noMails();
  await travel(4.1);
  const [mail] = await newMails(1);
  expect(toOf(mail as Email)).toBe('henrik');
  expect(mail?.text).toMatch(/[Nn]obody has acknowledged/);
  expect(mail?.text).toContain('Elena Marlow');
  await travel(4.2);
  await noMails();

  const link = linkIn(mail as Email, 'decide');
  expect((await openPage(link)).text).toContain('Henrik Sand');
  const answer = await submitPage(link, { choice: 'acknowledge', note: 'Known: the carrier lost a truck.' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('You acknowledged it');
  expect((await openPage(link)).text).toContain('the carrier lost a truck');
});

test('once it is acknowledged, the ladder climbs no further', async () => {
  await travel(60);
  await noMails();
  expect(await stack.hoshinJson('alerts')).toMatchObject([{ state: 'missed', acknowledged: { by: 'henrik' } }]);
});

test('top management assigns an action by the link of the first mail, and its owner is told', async () => {
  const link = linkIn(find(first, 'elena'), 'decide');
  const answer = await submitPage(link, {
    choice: 'assign',
    what: 'A second carrier for Lyon',
    owner: 'piotr',
    due: day(6),
  });
  expect(answer.status).toBe(200);
  const [mail] = await newMails(1);
  expect(toOf(mail as Email)).toBe('piotr');
  expect(mail?.subject).toContain('A second carrier for Lyon');
  expect(await actions()).toMatchObject([{ id: 'A-1', state: 'open', owner: 'piotr', due: day(6), reopened: 0 }]);
});

test('the digest of the week tells what was missed, decided and is being done, once however often its schedule fires', async () => {
  await travel((morning(4) - begin) / hourMs);
  const [reminder] = await newMails(1);
  expect([toOf(reminder as Email), reminder?.subject]).toEqual(['piotr', expect.stringMatching(/A second carrier/)]);
  const digest = await weeklyDigest(4);
  expect(digest.text).toMatch(/Missed: Deliver on time/);
  expect(digest.text).toMatch(/Henrik Sand/);
  expect(digest.text).toContain('the carrier lost a truck');
  expect(digest.text).toContain('A second carrier for Lyon');
  expect(digest.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click');
});

test('an action that is overdue is told to its owner and climbs the ladder', async () => {
  await travel(8 * 24);
  const overdue = await newMails(3);
  expect(overdue.map(toOf).sort()).toEqual(['elena', 'henrik', 'piotr']);
  await noMails();
});

test('done, but the deliveries since are as late as before: it reopens, and says so', async () => {
  const mails = await stack.mails();
  const mail = mails.findLast((each) => toOf(each) === 'piotr') as Email;
  const link = linkIn(mail, 'act');
  const refused = await submitPage(link, { button: 'done' });
  expect(refused.text).toMatch(/why it happened/);
  const told = { cause: 'One carrier, no replacement.', 'corrective-action': 'A second carrier under contract.' };
  const answer = await submitPage(link, { ...told, button: 'done' });
  expect(answer.status).toBe(200);
  expect(await actions()).toMatchObject([{ state: 'done' }]);

  await travel(12.5 * 24);
  await deliver(10, 40, 16);
  await counted(9, 11, 40);
  await travel(12.6 * 24);
  reopened = await newMails(2);
  expect(reopened.map(toOf).sort()).toEqual(['elena', 'piotr']);
  for (const { subject } of reopened) expect(subject).toContain('A second carrier for Lyon');
  expect(await actions()).toMatchObject([{ state: 'open', reopened: 1 }]);
});

test('done again, and met over the whole window: it is effective, and closed', async () => {
  const answer = await submitPage(linkIn(find(reopened, 'piotr'), 'act'), {
    ...{ cause: 'One carrier, and nobody who looks.', 'corrective-action': 'A second carrier, and a daily look.' },
    button: 'done',
  });
  expect(answer.status).toBe(200);
  await travel(16.5 * 24);
  await deliver(15, 30, 0);
  await counted(14, 16, 30);
  await travel(17 * 24);
  // Met so far, but not over the whole window: nothing is closed yet.
  await noMails();
  expect(await actions()).toMatchObject([{ state: 'done' }]);
  await travel(20.5 * 24);
  await deliver(18, 30, 1);
  await counted(17, 19, 30);
  await travel(21 * 24);
  // Six: everybody who was told hears that the target is met again, and that the action worked.
  const subjects = (await newMails(6)).map((mail) => `${toOf(mail)}: ${mail.subject?.split(':', 1)[0]}`);
  const told = ['elena', 'henrik', 'piotr'].flatMap((person) => [`${person}: Back on target`, `${person}: It worked`]);
  expect(subjects.sort()).toEqual(told);
  expect(await actions()).toMatchObject([{ id: 'A-1', state: 'effective', reopened: 1 }]);
});

test('the digest of the last week tells how it ended', async () => {
  await travel((morning(25) - begin) / hourMs);
  const digest = await weeklyDigest(25);
  expect(digest.text).toContain('A second carrier for Lyon');
  expect(digest.text).toMatch(/Effective: A second carrier for Lyon/);
  expect(digest.text).toMatch(/^Deliver on time meets its target\.$/m);
  // Where each mail went stands on record: all of them were delivered.
  const listed = () => stack.hoshinJson<{ state: string }[]>('notices', '--days', '60');
  await until(listed, (notices) => notices.length > 10 && notices.every(({ state }) => state === 'delivered'));
});
