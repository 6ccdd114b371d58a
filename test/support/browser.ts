/** A real browser for pages: Chromium, where the machine has it, with axe-core to judge what it shows. */
import { existsSync } from 'node:fs';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; `undefined`, said plainly, where there is none. */
export const findChromium = (): string | undefined => {
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (!found)
    console.warn(
      'There is no Chromium here, so the browser tests are skipped: apt-get install chromium, or set CHROMIUM.',
    );
  return found;
};

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

// Expressions as texts: the tests' own types know no DOM.

/** Rules of WCAG 2.2 AA that axe-core leaves out unless asked: controls are large enough for fingers (2.5.8). */
const forFingers = { 'target-size': { enabled: true } };

/** What axe-core finds wrong with a page as it is shown now, a line each: `color-contrast: #what, …`. */
export const violationsOf = async (page: Page, { fingers = false } = {}): Promise<string[]> => {
  // By the debugger, which the page's own policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ rules: fingers ? forFingers : {} })})`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

/** The id of the element that has the keyboard. */
export const focusedId = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement?.id ?? ''");

/** By how many pixels the page is wider than the screen. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
