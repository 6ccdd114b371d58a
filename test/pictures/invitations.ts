/** Takes the picture of `docs/invitations.md`: the mail that invites, in French on a desk and in Arabic on a phone, and the one that reminds. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderInvitationMail } from '../../shared/mail/invitation/invitation-mail.ts';
import { findChromium, openBrowser } from '../support/browser.ts';
import { invitationMailOf } from '../support/invitation-mail.ts';
import { takeSheet } from './take-sheet.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/images' } } });

const chromium = findChromium();
if (!chromium) process.exit(1);
const browser = await openBrowser(chromium);
mkdirSync(values.out, { recursive: true });
try {
  const arabic = { ...invitationMailOf('ar'), company: 'مارلو' };
  const shown = [
    { html: renderInvitationMail(invitationMailOf('fr')).html, look: { width: 700, scheme: 'light' } },
    { html: renderInvitationMail(arabic).html, look: { width: 360, scheme: 'light' } },
    {
      html: renderInvitationMail({ ...invitationMailOf('en'), reminder: true }).html,
      look: { width: 360, scheme: 'dark' },
    },
  ] as const;
  const png = await takeSheet(browser, shown, 680);
  writeFileSync(join(values.out, 'mail-invitation.png'), png);
  console.log(`mail-invitation.png  ${Math.round(png.length / 1000)} KB`);
} finally {
  await browser.close();
}
