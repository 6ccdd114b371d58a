/** Invitations on the real local stack where things go wrong: a mail bounces, somebody has had enough, somebody forgets to answer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: adam, name: Adam Roth, email: adam@marlow.example, roles: [administrator, top-management] }
policy:
  company: Marlow
  timeZone: Europe/Paris
  dimensions: { survey: open }
surveys:
  - id: after-delivery
    title: How was it?
    questions:
      - { id: recommend, kind: nps, text: Would you recommend us? }
    invite: { delayHours: 0, quarantineDays: 0, reminderDays: 1, quiet: { from: '00:00', until: '00:00' } }
`;
const gone = 'bounce+ghost@simulator.amazonses.com';
const dayMs = 86_400_000;

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;
beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 1, byHand: true });
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { source: string; secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Adam Roth', '--reason', 'What customers are asked'],
  );
  erp = createSender(stack.local.endpoints.http, 'erp', secrets[0]?.secret ?? '');
});
afterAll(() => stack?.stop());

const today = new Date().toISOString().slice(0, 10);
const deliver = (subject: string, email: string) => {
  const deliveredAt = new Date(Date.now() - 60_000).toISOString();
  return erp.one({
    ...{ specversion: '1.0', id: subject, source: 'erp', type: 'hoshin.delivery.v1', subject, time: deliveredAt },
    data: { promise: { first: today }, progress: { state: 'delivered', deliveredAt }, about: { customer: { email } } },
  });
};
const invitations = (...args: string[]) =>
  stack.hoshinJson<{ delivery: { subject: string }; reason?: string }[]>('invitations', ...args);
const subjects = async (...args: string[]) =>
  (await invitations(...args)).map(({ delivery }) => delivery.subject).sort();
/** What falls due, some minutes or days from now. */
const outreach = (laterMs = 60_000) => stack.local.fireSchedule('outreach', new Date(Date.now() + laterMs));
const mailsTo = async (address: string) =>
  (await stack.mails()).filter(({ to }) => to?.some((each) => each.address === address));
const responseRate = async () => {
  const span = ['--from', today, '--to', today];
  const { total } = await stack.hoshinJson<{ total: { n: number } }>('kpi', 'response-rate', ...span);
  return total.n;
};

test('a mail that bounces is told to nobody, and counts as no invitation', async () => {
  for (const [subject, email] of [
    ['ORD-1', 'ada@customer.example'],
    ['ORD-2', gone],
    ['ORD-3', 'bob@customer.example'],
  ] as const)
    expect(await deliver(subject, email)).toMatchObject({ status: 202 });
  await until(
    () => subjects('--state', 'waiting'),
    ({ length }) => length === 3,
  );
  expect(await outreach()).toMatchObject({ type: 'result' });
  await until(
    () => stack.mails(),
    ({ length }) => length === 3,
  );
  // The bounce comes through SES's events; the next run takes the invitation back.
  const undelivered = await until(
    async () => {
      await outreach();
      return subjects('--reason', 'undelivered');
    },
    ({ length }) => length > 0,
    { everyMs: 1_000 },
  );
  expect(undelivered).toEqual(['ORD-2']);
  expect(await until(responseRate, (n) => n === 2)).toBe(2);
  expect(await mailsTo('adam@marlow.example')).toEqual([]);
});

test('one click ends invitations, a reminder comes once, and neither is written to again', async () => {
  const [mail] = await mailsTo('bob@customer.example');
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  // What mail programs send (RFC 8058).
  const stop = header('list-unsubscribe').replace(/[<>]/g, '');
  const clicked = await fetch(stop, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect(clicked.status).toBe(200);

  expect(await outreach(dayMs + 120_000)).toMatchObject({ type: 'result' });
  const reminders = await until(
    () => mailsTo('ada@customer.example'),
    ({ length }) => length === 2,
  );
  expect(reminders.map(({ subject }) => subject).sort()).toEqual(['How was it?', 'Reminder: How was it?']);
  await outreach(3 * dayMs);

  await deliver('ORD-4', 'Bob@Customer.example');
  await deliver('ORD-5', gone);
  await until(
    () => subjects('--state', 'waiting'),
    ({ length }) => length === 2,
  );
  await outreach();
  expect(await subjects('--reason', 'unsubscribed')).toEqual(['ORD-4']);
  expect(await subjects('--reason', 'suppressed')).toEqual(['ORD-5']);
  expect(await mailsTo('bob@customer.example')).toHaveLength(1);
  expect(await mailsTo('ada@customer.example')).toHaveLength(2);
  const { stdout } = await stack.hoshin('invitations');
  for (const row of [/invited\s+2$/, /skipped\s+undelivered\s+1$/, /skipped\s+unsubscribed\s+1$/])
    expect(stdout.split('\n').some((line) => row.test(line))).toBe(true);
});
