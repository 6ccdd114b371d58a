/** MIME for SES SendRawEmail: the alternatives, the HTML with its images, and headers that nothing from outside can break. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { showable } from '../core/text/markup.ts';
import { isAddress } from './address.ts';

export interface Mail {
  subject: string;
  html: string;
  text: string;
  images: { cid: string; png: Uint8Array; alt: string }[];
  /** Whose name stands before the address that it comes from, where that is not the stack's own: customers know the company. */
  sender?: string;
  /** Where the person ends mails of this kind, by one POST (RFC 8058). Only of those that can be ended. */
  unsubscribe?: string;
}

export interface Envelope {
  /** `Quality <quality@example.com>`, or an address alone, which is then named Hoshin. */
  from: string;
  to: { name: string; address: string };
  /** The notice's id: in a header and an SES tag, so that SES's events find the notice. SES overwrites Message-ID. */
  notice: string;
  configurationSet: string;
}

const longestSubject = 180;

/** One line that can be shown, no longer than `most` characters. */
const headerText = (text: string, most: number): string => {
  const line = [...showable(text.replace(/[\r\n\t]+/g, ' ')).trim()];
  return line.length > most ? `${line.slice(0, most - 1).join('')}…` : line.join('');
};

/** Lines end with CR LF (RFC 5322): servers refuse others. */
const withLineEnds = (text: string): string => text.replace(/\r?\n/g, '\r\n');

/** What mail programs make a button of (RFC 2369, RFC 8058). */
const listHeaders = ({ unsubscribe }: Mail): Record<string, string> => {
  if (unsubscribe === undefined) return {};
  if (!/^https?:\/\/[^\s<>]+$/.test(unsubscribe))
    throw new Error('the address to unsubscribe cannot stand in a header');
  return { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
};

/** The address is always the stack's own: SES lets it send as no other. */
const senderOf = ({ sender }: Mail, { from }: Envelope) => {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  if (sender !== undefined) return { name: headerText(sender, 100), address };
  return from.includes('<') ? from : { name: 'Hoshin', address };
};

/** The message's bytes. Throws for an address or an id that cannot stand in a header: the caller checks before. */
export const composeMime = async (mail: Mail, envelope: Envelope): Promise<Uint8Array> => {
  if (!isAddress(envelope.to.address)) throw new Error('the address of the person cannot stand in a header');
  if (!/^[\w-]{1,256}$/.test(envelope.notice)) throw new Error('the id of the notice cannot stand in a header');
  const composer = new MailComposer({
    from: senderOf(mail, envelope),
    to: { name: headerText(envelope.to.name, 100), address: envelope.to.address },
    subject: headerText(mail.subject, longestSubject),
    text: withLineEnds(mail.text),
    html: withLineEnds(mail.html),
    // Left to itself, the composer sends text that is all ASCII as it is, with lines longer than SMTP takes (RFC 5321).
    textEncoding: 'quoted-printable',
    headers: {
      'X-Hoshin-Notice': envelope.notice,
      'X-SES-CONFIGURATION-SET': envelope.configurationSet,
      'X-SES-MESSAGE-TAGS': `notice=${envelope.notice}`,
      // No out-of-office reply to a machine (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...listHeaders(mail),
    },
    attachments: mail.images.map(({ cid, png }, at) => ({
      cid,
      content: Buffer.from(png),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
      filename: at === 0 ? 'trend.png' : `trend-${at + 1}.png`,
    })),
    // Nothing of a mail is ever read from a disk or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
};
