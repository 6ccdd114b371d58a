/** The complaint form in a real browser: both directions, phones, the keyboard alone, sending twice, reloading. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Listener } from '../../infra/local/loopback.ts';
import { findChromium, focusedId, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';
import { startComplaints, type TestComplaints } from '../support/complaints.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const chromium = findChromium();
const now = Date.parse('2026-03-13T15:00:00Z');

describe.skipIf(!chromium)('in Chromium', () => {
  let engine: TestDynamoDb;
  let browser: Browser;
  let complaints: TestComplaints;
  let site: Listener;

  beforeAll(async () => {
    engine = await startTestDynamoDb();
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await engine?.stop();
  });
  beforeEach(async () => {
    complaints = await startComplaints(engine, () => now, { company: 'Marlow Pumps' });
    await site?.close();
    site = await complaints.listen();
  });

  const visit = async (query: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    const page = await context.newPage();
    await page.goto(`${site.url}/v1/complaint?${query}`);
    return page;
  };
  const judge = async (page: Page) => ({ wide: await overflowOf(page), found: await violationsOf(page) });
  const good = { wide: 0, found: [] };

  test.each([
    ['en', 'light', 360],
    ['ar', 'dark', 360],
    ['he', 'light', 320],
    ['de', 'dark', 700],
  ] as const)(
    'empty, refused and filed, in %s, %s, at %d px, it is accessible, fits, and loads nothing',
    async (language, colorScheme, width) => {
      const page = await visit(`lang=${language}`, { colorScheme, viewport: { width, height: 740 } });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.reload();
      expect(asked).toHaveLength(1);
      expect(await judge(page)).toEqual(good);
      await page.locator('button[type=submit]').click();
      expect(await page.title()).toContain(':');
      expect(await judge(page)).toEqual(good);
      await page.locator('#what').fill('Leaks. <script>alert(1)</script>');
      await page.locator('#category').selectOption('damaged');
      await page.locator('button[type=submit]').click();
      expect(await page.locator('.number dd').textContent()).toMatch(/^C-/);
      expect(await judge(page)).toEqual(good);
      await page.context().close();
    },
  );

  test('the keyboard alone is enough, and what was wrong is heard first', async () => {
    const page = await visit('');
    await page.locator('#what').focus();
    for (const next of ['category', 'order', 'name', 'email']) {
      await page.keyboard.press('Tab');
      expect(await focusedId(page)).toBe(next);
    }
    await page.keyboard.type('ada@');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.summary');
    expect(await page.evaluate<string>('document.activeElement.className')).toBe('summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focusedId(page)).toBe('what');
    expect(await page.locator('#email').inputValue()).toBe('ada@');
    await page.context().close();
  });

  test('pressing twice, and reloading what came of it, file one complaint', async () => {
    const page = await visit('');
    await page.locator('#what').fill('It leaks.');
    await page.locator('#category').selectOption('other');
    await page.locator('button[type=submit]').dblclick();
    const number = await page.locator('.number dd').textContent();
    await page.reload();
    expect(await page.locator('.number dd').textContent()).toBe(number);
    expect(new Set(complaints.events().map(({ event }) => event.subject))).toEqual(new Set([number]));
    await page.context().close();
  });

  test('browsers know which fields are the name and the address', async () => {
    const page = await visit('lang=fr');
    expect(await page.locator('#email').getAttribute('autocomplete')).toBe('email');
    expect(await page.locator('#name').getAttribute('autocomplete')).toBe('name');
    await page.context().close();
  });
});
