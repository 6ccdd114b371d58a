/** Links out of real mails: whatever follows them changes nothing, until somebody decides; then it is decided once. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { UnsecuredJWT } from 'jose';
import type { Browser } from 'playwright-core';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Link, signToken } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';
import { findChromium, focusedId, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';
import { flood } from './support/flood.ts';
import { applySecrets } from './support/ledger.ts';
import { linkIn, openPage, submitPage } from './support/links.ts';
import { takeSnapshot } from './support/snapshot.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management], timeZone: Asia/Tokyo }
  - { id: jonas, name: Jonas Berg, email: jonas@marlow.example, roles: [top-management], digest: { weekly: false } }
  - { id: amina, name: Amina Diallo, email: amina@marlow.example, roles: [top-management], digest: { weekly: false } }
  - { id: piotr, name: Piotr Zielinski, email: piotr@marlow.example }
policy:
  company: Marlow Pumps
  timeZone: Europe/Paris
  dimensions: { site: open }
objectives:
  - id: on-time
    title: Deliver on time
    kpi: on-time-delivery
    window: { days: 7 }
    target: 95 %
    direction: at-least
    leastN: 60
    owner: piotr
`;

const dayMs = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

let stack: JourneyStack;
let tables: string[];
let key: LinkKey;
/** The decision pages of the people who were told, by person. */
const decide: Record<string, string> = {};
/** One address of each kind of page. */
const kinds: Record<string, string> = {};

const snapshot = () => takeSnapshot(stack, tables);
const toOf = ({ to }: Email) => to?.[0]?.address?.split('@')[0] ?? '';
const tokenOf = (address: string) => address.split('/').at(-1) ?? '';
const pageOf = (token: string, purpose = 'decide') => `${stack.local.endpoints.http}/v1/${purpose}/${token}`;

/** A link of our own making, with the stack's very key. */
const forge = async (link: Partial<Link>, at: number) => {
  const payload = JSON.parse(Buffer.from(tokenOf(decide.elena ?? '').split('.')[1] ?? '', 'base64url').toString());
  return signToken({ purpose: 'decide', notice: payload.n, subject: payload.s, ...link }, key, at);
};

interface Alert {
  objective: string;
  version: number;
  acknowledged?: { by: string; at: string };
}
const alertNow = async (): Promise<Alert> => {
  const [alert] = await stack.hoshinJson<Alert[]>('alerts');
  if (!alert) throw new Error('there is no alert');
  return alert;
};

const readParameter = async (name: string): Promise<string> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SSMClient({ region: 'eu-west-1', credentials, endpoint: stack.local.endpoints.ssm });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  client.destroy();
  return Parameter?.Value ?? '';
};

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 1, byHand: true });
  const secrets = await applySecrets(stack, company);
  const told = JSON.parse(await readParameter(stack.local.stackParameter ?? ''));
  tables = [told.boardTable, told.recordsTable];
  const erp = createSender(stack.local.endpoints.http, 'erp', secrets.erp ?? '');
  const events = Array.from({ length: 80 }, (_, index) => ({
    specversion: '1.0',
    id: `event-${index}`,
    source: 'erp',
    type: 'hoshin.delivery.v1',
    subject: `ORD-${index}`,
    time: new Date(Date.now() - 60_000).toISOString(),
    data: {
      promise: { first: dayFromNow(-3) },
      progress: { state: 'delivered', deliveredAt: dayFromNow(index % 2 === 0 ? -2 : -3) },
      about: { site: index % 4 === 0 ? 'Lyon' : 'Turin' },
    },
  }));
  expect(await erp.batch(events)).toMatchObject({ status: 202, body: { accepted: 80 } });
  // On a machine that is busy, eighty deliveries may be told in pieces: the sweep looks at what the pieces left.
  const swept = async () => {
    await stack.local.fireSchedule('sweep', new Date());
    return stack.mails();
  };
  const mails = await until(swept, ({ length }) => length >= 4, { everyMs: 3_000 });
  for (const mail of mails) decide[toOf(mail)] = linkIn(mail, 'decide');
  [key] = parseLinkKeys(await readParameter(`/hoshin/${told.stage}/link-keys`)) as [LinkKey];
}, 180_000);
afterAll(() => stack?.stop());

