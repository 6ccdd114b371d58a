import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageDocument } from '../../shared/pages/frame.ts';
import { actPages } from '../support/act-situations.ts';
import { findChromium, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';

const chromium = findChromium();
let browser: Browser;
beforeAll(async () => {
  if (chromium) browser = await openBrowser(chromium);
}, 60_000);
afterAll(() => browser?.close());

describe.skipIf(!chromium)('the page of an action in a browser', () => {
  test.each(Object.entries(actPages))(
    '%s: axe finds nothing, and nothing is wider than a phone',
    async (_, shown) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport: { width: 360, height: 700 }, colorScheme });
        await page.setContent(pageDocument(shown));
        expect(await violationsOf(page)).toEqual([]);
        expect(await overflowOf(page)).toBe(0);
        await page.close();
      }
    },
    60_000,
  );

  test('what is recorded stands on paper too, without the form', async () => {
    const page = await browser.newPage();
    await page.setContent(pageDocument(actPages.done));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByText('Why? Picking ends at 22:00.').last().isVisible()).toBe(true);
    await page.close();
  }, 60_000);
});
