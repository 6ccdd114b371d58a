/**
 * What the product is for, seen by customers: deliveries reach them, each is asked in their own language, a score is
 * clicked in the mail, the page is answered on a phone, and leadership reads whether perception follows performance.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';
import { connectQueues } from './support/queues.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { createSender } from './support/webhook.ts';

const chromium = findChromium();
const hourMs = 3_600_000;
/** Noon in Paris of tomorrow, give or take an hour: outside of any quiet hours. */
const noon = Date.parse(`${new Date(Date.now() + 24 * hourMs).toISOString().slice(0, 10)}T11:00:00Z`);
const today = new Date(noon).toISOString().slice(0, 10);
const yesterday = new Date(noon - 24 * hourMs).toISOString().slice(0, 10);

const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
policy:
  company: Marlow Pumps
  timeZone: Europe/Paris
  dimensions: { survey: open, language: open, carrier: open }
surveys:
  - id: after-delivery
    languages: [en, fr, ar]
    title: { en: How did we do?, fr: Comment avons-nous fait ?, ar: كيف كان أداؤنا؟ }
    questions:
      - { id: recommend, kind: nps, text: { en: Would you recommend us?, fr: Nous recommanderiez-vous ?, ar: هل توصي بنا؟ } }
      - { id: satisfied, kind: csat, text: { en: How satisfied are you?, fr: Êtes-vous satisfait ?, ar: ما مدى رضاك؟ } }
      - { id: why, kind: text, text: { en: Why?, fr: Pourquoi ?, ar: لماذا؟ } }
    thanks: { en: Thank you., fr: Merci beaucoup., ar: شكرًا جزيلًا. }
    invite: { delayHours: 1 }