test('everybody who was told of the miss has a link of their own', () => {
  expect(Object.keys(decide).sort()).toEqual(['amina', 'elena', 'jonas', 'piotr']);
  expect(new Set(Object.values(decide)).size).toBe(4);
});

test('what one of them decides is recorded, and an action begins', async () => {
  const link = decide.jonas ?? '';
  const form = { choice: 'assign', what: 'Agree on a later cut-off', owner: 'piotr', due: dayFromNow(14) };
  const page = await submitPage(link, form);
  expect(page.status).toBe(200);
  expect(page.text).toContain('You assigned an action to Piotr Zielinski');
  expect((await alertNow()).acknowledged).toMatchObject({ by: 'jonas' });
  const mails = await until(stack.mails, ({ length }) => length >= 5);
  Object.assign(kinds, {
    open: decide.elena,
    decided: link,
    action: linkIn(mails.at(-1) as Email, 'act'),
    expired: pageOf(await forge({}, Date.now() - 31 * dayMs)),
    'for something else': pageOf(tokenOf(link), 'unsubscribe'),
    tampered: `${link.slice(0, -1)}${link.endsWith('A') ? 'E' : 'A'}`,
    unknown: pageOf(await forge({ subject: 'another-objective' }, Date.now())),
  });
});

test('the digest has a link that ends it', async () => {
  const monday = new Date();
  monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7 || 7));
  // Seven o'clock in Tokyo.
  monday.setUTCHours(-2, 0, 0, 0);
  expect(await stack.local.fireSchedule('digest', monday)).toMatchObject({ type: 'result' });
  const mails = await until(stack.mails, ({ length }) => length >= 6);
  expect(toOf(mails.at(-1) as Email)).toBe('elena');
  kinds.unsubscribe = linkIn(mails.at(-1) as Email, 'unsubscribe');
});

/** What SES tells of the mails comes a moment after them. */
const everyMailArrived = () =>
  until(
    async () => Object.values(await snapshot()).filter((item) => item.includes('["kind",{"S":"notice"}]')),
    (notices) => notices.length === 6 && notices.every((item) => item.includes('["state",{"S":"delivered"}]')),
    { seconds: 30 },
  );

test('10,000 requests that are no POST change nothing, whichever link they follow', async () => {
  await everyMailArrived();
  const before = await snapshot();
  const mailsBefore = stack.local.readMails().length;
  const addresses = [...Object.values(kinds), `${kinds.open}?choice=accept`, `${kinds.open}?choice=assign`];
  const methods = ['GET', 'HEAD', 'OPTIONS'];
  const requests = Array.from(
    { length: 10_000 },
    (_, at) => [methods[at % 3] ?? '', addresses[Math.floor(at / 3) % addresses.length] ?? ''] as const,
  );
  const began = performance.now();
  const counts = await flood(requests);
  console.log(`10,000 requests in ${((performance.now() - began) / 1000).toFixed(1)} s: ${JSON.stringify(counts)}`);
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(10_000);
  expect(Object.keys(counts).filter((answer) => /5\d\d/.test(answer))).toEqual([]);
  expect(counts['OPTIONS 204']).toBe(3_333);
  expect(await snapshot()).toEqual(before);
  expect(stack.local.readMails()).toHaveLength(mailsBefore);
  expect(Object.keys(before).length).toBeGreaterThan(100);
});

test('a link that is not one has a page that says so, and no POST to it changes anything', async () => {
  const before = await snapshot();
  const payload = { purpose: 'decide', n: 'x', s: 'on-time' };
  const cases = [
    [410, 'This link has expired', kinds.expired],
    [403, 'This link is for something else', kinds['for something else']],
    [404, 'This link does not work', kinds.tampered],
    [404, 'This link does not work', pageOf(new UnsecuredJWT(payload).encode())],
    [404, 'This link does not work', pageOf('..%2f..%2fadmin')],
    [404, 'There is nothing behind this link any more', kinds.unknown],
  ] as const;
  for (const [status, title, address = ''] of cases) {
    const shown = await openPage(address);
    expect([shown.status, shown.text]).toEqual([status, expect.stringContaining(title)]);
    const posted = await submitPage(address, { choice: 'acknowledge' });
    expect([posted.status, posted.text]).toEqual([status, expect.stringContaining(title)]);
  }
  expect(await snapshot()).toEqual(before);
});

