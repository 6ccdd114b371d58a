/**
 * A complaint from the customer's phone to the KPI: filed in French on the form, confirmed by mail, told to its owner because it
 * is severe, acknowledged, resolved with an answer; and real complaints through the API, word for word.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { findChromium, openBrowser, violationsOf } from '../support/browser.ts';
import { hasRealData, readRealCsv } from '../support/real-data.ts';
import { connectQueues } from './support/queues.ts';
import { takeSnapshot } from './support/snapshot.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { signHeaders } from './support/webhook.ts';

const chromium = findChromium();
/** How long real complaints are posted for, at most. */
const postingMs = 20_000;

/** A record's words, as the table holds them. */
const Stored = z.object({ received_p: z.object({ M: z.object({ text: z.object({ S: z.string() }) }) }) });

const company = `
sources:
  - { id: crm, types: [complaint] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
  - { id: olga, name: Olga Petit, email: olga@marlow.example }
policy:
  company: Marlow Pumps
  timeZone: Europe/Paris
  dimensions: { channel: open }
  complaints:
    acknowledgeHours: 24
    resolveHours: 72
    owner: olga
    severe: { words: [blessé] }
    form: { languages: [en, fr, ar], categories: [damaged, safety, other] }
`;

let stack: JourneyStack;
let browser: Browser | undefined;
let secret: string;
const dayMs = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

interface Reading {
  total: { value: number | null; n: number };
}
/** Of what came in by the form: real complaints come in by the API. */
const read = async (kpi: string) => {
  const span = ['--from', dayFromNow(-2), '--to', dayFromNow(1)];
  return (await stack.hoshinJson<Reading>('kpi', kpi, ...span, '--slice', 'channel=web')).total;
};
const mailsTo = async (address: string): Promise<Email[]> =>
  (await stack.mails()).filter(({ to }) => to?.[0]?.address === address);

