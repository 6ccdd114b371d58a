/** The outbox as functions use it: mails from the evidence on the board, through SES. */
import type { Notice } from '../core/notice.ts';
import { readTransition } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';
import type { Outbox } from './outbox.ts';
import type { SendMail } from './send-mail.ts';

interface Settings {
  board: NamedTable;
  now(): number;
  /** The verified identity that mails come from. */
  from: string;
  configurationSet: string;
}

const writeFrom =
  ({ board, from, configurationSet }: Settings) =>
  async (notice: Notice): Promise<Uint8Array> => {
    const transition = await readTransition(board, notice.transition);
    if (!transition) throw new Error(`the transition of notice ${notice.id} is not on the board`);
    // Loaded late: most calls of the sweep have no mail to write.
    const [{ renderAlertMail }, { composeMime }] = await Promise.all([import('./alert-mail.ts'), import('./mime.ts')]);
    const mail = await renderAlertMail(transition.evidence, notice);
    const to = { name: notice.person.name, address: notice.person.email };
    return composeMime(mail, { from, to, notice: notice.id, configurationSet });
  };

let ses: Promise<SendMail> | undefined;
const sendLate: SendMail = async (address, message) => {
  ses ??= import('./send-mail.ts').then(({ connectSes, sendThrough }) => sendThrough(connectSes()));
  return (await ses)(address, message);
};

export const connectOutbox = (settings: Settings): Outbox => ({
  board: settings.board,
  now: settings.now,
  write: writeFrom(settings),
  send: sendLate,
});
