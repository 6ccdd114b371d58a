/** Takes the pictures of `docs/actions.md`: mails about an action, and its page, on a desk and on a phone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ActionReason } from '../../shared/core/action/action.ts';
import { renderActionMail } from '../../shared/mail/action/action-mail.ts';
import { pageDocument } from '../../shared/pages/frame.ts';
import { actPages } from '../support/act-situations.ts';
import { eventOf } from '../support/action-events.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { takeSheet } from './take-sheet.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/images' } } });

const mail = (reason: ActionReason, why: string) =>
  renderActionMail(eventOf(reason), { id: 'jfo2k3x1-0123456789abcdef', why }, 'https://hoshin.example/v1/act/t').html;

/** A desk in daylight, a phone in daylight, a phone at night. */
const onScreens = ([desk, phone, night]: [string, string, string]) =>
  [
    { html: desk, look: { width: 700, scheme: 'light' } },
    { html: phone, look: { width: 360, scheme: 'light' } },
    { html: night, look: { width: 360, scheme: 'dark' } },
  ] as const;
const sheets = {
  'mail-action.png': onScreens([
    mail('found-ineffective', 'action owner'),
    mail('assigned', 'action owner'),
    mail('found-effective', 'assigned it'),
  ]),
  'page-action.png': onScreens([
    pageDocument(actPages.done),
    pageDocument(actPages.open),
    pageDocument(actPages.refused),
  ]),
};

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
try {
  for (const [name, shown] of Object.entries(sheets)) {
    writeFileSync(join(values.out, name), await takeSheet(browser, shown, 1_000));
    console.log(join(values.out, name));
  }
} finally {
  await browser.close();
}
