/** Digests on the real local stack: two readers in different zones, a schedule that fires twice at once, and one click that ends them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../shared/core/time/calendar.ts';
import { weekdayOf } from '../../shared/core/time/weekday.ts';
import { applySecrets } from './support/ledger.ts';
import { linkIn, openPage, submitPage } from './support/links.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const company = `
sources:
  - { id: erp, types: [delivery] }
  - { id: desk, types: [complaint] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management], timeZone: Asia/Tokyo }
  - { id: jonas, name: Jonas Berg, email: jonas@marlow.example, roles: [top-management] }
  - { id: piotr, name: Piotr Zielinski, email: piotr@marlow.example }
policy:
  company: Marlow Pumps
  timeZone: Europe/Paris
  dimensions: { carrier: open }
objectives:
  - id: on-time
    title: Deliver on time
    kpi: on-time-delivery
    window: { days: 28 }
    target: 95 %
    direction: at-least
    leastN: 60
    margin: 1 %
    owner: piotr
`;

const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);
const event = (type: string, source: string, subject: string, data: object, time = Date.now() - 60_000) => ({
  ...{ specversion: '1.0', id: `${subject}@${time}`, source, subject, data },
  ...{ type: `hoshin.${type}.v1`, time: new Date(time).toISOString() },
});
/** Eighty deliveries due the day before yesterday, every fourth one late, or none. */
const deliveries = (late: boolean, time?: number) =>
  Array.from({ length: 80 }, (_, index) =>
    event(
      'delivery',
      'erp',
      `ORD-${index}`,
      {
        promise: { first: day(-2) },
        progress: { state: 'delivered', deliveredAt: day(late && index % 4 === 0 ? -1 : -2) },
        about: { carrier: index % 4 === 0 ? 'Slow Freight' : 'Swiftline' },
      },
      time,
    ),
  );

/** The first Monday that is still to come: everybody was configured before it. */
const monday = (() => {
  let next = day(1);
  while (weekdayOf(next) !== 'mon') next = addDays(next, 1);
  return next;
})();
const inTokyo = (weeks = 0) => new Date(`${addDays(monday, 7 * weeks)}T07:00:00+09:00`);
/** Summer or winter: 07:00 in Paris has passed at 06:15 UTC. */
const inParis = (weeks = 0) => new Date(`${addDays(monday, 7 * weeks)}T06:15:00Z`);

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 1, byHand: true });
  const secrets = await applySecrets(stack, company);
  erp = createSender(stack.local.endpoints.http, 'erp', secrets.erp ?? '');
  const desk = createSender(stack.local.endpoints.http, 'desk', secrets.desk ?? '');
  const complaint = {
    received: { receivedAt: day(0), severity: 'high', text: 'Late <b>again</b>. Call Pia Private: +49 170 1234567.' },
    about: { customer: { name: 'Pia Private' } },
  };
  expect(await desk.one(event('complaint', 'desk', 'C-1', complaint))).toMatchObject({ status: 202 });
  expect(await erp.batch(deliveries(true))).toMatchObject({ status: 202, body: { accepted: 80 } });
  await until(stack.mails, ({ length }) => length >= 3);
}, 180_000);
afterAll(() => stack?.stop());

const headerOf = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value;
const readerOf = ({ to }: Email) => to?.[0]?.address?.split('@')[0];
const digests = async () => (await stack.mails()).filter((mail) => headerOf(mail, 'list-unsubscribe') !== undefined);
const digestReaders = async () => (await digests()).map(readerOf);

/** Fires the schedule twice at the same moment, and once more. */
const fire = async (time: Date) => {
  const outcomes = await Promise.all([
    stack.local.fireSchedule('digest', time),
    stack.local.fireSchedule('digest', time),
  ]);
  outcomes.push(await stack.local.fireSchedule('digest', new Date(time.getTime() + 15 * 60_000)));
  expect(outcomes.map(({ type }) => type)).not.toContain('error');
};

test('each reader gets one mail, at seven on their own clock, though the schedule fires twice at once', async () => {
  await fire(inTokyo());
  await until(digests, ({ length }) => length >= 1);
  await fire(inParis());
  await until(digests, ({ length }) => length >= 2);
  await sleep(3_000);
  expect(await digestReaders()).toEqual(['elena', 'jonas']);
});

test('it says how targets stand, what explains it, and what customers said, without what is personal', async () => {
  const mail = (await digests())[1] as Email;
  expect(mail.subject).toMatch(/^Week \d+: The target is missed: Deliver on time$/);
  for (const said of [mail.text ?? '', mail.html ?? '']) {
    expect(said).toMatch(/75\.0\s%/);
    expect(said).toContain('Call […]');
    expect(said).not.toMatch(/Pia|1234567/);
  }
  expect(mail.html).toContain('&lt;b&gt;again');
  expect(mail.text).toContain('unacknowledged');
  const shown = await stack.hoshin('digest', '--to', 'jonas', '--dry-run');
  expect(shown).toMatchObject({ status: 0 });
  expect(shown.stdout).toContain('The target is missed: Deliver on time.');
  expect(await digests()).toHaveLength(2);
});

test('looking at the link ends nothing; one click of the mail program does', async () => {
  const [mail] = (await digests()) as [Email];
  const link = linkIn(mail, 'unsubscribe');
  expect(headerOf(mail, 'list-unsubscribe')).toBe(`<${link}>`);
  expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect((await openPage(link)).text).toContain('Stop the digests');
  const clicked = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(clicked.status).toBe(200);
  await fire(inTokyo(1));
  await fire(inParis(1));
  await until(digests, ({ length }) => length >= 3);
  await sleep(3_000);
  expect(await digestReaders()).toEqual(['elena', 'jonas', 'jonas']);
  expect(await stack.hoshin('digest', '--to', 'elena')).toMatchObject({ status: 1 });
});

test('alerts still come, and what had been told is restated once', async () => {
  const before = (await stack.mails()).length;
  expect(await erp.batch(deliveries(false, Date.now()))).toMatchObject({ status: 202 });
  const mails = await until(stack.mails, ({ length }) => length >= before + 3);
  expect(mails.slice(before).map(readerOf).sort()).toEqual(['elena', 'jonas', 'piotr']);
  expect(mails.at(-1)?.subject).toMatch(/^Back on target/);

  await fire(inParis(2));
  const restated = (await until(digests, ({ length }) => length >= 4)).at(-1) as Email;
  expect(restated.text).toMatch(/75\.0\s% \(n 80\)\s+→\s+100\.0\s% \(n 80\)\.\s+At least 20\s+records/);
  await fire(inParis(3));
  const next = (await until(digests, ({ length }) => length >= 5)).at(-1) as Email;
  expect(next.text).not.toContain('FIGURES THAT CHANGED');
});

test('there is a way back', async () => {
  const [mail] = (await digests()) as [Email];
  await submitPage(linkIn(mail, 'unsubscribe'), { digest: 'send' });
  await fire(inTokyo(4));
  await until(digestReaders, (readers) => readers.at(-1) === 'elena');
});