beforeAll(async () => {
  stack = await startJourneyStack({ byHand: true, batchingSeconds: 1 });
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  const { secrets } = await stack.hoshinJson<{ secrets: { source: string; secret: string }[] }>(
    ...['apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'How we care for complaints'],
  );
  secret = secrets[0]?.secret ?? '';
  browser = chromium ? await openBrowser(chromium) : undefined;
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe.skipIf(!chromium)('a complaint on a phone, in French', () => {
  const customer = 'camille@customer.example';
  let number = '';

  test('gets a case number at once, which reloading shows again', async () => {
    const context = await browser?.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
    const page = await context?.newPage();
    if (!page) throw new Error('there is no browser');
    await page.goto(`${stack.local.endpoints.http}/v1/complaint`);
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    await page.locator('#what').fill('Le carter est tombé : mon collègue est BLESSÉ.\nRappelez-moi.');
    await page.locator('#category').selectOption('safety');
    await page.locator('#order').fill('ORD-1');
    await page.locator('#name').fill('Camille Durand');
    await page.locator('#email').fill(customer);
    await page.locator('button[type=submit]').click();
    number = (await page.locator('.number dd').textContent()) ?? '';
    expect(number).toMatch(/^C-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    expect(await page.locator('.number dd').textContent()).toBe(number);
    await context?.close();
  });

  test('is confirmed to the customer and told to its owner, each once', async () => {
    const [confirmed] = await until(
      () => mailsTo(customer),
      ({ length }) => length > 0,
    );
    expect(confirmed?.subject).toContain(number);
    expect(confirmed?.html).toContain('lang="fr"');
    // Anybody can give any address: nothing that was typed is sent to it.
    expect(`${confirmed?.text}${confirmed?.html}`).not.toMatch(/carter|Durand/);
    const [told] = await until(
      () => mailsTo('olga@marlow.example'),
      ({ length }) => length > 0,
    );
    expect(told?.subject).toContain(`Severe complaint ${number} about safety`);
    for (const said of [
      'mon collègue est BLESSÉ',
      'Camille Durand',
      customer,
      'ORD-1',
      `complaints acknowledge ${number}`,
    ])
      expect(told?.text?.replace(/\s+/g, ' ')).toContain(said);
    expect(await mailsTo('elena@marlow.example')).toEqual([]);
  });

  test('is listed as severe and open, until it is acknowledged and resolved with an answer', async () => {
    const listed = () => stack.hoshinJson<{ complaint: string; state: string; severe: object[] }[]>('complaints');
    const [open] = await until(listed, ({ length }) => length > 0);
    expect(open).toMatchObject({ complaint: number, state: 'received', overdue: null, delivery: 'ORD-1' });
    expect(open?.severe).toEqual([{ by: 'word', what: 'blessé' }]);
    expect(
      await until(
        () => read('open-complaints'),
        ({ n }) => n === 1,
      ),
    ).toMatchObject({ value: 1 });

    const typed = number.toLowerCase().replaceAll('-', '');
    const acknowledged = await stack.hoshin(
      'complaints',
      'acknowledge',
      typed,
      '--by',
      'olga',
      '--note',
      'Called him.',
    );
    expect([acknowledged.status, acknowledged.stdout]).toEqual([0, `${number} is acknowledged.\n`]);
    const answer = 'Un nouveau carter est en route.';
    const resolved = await stack.hoshin('complaints', 'resolve', number, '--by', 'olga', '--tell', answer);
    expect([resolved.status, resolved.stdout]).toEqual([0, `${number} is resolved. A mail tells the customer.\n`]);
    const mails = await until(
      () => mailsTo(customer),
      ({ length }) => length > 1,
    );
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain(answer);

    expect(
      await until(
        () => read('open-complaints'),
        ({ value }) => value === 0,
      ),
    ).toMatchObject({ n: 1 });
    expect(await read('complaints-acknowledged-in-time')).toMatchObject({ value: 1, n: 1 });
    expect(await read('complaints-within-sla')).toMatchObject({ value: 1, n: 1 });
    const shown = await stack.hoshinJson<{ state: string; text: string; history: object[] }>(
      'complaints',
      'show',
      number,
    );
    expect(shown).toMatchObject({
      state: 'resolved',
      text: 'Le carter est tombé : mon collègue est BLESSÉ.\nRappelez-moi.',
    });
    expect(shown.history).toMatchObject([
      { what: 'owner-told' },
      { what: 'confirmed' },
      { what: 'acknowledged', by: 'olga', note: 'Called him.' },
      { what: 'resolved', by: 'olga', answer },
    ]);
    expect((await stack.hoshin('complaints', 'acknowledge', number, '--by', 'olga')).status).toBe(1);
    expect(await mailsTo('olga@marlow.example')).toHaveLength(1);
  });
});

describe.skipIf(!hasRealData)('the CFPB narratives', () => {
  test('posted to the API are stored byte for byte, and mail nobody', async () => {
    const rows = readRealCsv('complaints/cfpb_narratives_3947.csv.gz');
    const url = `${stack.local.endpoints.http}/v1/complaints/crm`;
    const before = (await stack.mails()).length;
    const filed = new Map<string, string>();
    const deadline = Date.now() + postingMs;
    const queue = rows.values();
    const post = async () => {
      for (const { 'Consumer complaint narrative': text = '', Product: category = '' } of queue) {
        const body = JSON.stringify({ text, category, receivedAt: dayFromNow(0) });
        const headers = signHeaders(secret, body, { type: 'application/json' });
        const response = await fetch(url, { method: 'POST', headers, body });
        expect(response.status).toBe(202);
        filed.set(((await response.json()) as { case: string }).case, text);
        if (Date.now() > deadline) return;
      }
    };
    await Promise.all(Array.from({ length: 12 }, post));
    console.info(`${filed.size} of ${rows.length} narratives in ${postingMs / 1000} s at most`);
    expect(filed.size).toBeGreaterThan(50);
    const { recordsTable, drained, sqs } = await connectQueues(stack);
    await drained();
    sqs.destroy();
    const items = await takeSnapshot(stack, [recordsTable]);
    for (const [subject, text] of filed) {
      const item = Stored.parse(
        Object.fromEntries(JSON.parse(items[`${recordsTable} complaint#crm#${subject} `] ?? '[]')),
      );
      expect(item.received_p.M.text.S).toBe(text);
    }
    expect(await stack.mails()).toHaveLength(before);
  });
});