test('a method that has no page is answered by the API itself', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    const { status } = await fetch(kinds.open ?? '', { method });
    expect(status).toBe(404);
  }
});

const chromium = findChromium();
describe.skipIf(!chromium)('in a browser with scripts on', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)(
    'every kind of page loads nothing else, changes nothing, fits a phone and has no accessibility violations, %s',
    async (colorScheme) => {
      const before = await snapshot();
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (each) => asked.push(each.url()));
      const found: Record<string, unknown> = {};
      const pages = { ...kinds, assigning: `${kinds.open}?choice=assign` };
      for (const [kind, address] of Object.entries(pages)) {
        asked.length = 0;
        await page.goto(address);
        await page.mouse.wheel(0, 2_000);
        const tooWide = await overflowOf(page);
        found[kind] = { asked: asked.length, tooWide, violations: await violationsOf(page) };
      }
      const fine = { asked: 1, tooWide: 0, violations: [] };
      expect(found).toEqual(Object.fromEntries(Object.keys(pages).map((kind) => [kind, fine])));
      expect(await context.cookies()).toEqual([]);
      await context.close();
      expect(await snapshot()).toEqual(before);
    },
  );

  test('a form that is not whole comes back with its errors, accessibly', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${kinds.open}?choice=accept`);
    await page.getByLabel('Why').fill('The new carrier starts in July.');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Enter the last day on which you accept the risk');
    expect(await page.getByLabel('Why').inputValue()).toBe('The new carrier starts in July.');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Enter the last day' }).click();
    expect(await focusedId(page)).toBe('until');
    await page.close();
  });

  test('paper shows the evidence and no form', async () => {
    const page = await browser.newPage();
    await page.goto(kinds.open ?? '');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Record the decision' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await page.getByRole('img').isVisible()).toBe(true);
    await page.close();
  });

  test('the keyboard alone is enough to decide', async () => {
    const page = await browser.newPage();
    await page.goto(kinds.open ?? '');
    const tabTo = async (id: string) => {
      for (let presses = 0; presses < 30 && (await focusedId(page)) !== id; presses++) await page.keyboard.press('Tab');
      expect(await focusedId(page)).toBe(id);
    };
    await tabTo('choice-acknowledge');
    await page.keyboard.press('Space');
    await tabTo('note');
    await page.keyboard.type('I call them today.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'You acknowledged it.' }).waitFor();
    expect((await alertNow()).acknowledged).toMatchObject({ by: 'elena' });
    await page.close();
  });
});

test('a link that is used again shows what was decided, and changes nothing', async () => {
  const before = await snapshot();
  const again = await submitPage(decide.jonas ?? '', { choice: 'acknowledge' });
  expect(again.status).toBe(200);
  expect(again.text).toContain('You assigned an action to Piotr Zielinski');
  expect(again.text).toContain('This link has been used');
  expect(await snapshot()).toEqual(before);
});

test('of two at once one decides, and both see what was decided', async () => {
  const link = decide.amina ?? '';
  const { version } = await alertNow();
  const [first, second] = await Promise.all([
    submitPage(link, { choice: 'acknowledge', note: 'First.' }),
    submitPage(link, { choice: 'accept', until: dayFromNow(30), reason: 'Second.' }),
  ]);
  const won = first.text.includes('First.') ? 'First.' : 'Second.';
  for (const page of [first, second]) {
    expect(page.status).toBe(200);
    expect(page.text).toContain(won);
    expect(page.text).not.toContain(won === 'First.' ? 'Second.' : 'First.');
  }
  expect((await alertNow()).version).toBe(version + 1);
});
