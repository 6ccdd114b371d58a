/** Pictures beside each other, somewhat smaller, as one picture. */
import type { Browser } from 'playwright-core';
import { type Look, takePicture } from './take-pictures.ts';

const gap = 20;
const shrunk = (pixels: number) => Math.round(pixels * 0.8);

/** Each document as its look shows it, all of one height. */
export const takeSheet = async (
  browser: Browser,
  shown: readonly { html: string; look: Pick<Look, 'width' | 'scheme'> }[],
  height: number,
): Promise<Uint8Array> => {
  const images: string[] = [];
  for (const { html, look } of shown) {
    const png = Buffer.from(await takePicture(browser, html, { ...look, height })).toString('base64');
    const size = `width="${shrunk(look.width)}" style="border-radius:8px;flex:none"`;
    images.push(`<img ${size} src="data:image/png;base64,${png}">`);
  }
  const style = `margin:0;background:#cfd5de;display:flex;gap:${gap}px;padding:${gap}px;align-items:flex-start`;
  return takePicture(browser, `<body style="${style}">${images.join('')}</body>`, {
    width: shown.reduce((sum, { look }) => sum + shrunk(look.width) + gap, gap),
    height: shrunk(height) + 2 * gap,
    scheme: 'light',
    density: 1,
  });
};
