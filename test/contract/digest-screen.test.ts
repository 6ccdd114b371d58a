/** The digest on a phone: what matters stands before the details, on one screen. Skipped where there is no Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderDigestMail } from '../../shared/mail/digest/digest-mail.ts';
import { findChromium, openBrowser, overflowOf } from '../support/browser.ts';
import { digestOf } from '../support/digest.ts';
import { shownMail } from '../support/shown-mail.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const chromium = findChromium();
let browser: Browser;
beforeAll(async () => {
  if (chromium) browser = await openBrowser(chromium);
});
afterAll(() => browser?.close());

describe.skipIf(!chromium)('on a phone of 360 by 740', () => {
  it('the sentence and the five worst objectives fill one screen at most; the details begin below', async () => {
    const shown = shownMail(await renderDigestMail(digestOf(), { id: 'dry-run' }, 'https://hoshin.example/v1/x'));
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.setContent(shown);
    const details = await page.evaluate<number>("document.querySelector('h2').getBoundingClientRect().top");
    expect(details).toBeLessThanOrEqual(740);
    expect(await page.evaluate<number>("document.querySelectorAll('h1 ~ *, table img').length")).toBeGreaterThan(5);
    expect(await overflowOf(page)).toBe(0);
    await page.close();
  });
});
