/** Takes the pictures of the docs: every kind of alert mail, on a desk and on a phone, light and dark. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderAlertMail } from '../../shared/mail/alert-mail.ts';
import type { Mail } from '../../shared/mail/mime.ts';
import { pageDocument } from '../../shared/pages/frame.ts';
import { alertMails } from '../support/alert-mails.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { decidePages } from '../support/decide-pages.ts';
import { type Look, takePicture } from './take-pictures.ts';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/images' }, only: { type: 'string' }, whole: { type: 'boolean' } },
});

const looks: Look[] = [
  { width: 700, scheme: 'light' },
  { width: 700, scheme: 'dark' },
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
];
/** Of a mail, this much is shown: the first screen of a phone, and what follows it. */
const height = 980;

const dataUrl = (png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`;

/** As a mail program shows it: the images of its parts in their places. */
const shown = ({ html, images }: Mail): string =>
  images.reduce((text, { cid, png }) => text.replaceAll(`cid:${cid}`, dataUrl(png)), html);

interface Picture {
  png: Uint8Array;
  width: number;
}
const gap = 20;
const shrunk = (pixels: number) => Math.round(pixels * 0.8);

/** Pictures beside each other, somewhat smaller. */
const takeSheet = (pictures: readonly Picture[]): Promise<Uint8Array> => {
  const images = pictures.map(
    ({ png, width }) => `<img width="${shrunk(width)}" style="border-radius:8px;flex:none" src="${dataUrl(png)}">`,
  );
  const style = `margin:0;background:#cfd5de;display:flex;gap:${gap}px;padding:${gap}px;align-items:flex-start`;
  return takePicture(browser, `<body style="${style}">${images.join('')}</body>`, {
    width: pictures.reduce((sum, { width }) => sum + shrunk(width) + gap, gap),
    height: shrunk(height) + 2 * gap,
    scheme: 'light',
    density: 1,
  });
};

/** The page of a decision: on a desk with an answer chosen, on a phone as it opens and once it is decided. */
const decidePicture = async (): Promise<Uint8Array> => {
  const pages = decidePages();
  const pictures: Picture[] = [];
  for (const [page, width, scheme] of [
    [pages.assign, 700, 'light'],
    [pages.open, 360, 'light'],
    [pages.decided, 360, 'dark'],
  ] as const)
    pictures.push({ png: await takePicture(browser, pageDocument(page), { width, scheme, height }), width });
  return takeSheet(pictures);
};

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
const save = (name: string, png: Uint8Array) => {
  writeFileSync(join(values.out, name), png);
  console.log(`${join(values.out, name)}  ${Math.round(png.length / 1000)} KB`);
};
try {
  for (const [name, evidences] of Object.entries(alertMails())) {
    if (values.only && values.only !== name) continue;
    const addresses = new Map(
      evidences.map(({ objective }) => [objective.id, `https://hoshin.example/v1/decide/${'t'.repeat(300)}`]),
    );
    const why = name === 'climbed' ? 'ladder step 2' : 'top-management';
    const mail = await renderAlertMail(evidences, { id: 'jfo2k3x1-0123456789abcdef', why }, addresses);
    const html = shown(mail);
    const pictures: Picture[] = [];
    for (const look of looks) {
      if (values.whole) save(`mail-${name}-${look.width}-${look.scheme}.png`, await takePicture(browser, html, look));
      else pictures.push({ png: await takePicture(browser, html, { ...look, height }), width: look.width });
    }
    if (values.whole) continue;
    const [desk] = pictures;
    save(`mail-${name}.png`, await takeSheet(pictures));
    if (name === 'missed' && desk) save('alert-mail.png', desk.png);
  }
  if (!values.whole && (!values.only || values.only === 'decide')) save('page-decide.png', await decidePicture());
} finally {
  await browser.close();
}
