/** Customers' pages in a real browser: both directions, phones, the keyboard alone, going back, pressing twice, in a frame. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Listener, serve } from '../../infra/local/loopback.ts';
import { createInvitation } from '../../shared/store/invitations.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from '../support/board.ts';
import { findChromium, focusedId, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { openSurveyPages, type SurveyPages } from '../support/survey-pages.ts';
import { invitationOf, surveyOf } from '../support/surveys.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const chromium = findChromium();
const now = Date.parse('2026-03-14T10:00:00.000Z');
const { id } = invitationOf();

describe.skipIf(!chromium)('in Chromium', () => {
  let engine: TestDynamoDb;
  let browser: Browser;
  let board: NamedTable;
  let pages: SurveyPages;
  let site: Listener;
  let portal: Listener;
  let path: string;

  beforeAll(async () => {
    engine = await startTestDynamoDb();
    browser = await openBrowser(chromium ?? '');
    portal = await serve(0, (request, response) => {
      const framed = new URLSearchParams(request.url?.split('?')[1]).get('show') ?? '';
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<iframe title="x" src="${framed}"></iframe>`);
    });
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
    await engine?.stop();
  });

  beforeEach(async () => {
    board = await engine.createBoard();
    pages = openSurveyPages(board, () => now);
    await site?.close();
    site = await pages.listen();
    const survey = surveyOf();
    await putConfig(board, 'survey', { ...survey, open: { channels: ['qr'], frames: [portal.url] } });
    await createInvitation(board, invitationOf());
    path = await pages.sign('survey', id);
  });
  afterAll(() => site?.close());

  const visit = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    const page = await context.newPage();
    await page.goto(site.url + address);
    return page;
  };
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  const answer = async (page: Page, words: { door: string; send: string }) => {
    await page.getByLabel(words.door).check();
    await page.getByRole('button', { name: words.send }).click();
  };

  test.each([
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const)(
    'every page in %s, %s, is accessible, narrow enough for a phone, and loads nothing',
    async (lang, colorScheme) => {
      const stop = await pages.sign('stop', id);
      const answered = invitationOf({ id: 'a'.repeat(16), state: 'answered', answeredAt: new Date(now).toISOString() });
      await createInvitation(board, answered);
      const over = await pages.sign('survey', answered.id);
      const open = '/v1/open/after-delivery';
      const addresses = [path, `${path}?score=9`, open, `${open}?done=1`, over, '/v1/survey/x', stop];
      for (const address of addresses) {
        const page = await visit(address, { colorScheme });
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.goto(`${site.url}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
        expect({
          address,
          asked: asked.length,
          wide: await overflowOf(page),
          found: await violationsOf(page, { fingers: true }),
        }).toEqual({
          ...{ address, asked: 1, wide: 0, found: [] },
        });
        const submit = page.locator('button[type=submit]').first();
        if (await submit.count()) {
          await submit.click();
          expect(await overflowOf(page)).toBe(0);
          expect(await violationsOf(page, { fingers: true })).toEqual([]);
        }
        await page.context().close();
      }
    },
  );

  test('on a kiosk, going back shows the next visitor nothing of what the one before wrote', async () => {
    const page = await visit('/v1/open/after-delivery');
    await page.locator('#q-why').fill('My own words');
    await page.locator('#q-recommend').check();
    await answer(page, { door: 'At the door', send: 'Send my answers' });
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
    await page.goBack();
    expect(await heading(page)).toBe('How was your delivery?');
    expect(await page.locator('#q-why').inputValue()).toBe('');
    expect(await page.locator('#q-recommend').isChecked()).toBe(false);
    await page.context().close();
  });

  test('every number of a scale is as large as a thumb needs, on the narrowest phone', async () => {
    const page = await visit(path, { viewport: { width: 320, height: 640 } });
    for (const tile of await page.locator('.tile').all()) {
      const box = await tile.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      // WCAG 2.2, 2.5.8: 24 px.
      expect(box?.width).toBeGreaterThanOrEqual(32);
    }
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });

  test('the keyboard alone is enough to answer', async () => {
    const page = await visit(path);
    const tabTo = async (control: string) => {
      for (let presses = 0; presses < 20 && (await focusedId(page)) !== control; presses++)
        await page.keyboard.press('Tab');
      expect(await focusedId(page)).toBe(control);
    };
    await tabTo('q-recommend');
    // Off the first number and up to the eighth, which is 7.
    for (let steps = 0; steps < 7; steps++) await page.keyboard.press('ArrowRight');
    await tabTo('q-place');
    await page.keyboard.press('Space');
    await tabTo('q-good');
    await page.keyboard.press('Space');
    await tabTo('q-why');
    await page.keyboard.type('Kind driver');
    await tabTo('q-wish');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
    expect(pages.events()[0]?.data).toMatchObject({
      answer: { nps: 7, choices: { place: ['door'], good: ['speed'] }, text: 'Kind driver' },
    });
    await page.context().close();
  });

  test('what is wrong is heard first, leads to its question, and what was entered stays', async () => {
    const page = await visit(path);
    await page.getByLabel('Packing').check();
    await page.getByRole('button', { name: 'Send my answers' }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await page.title()).toBe('Error: How was your delivery?');
    expect(await page.evaluate<string>('document.activeElement.className')).toBe('summary');
    await summary.getByRole('link', { name: 'Where did you receive it?' }).click();
    expect(await focusedId(page)).toBe('q-place');
    expect(await page.getByLabel('Packing').isChecked()).toBe(true);
    expect(await page.getByRole('radiogroup', { name: 'Where did you receive it?' }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await page.context().close();
  });

  test('a score of the mail is chosen, in a page from right to left, and is answered only by its button', async () => {
    const page = await visit(`${path}?score=9&lang=ar`, { javaScriptEnabled: false });
    expect(await page.getByLabel('9', { exact: true }).isChecked()).toBe(true);
    expect(pages.events()).toEqual([]);
    await answer(page, { door: 'عند الباب', send: 'إرسال إجاباتي' });
    await page.getByRole('heading', { name: 'شكرًا لك!' }).waitFor();
    expect(pages.events()[0]?.data).toMatchObject({ answer: { nps: 9, language: 'ar' } });
    await page.context().close();
  });

  test('going back after an answer shows that it is there; reloading the thanks sends nothing again', async () => {
    const page = await visit(`${path}?score=9`);
    await answer(page, { door: 'At the door', send: 'Send my answers' });
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
    await page.reload();
    expect(await heading(page)).toBe('Thank you!');
    await page.goBack();
    expect(await heading(page)).toBe('You have already answered');
    expect(pages.events()).toHaveLength(2);
    await page.context().close();
  });

  test('a button that is pressed twice in one breath answers once', async () => {
    const page = await visit(`${path}?score=9`);
    await page.getByLabel('At the door').check();
    await page.getByRole('button', { name: 'Send my answers' }).dblclick();
    await page.getByRole('heading', { name: /Thank you!|You have already answered/ }).waitFor();
    expect(new Set(pages.events().map(({ subject }) => subject))).toEqual(new Set([id, `invitation-${id}`]));
    await page.context().close();
  });

  test('a site that the survey names may frame it and have it answered there; another one may not', async () => {
    const page = await visit('/v1/survey/x');
    const framed = `${site.url}/v1/open/after-delivery`;
    await page.goto(`${portal.url}/?show=${framed}`);
    const frame = page.frameLocator('iframe');
    await frame.locator('.tile').nth(8).click();
    await frame.getByLabel('At the door').check();
    await frame.getByRole('button', { name: 'Send my answers' }).click();
    await frame.getByRole('heading', { name: 'Thank you!' }).waitFor();
    expect(pages.events()[0]?.data).toMatchObject({ answer: { nps: 8, channel: 'qr' } });
    // Another origin: the same machine by another name.
    await page.goto(`${portal.url.replace('127.0.0.1', 'localhost')}/?show=${framed}`);
    expect(await page.frames()[1]?.locator('form').count()).toBe(0);
    await page.goto(`${portal.url}/?show=${site.url}${path}`);
    expect(await page.frames()[1]?.locator('form').count()).toBe(0);
    await page.context().close();
  });
});
