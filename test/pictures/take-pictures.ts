/** Shows HTML in a browser without a network, and takes pictures of it at every width, light and dark. */
import type { Browser } from 'playwright-core';

export interface Look {
  width: number;
  scheme: 'light' | 'dark';
  /** Pixels; the whole height if absent. */
  height?: number;
  /** Pixels of the picture for each of the screen; 2 if absent. */
  density?: number;
}

/** A PNG of the page. Throws if the page asks for anything from outside, or is wider than the screen. */
export const takePicture = async (browser: Browser, html: string, look: Look): Promise<Uint8Array> => {
  const { width, scheme, height, density = 2 } = look;
  const context = await browser.newContext({
    colorScheme: scheme,
    deviceScaleFactor: density,
    javaScriptEnabled: false,
    viewport: { width, height: height ?? 800 },
  });
  try {
    const asked: string[] = [];
    await context.route('**', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (asked.length > 0) throw new Error(`the mail asks for ${asked.join(', ')}`);
    if (wide > width) throw new Error(`the mail is ${wide} px wide on a screen of ${width} px`);
    return await page.screenshot({ fullPage: height === undefined });
  } finally {
    await context.close();
  }
};