`;

let stack: JourneyStack;
let erp: ReturnType<typeof createSender>;
let browser: Browser | undefined;
let drained: () => Promise<unknown>;
let shiftMs = noon - Date.now();

const moveTo = (instant: number) => {
  shiftMs = instant - Date.now();
  stack.local.setClockShift(shiftMs);
};
const now = () => Date.now() + shiftMs;

interface Customer {
  email: string;
  language?: string;
}
/** A delivery that was promised for today, or for yesterday and so came late; some minutes ago. */
const delivery = (subject: string, late: boolean, customer?: Customer, minutes = 5) => ({
  specversion: '1.0',
  id: `${subject}-1`,
  source: 'erp',
  type: 'hoshin.delivery.v1',
  subject,
  time: new Date(now() - 60_000).toISOString(),
  data: {
    promise: { first: late ? yesterday : today },
    progress: { state: 'delivered', deliveredAt: new Date(now() - minutes * 60_000).toISOString() },
    about: { carrier: 'Swiftline', ...(customer && { customer: { name: 'A customer', ...customer } }) },
  },
});

const toOf = ({ to }: Email) => to?.[0]?.address ?? '';
const mailTo = async (address: string): Promise<Email> => {
  const mail = (await stack.mails()).find((each) => toOf(each) === address);
  if (!mail) throw new Error(`no mail to ${address}`);
  return mail;
};

interface Reading {
  total: { value: number | null; n: number };
}
const read = async (kpi: string, ...slice: string[]) => {
  const span = ['--from', yesterday, '--to', today];
  const { total } = await stack.hoshinJson<Reading>('kpi', kpi, ...span, ...slice);
  return total;
};

beforeAll(async () => {
  stack = await startJourneyStack({ byHand: true, batchingSeconds: 1 });
  moveTo(noon);
  drained = (await connectQueues(stack)).drained;
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { source: string; secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'What customers are asked'],
  );
  erp = createSender(stack.local.endpoints.http, 'erp', secrets[0]?.secret ?? '', () => Math.floor(shiftMs / 1000));
  browser = chromium ? await openBrowser(chromium) : undefined;
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

test('deliveries that reach their customers invite each of them once', async () => {
  const events = [
    delivery('ORD-1', false, { email: 'amelie@aquadel.example', language: 'fr-FR' }),
    delivery('ORD-2', true, { email: 'yusuf@voda.example', language: 'ar' }),
    delivery('ORD-3', false, { email: 'hanna@nordic.example', language: 'sv' }),
    delivery('ORD-4', true, { email: 'silent@nordic.example' }),
    // The same customer, a little later: the first one is asked about.
    delivery('ORD-5', true, { email: 'Amelie@Aquadel.example', language: 'fr' }, 4),
    delivery('ORD-6', false),
  ];
  expect(await erp.batch(events)).toMatchObject({ status: 202, body: { accepted: 6 } });
  // Again, as senders do.
  expect(await erp.batch(events)).toMatchObject({ status: 202 });
  // Of ORD-6 no address is known yet: it may come until the mail falls due.
  const waiting = () => stack.hoshinJson<unknown[]>('invitations', '--state', 'waiting');
  await until(waiting, ({ length }) => length === 6, { everyMs: 500 });
  moveTo(noon + 2 * hourMs);
  expect(await stack.local.fireSchedule('outreach', new Date(now()))).toMatchObject({ type: 'result' });
  await until(
    () => stack.local.readMails(),
    ({ length }) => length >= 4,
  );
  const mails = await stack.mails();
  expect(mails.map((mail) => toOf(mail).toLowerCase()).sort()).toEqual([
    'amelie@aquadel.example',
    'hanna@nordic.example',
    'silent@nordic.example',
    'yusuf@voda.example',
  ]);
  expect((await mailTo('yusuf@voda.example')).html).toContain('dir="rtl"');
  expect((await mailTo('hanna@nordic.example')).text).toContain('How did we do?');
});

/** The link of a score, as the mail shows it. */
const scoreLink = ({ html = '' }: Email, score: number): string => {
  const link = [...html.matchAll(/href="([^"]+)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .find((href) => href.includes('/v1/survey/') && new URL(href).searchParams.get('score') === String(score));
  if (!link) throw new Error(`the mail has no link for ${score}`);
  return link;
};

describe.skipIf(!chromium)('in a browser on a phone', () => {
  /** Clicks a score in the mail, looks, answers the rest, and sends. */
  const answer = async (email: string, score: number, csat: number, words: string): Promise<Page> => {
    const page = (await browser?.newPage({ viewport: { width: 360, height: 740 } })) as Page;
    await page.goto(scoreLink(await mailTo(email), score));
    expect(await page.isChecked(`input[name="q-recommend"][value="${score}"]`)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.locator(`label:has(input[name="q-satisfied"][value="${csat}"])`).click();
    await page.fill('#q-why', words);
    await page.click('button[type="submit"]');
    return page;
  };

  test('the score that was clicked is chosen, the rest is answered in French and in Arabic', async () => {
    const french = await answer('amelie@aquadel.example', 10, 5, 'Livraison impeccable, merci !');
    expect(await french.textContent('main')).toContain('Merci beaucoup.');
    expect(await french.getAttribute('html', 'lang')).toBe('fr');
    const arabic = await answer('yusuf@voda.example', 3, 2, 'وصلت الشحنة متأخرة');
    expect(await arabic.textContent('main')).toContain('شكرًا جزيلًا.');
    expect(await arabic.getAttribute('html', 'dir')).toBe('rtl');
    const english = await answer('hanna@nordic.example', 9, 4, '');
    expect(await english.textContent('main')).toContain('Thank you.');
    // A click alone is no answer.
    const opened = await browser?.newPage();
    await opened?.goto(scoreLink(await mailTo('silent@nordic.example'), 0));
    await french.goBack();
    await french.reload();
    expect(await french.locator('form').count()).toBe(0);
  });

  test('what leadership reads is right: NPS, response rate, perception gap', async () => {
    await drained();
    await until(
      () => read('nps'),
      ({ n }) => n === 3,
      { everyMs: 1_000 },
    );
    // Two promoters and one detractor of three.
    expect((await read('nps')).value).toBeCloseTo(100 / 3, 9);
    await until(
      () => read('response-rate'),
      ({ value }) => value === 3 / 4,
      { everyMs: 1_000 },
    );
    expect(await read('response-rate')).toMatchObject({ n: 4 });
    expect(await read('response-rate', '--slice', 'language=fr')).toMatchObject({ n: 1, value: 1 });
    expect(await read('response-rate', '--slice', 'carrier=Swiftline')).toMatchObject({ n: 4 });
    // Both who were served on time are satisfied, who was served late is not.
    expect(await read('perception-gap')).toMatchObject({ n: 3, value: 100 });
    expect(await read('satisfied-though-late')).toMatchObject({ n: 1, value: 0 });
  });

  test('whoever has not answered is reminded once, and nobody else', async () => {
    const before = stack.local.readMails().length;
    for (const days of [6, 12]) {
      moveTo(noon + days * 24 * hourMs);
      expect(await stack.local.fireSchedule('outreach', new Date(now()))).toMatchObject({ type: 'result' });
    }
    const mails = await until(
      () => stack.mails(),
      ({ length }) => length > before,
    );
    expect(mails.slice(before).map(toOf)).toEqual(['silent@nordic.example']);
  });
});
