/** The outbox as functions use it: mails from the evidence on the board, through SES. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Notice } from '../core/notice/notice.ts';
import type { SignLink } from '../links/link.ts';
import { readActionEvent } from '../store/actions.ts';
import { readDigest } from '../store/digests.ts';
import type { NamedTable } from '../store/table.ts';
import type { Mail } from './mime.ts';
import type { Outbox } from './outbox.ts';
import type { SendMail } from './send-mail.ts';
import { gatherUndelivered } from './undelivered/gather-undelivered.ts';

interface Settings {
  board: NamedTable;
  /** Mails about complaints quote the record as it stands. */
  records: NamedTable;
  now(): number;
  /** The verified identity that mails come from. */
  from: string;
  configurationSet: string;
  /** Addresses of pages. A mail that needs one waits until it can be signed; without it, mails have none. */
  link?: SignLink;
}

/** The mail that a notice owes. Loaded late: most calls of the sweep have no mail to write. */
const mailOf = async ({ board, records, link, now }: Settings, notice: Notice): Promise<Mail> => {
  const { about } = notice;
  switch (about.kind) {
    case 'alert': {
      const { writeAlertMail } = await import('./alert/write-alert-mail.ts');
      return writeAlertMail({ board, ...(link && { link }) }, notice, about.transitions);
    }
    case 'action': {
      const { action, event } = about;
      const [entry, page, { renderActionMail }] = await Promise.all([
        readActionEvent(board, action, event),
        link?.('act', notice.id, action),
        import('./action/action-mail.ts'),
      ]);
      if (!entry) throw new Error(`an entry of ${action} that notice ${notice.id} tells of is not on the board`);
      return renderActionMail(entry, notice, page);
    }
    case 'undelivered': {
      const [undelivered, { renderUndeliveredMail }] = await Promise.all([
        gatherUndelivered(board, about.notice, now()),
        import('./undelivered/undelivered-mail.ts'),
      ]);
      return renderUndeliveredMail(undelivered, notice);
    }
    case 'digest': {
      const [written, stop, { renderDigestMail }] = await Promise.all([
        readDigest(board, about.digest),
        link?.('unsubscribe', notice.id, 'digest'),
        import('./digest/digest-mail.ts'),
      ]);
      if (!written) throw new Error(`the digest that notice ${notice.id} tells of is not on the board`);
      return renderDigestMail(written.content, notice, stop);
    }
    case 'invitation': {
      if (!link) throw new Error('an invitation needs links');
      const { writeInvitationMail } = await import('./invitation/write-invitation-mail.ts');
      return writeInvitationMail({ board, link, now: now() }, notice, about);
    }
    case 'complaint': {
      const { writeComplaintMail } = await import('./complaint/write-complaint-mail.ts');
      return writeComplaintMail({ board, records, now: now() }, notice, about);
    }
  }
};

/** Mails to the company's own people say what is true when they are written; a question may have had its answer. */
const overtakenBy =
  ({ board, now }: Settings) =>
  async ({ about }: Notice): Promise<string | undefined> => {
    if (about.kind !== 'invitation') return undefined;
    const { whyOvertaken } = await import('./invitation/overtaken.ts');
    return whyOvertaken(board, about.invitation, now());
  };

const writeFrom =
  (settings: Settings) =>
  async (notice: Notice): Promise<Uint8Array> => {
    const { from, configurationSet } = settings;
    const [mail, { composeMime }] = await Promise.all([mailOf(settings, notice), import('./mime.ts')]);
    const to = { name: notice.person.name, address: notice.person.email };
    return composeMime(mail, { from, to, notice: notice.id, configurationSet });
  };

let ses: Promise<SendMail> | undefined;
const sendLate: SendMail = async (address, message) => {
  ses ??= import('./send-mail.ts').then(({ connectSes, keepToRate, sendThrough }) =>
    keepToRate(sendThrough(connectSes()), sleep),
  );
  return (await ses)(address, message);
};

export const connectOutbox = (settings: Settings): Outbox => ({
  board: settings.board,
  now: settings.now,
  overtaken: overtakenBy(settings),
  write: writeFrom(settings),
  send: sendLate,
});
