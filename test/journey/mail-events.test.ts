/** What becomes of mails, on the real local stack: delivered, bounced and told to others, held back, and shown. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const objective = (id: string, title: string, carrier: string) => `
  - id: ${id}
    title: ${title}
    kpi: on-time-delivery
    slice: { carrier: ${carrier} }
    window: { days: 7 }
    target: 95 %
    direction: at-least
    leastN: 30
    owner: amina
    ladder:
      - { tell: [elena, amina] }
      - { afterHours: 8, tell: [jonas] }`;
const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: elena, name: Elena Marlow, email: bounce+elena@simulator.amazonses.com, roles: [top-management] }
  - { id: amina, name: Amina Diallo, email: amina@marlow.example }
  - { id: jonas, name: Jonas Berg, email: jonas@marlow.example }
  - { id: adam, name: Adam Roth, email: adam@marlow.example, roles: [administrator] }
policy:
  company: Marlow
  timeZone: Europe/Paris
  dimensions: { carrier: open }
objectives:${objective('swift', 'Swiftline on time', 'Swift')}${objective('slow', 'Slow Freight on time', 'Slow')}
`;

interface Noticed {
  id: string;
  person: { id: string };
  about: { kind: string };
  state: string;
  why: string;
  messageId?: string;
  problem?: string;
  delayedAt?: string;
}

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;
beforeAll(async () => {
  stack = await startJourneyStack({ settleSeconds: 1, batchingSeconds: 1, byHand: true });
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { source: string; secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'Targets for the year'],
  );
  erp = createSender(stack.local.endpoints.http, 'erp', secrets[0]?.secret ?? '');
});
afterAll(() => stack?.stop());

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Forty deliveries of a carrier, every second one late. */
const missWith = async (carrier: string) => {
  const events = Array.from({ length: 40 }, (_, index) => ({
    specversion: '1.0',
    id: `${carrier}-${index}`,
    source: 'erp',
    type: 'hoshin.delivery.v1',
    subject: `${carrier}-${index}`,
    time: new Date(Date.now() - 60_000).toISOString(),
    data: {
      promise: { first: dayBefore(3) },
      progress: { state: 'delivered', deliveredAt: dayBefore(index % 2 === 0 ? 3 : 1) },
      about: { carrier },
    },
  }));
  expect(await erp.batch(events)).toMatchObject({ status: 202, body: { accepted: 40 } });
};
const notices = (...args: string[]) => stack.hoshinJson<Noticed[]>('notices', ...args);
const statesOf = (all: readonly Noticed[]) =>
  Object.fromEntries(all.map(({ person, about, state }) => [`${person.id} ${about.kind}`, state]));
/** Judges, and sends what is owed. */
const sweep = () => stack.local.fireSchedule('sweep');
const settled = (objectiveId: string, count: number) =>
  until(
    async () => {
      await sweep();
      return notices('--objective', objectiveId);
    },
    (all) => all.length >= count && all.every(({ state }) => ['delivered', 'failed', 'skipped'].includes(state)),
    { everyMs: 1_000 },
  );
const mailTo = async (address: string) =>
  (await stack.mails()).filter(({ to }) => to?.some((each) => each.address === address));

test('a mail that arrives is delivered; one that bounces is told to the next on the ladder and to the administrator', async () => {
  await missWith('Slow');
  expect(statesOf(await settled('slow', 3))).toEqual({
    'amina alert': 'delivered',
    'elena alert': 'failed',
    'jonas alert': 'delivered',
  });
  const [instead] = await mailTo('jonas@marlow.example');
  expect(instead?.subject).toMatch(/^Missed: Slow Freight on time/);
  const text = instead?.text?.replace(/\s+/g, ' ');
  // At the top, and as the reason in the footer.
  expect(text?.split('You are told instead of Elena Marlow, whose mail did not arrive.')).toHaveLength(3);
  const [report, ...others] = await until(
    () => mailTo('adam@marlow.example'),
    (mails) => mails.length > 0,
  );
  expect(others).toEqual([]);
  expect(report?.subject).toBe('Not delivered: mail to Elena Marlow (Slow Freight on time, target missed)');
  for (const part of ['5.1.1 user unknown', 'Jonas Berg was told instead.', 'hoshin people --unsuppress elena'])
    expect(report?.text?.replace(/\s+/g, ' ')).toContain(part);
});

test('whoever can not be reached is not written to again: the next alarm is skipped, and told to others', async () => {
  const before = (await mailTo('bounce+elena@simulator.amazonses.com')).length;
  await missWith('Swift');
  expect(statesOf(await settled('swift', 3))).toEqual({
    'amina alert': 'delivered',
    'elena alert': 'skipped',
    'jonas alert': 'delivered',
  });
  expect(await mailTo('bounce+elena@simulator.amazonses.com')).toHaveLength(before);
});

test('delivered, failed and skipped are three words, in the list as in the mails', async () => {
  const { stdout, status } = await stack.hoshin('notices');
  expect(status).toBe(0);
  for (const word of ['delivered', 'failed', 'skipped']) expect(stdout).toMatch(new RegExp(`\\b${word}\\b`));
  expect(stdout).not.toContain('@');
  const failed = await notices('--state', 'failed');
  expect(failed).toMatchObject([{ person: { id: 'elena' }, problem: expect.stringContaining('user unknown') }]);
  const reports = (await mailTo('adam@marlow.example')).map(({ subject }) => subject?.split(':')[0]);
  expect(reports).toEqual(['Not delivered', 'Not sent']);
});

test('logs of what became of mails name notices, and no address', () => {
  const log = readFileSync(join(stack.local.logDir, 'track.log'), 'utf8');
  for (const word of ['delivery', 'bounce', '"instead":"told"']) expect(log).toContain(word);
  expect(log).not.toContain('@');
});

test('a suppressed person is shown, and let through again', async () => {
  const people = await stack.hoshin('people');
  expect(people.stdout).toMatch(/elena .*suppressed: bounced on/);
  const doctor = await stack.hoshin('doctor');
  expect(doctor.stdout).toMatch(/✗ Mails to elena +suppressed: bounced/);
  expect((await stack.hoshin('people', '--unsuppress', 'elena')).status).toBe(0);
  expect((await stack.hoshin('people')).stdout).not.toContain('suppressed');
  expect((await stack.hoshin('people', '--unsuppress', 'elena')).status).toBe(1);
});

test('a late complaint and a delay change what is known, and not that it was delivered', async () => {
  const [mail] = await notices('--person', 'jonas', '--objective', 'slow');
  await stack.local.emitMailEvent(mail?.messageId ?? '', 'DeliveryDelay');
  await stack.local.emitMailEvent(mail?.messageId ?? '', 'Complaint');
  const after = await until(
    () => notices('--person', 'jonas', '--objective', 'slow'),
    ([notice]) => notice?.delayedAt !== undefined && notice.problem !== undefined,
  );
  expect(after).toMatchObject([{ state: 'delivered', problem: 'the person called it spam' }]);
  expect((await stack.hoshin('people')).stdout).toMatch(/jonas .*no digests: complained/);
});
