/** Takes the pictures of `docs/mails.md` and `docs/decide.md`: alert mails and the digest on desks and phones, light and dark, and a page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderAlertMail } from '../../shared/mail/alert/alert-mail.ts';
import { renderDigestMail } from '../../shared/mail/digest/digest-mail.ts';
import type { Mail } from '../../shared/mail/mime.ts';
import { pageDocument } from '../../shared/pages/frame.ts';
import { alertMails } from '../support/alert-mails.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { decidePages } from '../support/decide-pages.ts';
import { digestOf } from '../support/digest.ts';
import { shownMail } from '../support/shown-mail.ts';
import { type Look, takePicture } from './take-pictures.ts';
import { takeSheet } from './take-sheet.ts';

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
/** A digest is read to its end. */
const digestHeight = 2_060;

interface Pictured {
  name: string;
  height: number;
  write(): Promise<Mail>;
}

/** The mails, by their names. */
const alerts = Object.entries(alertMails()).map(([name, evidences]) => {
  const addresses = new Map(
    evidences.map(({ objective }) => [objective.id, `https://hoshin.example/v1/decide/${'t'.repeat(300)}`]),
  );
  const why = name === 'climbed' ? 'ladder step 2' : 'top-management';
  const write = () => renderAlertMail(evidences, { id: 'jfo2k3x1-0123456789abcdef', why }, addresses);
  return { name, write, height };
});
const digest = {
  name: 'digest',
  write: () =>
    renderDigestMail(digestOf(), { id: 'mmq1x0c0-0123456789abcdef' }, 'https://hoshin.example/v1/unsubscribe/t'),
  height: digestHeight,
};
const mails: Pictured[] = [...alerts, digest];

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
const save = (name: string, png: Uint8Array) => {
  writeFileSync(join(values.out, name), png);
  console.log(`${join(values.out, name)}  ${Math.round(png.length / 1000)} KB`);
};
const wanted = (name: string) => values.only === undefined || values.only === name;

try {
  for (const { name, write, height: shownHeight } of mails) {
    if (!wanted(name)) continue;
    const html = shownMail(await write());
    if (values.whole) {
      for (const look of looks)
        save(`mail-${name}-${look.width}-${look.scheme}.png`, await takePicture(browser, html, look));
      continue;
    }
    const shown = looks.map((look) => ({ html, look }));
    save(`mail-${name}.png`, await takeSheet(browser, shown, shownHeight));
  }
  if (wanted('decide') && !values.whole) {
    const pages = decidePages();
    // On a desk with an answer chosen, on a phone as it opens and once it is decided.
    const shown = [
      { html: pageDocument(pages.assign), look: { width: 700, scheme: 'light' } },
      { html: pageDocument(pages.open), look: { width: 360, scheme: 'light' } },
      { html: pageDocument(pages.decided), look: { width: 360, scheme: 'dark' } },
    ] as const;
    save('page-decide.png', await takeSheet(browser, shown, height));
  }
} finally {
  await browser.close();
}
