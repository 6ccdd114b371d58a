/** Mails as a browser shows them: on phones and desks, light and dark. Skipped where there is no Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Mail } from '../../shared/mail/mime.ts';
import { findChromium, openBrowser, overflowOf, violationsOf } from '../support/browser.ts';
import { mailWriters } from '../support/every-mail.ts';
import { shownMail } from '../support/shown-mail.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** In CSS pixels: what a thumb hits (WCAG 2.2, 2.5.5). */
const leastTarget = 44;

const chromium = findChromium();
let browser: Browser;
beforeAll(async () => {
  if (chromium) browser = await openBrowser(chromium);
});
afterAll(() => browser?.close());

const words = [
  'On-time delivery',
  'Antidisestablishmentarianism-Großhandelsgesellschaft-Süddeutschland-Nord',
  'x'.repeat(64),
];
const write = (kind: string): Promise<Mail> | Mail => {
  let at = 0;
  const writer = mailWriters[kind];
  if (!writer) throw new Error(`there is no mail ${kind}`);
  return writer(() => words[at++ % words.length] ?? '');
};
// The others differ in words.
const kinds = ['missed', 'several', 'long values', 'climbed', 'process-changed', 'silent'].map(
  (name) => `alert: ${name}`,
);
kinds.push('action: found-ineffective', 'digest', 'undelivered', 'invitation', 'invitation, right to left');

/** A mail is shown inside another page, whose landmarks are its own. */
const ofPages = /^(landmark-one-main|region): /;

describe.skipIf(!chromium)('on a screen', () => {
  it.each(kinds)('%s: fits a phone, can be touched, has contrast in light and dark, loads nothing', async (kind) => {
    const html = shownMail(await write(kind));
    const looks = [
      { width: 320, colorScheme: 'light' },
      { width: 360, colorScheme: 'dark' },
      { width: 700, colorScheme: 'light' },
    ] as const;
    for (const { width, colorScheme } of looks) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      const asked: string[] = [];
      await page.route('**', (route) => {
        asked.push(route.request().url());
        return route.abort();
      });
      await page.setContent(html);
      const heights = await page.evaluate<number[]>(
        "[...document.querySelectorAll('td > a')].map((link) => link.getBoundingClientRect().height)",
      );
      const short = width < 700 ? heights.filter((height) => height < leastTarget) : [];
      const violations = (await violationsOf(page)).filter((line) => !ofPages.test(line));
      const seen = { overflow: await overflowOf(page), short, asked, violations };
      expect(seen, `${width} px, ${colorScheme}`).toEqual({ overflow: 0, short: [], asked: [], violations: [] });
      await page.close();
    }
  });

  it.each([
    ['missed', 'td > a'],
    ['forecast', 'td > a'],
    ['climbed', 'td > a'],
    ['several', '.overview tr'],
  ])('%s: the first screen of a phone says everything, and can be acted on', async (name, last) => {
    const mail = await mailWriters[`alert: ${name}`]?.((text) => text);
    if (!mail) throw new Error(`there is no mail ${name}`);
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.setContent(shownMail(mail));
    const bottoms = await page.evaluate<number[]>(
      `[...document.querySelectorAll('${last}')].map((part) => part.getBoundingClientRect().bottom)`,
    );
    expect(bottoms.length).toBeGreaterThan(2);
    expect(Math.max(...bottoms)).toBeLessThanOrEqual(name === 'several' ? 740 : 700);
    await page.close();
  });
});
