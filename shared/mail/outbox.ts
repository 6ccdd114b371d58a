/**
 * The outbox: takes the notices that are owed, writes their mails and hands them to SES. At least once; at most one
 * extra mail for each reply that was lost.
 */
import { isForCustomer, type Notice } from '../core/notice/notice.ts';
import { holdsBack } from '../core/notice/suppression.ts';
import { claimNotice, type NoticeEnd, readOpenNotices, settleNotice } from '../store/notices.ts';
import { addressOf, readSuppression } from '../store/suppressed.ts';
import type { NamedTable } from '../store/table.ts';
import { isAddress } from './address.ts';
import { leaseMs, nextStep, waitMs } from './next-step.ts';
import type { Handed, SendMail } from './send-mail.ts';

export interface Outbox {
  board: NamedTable;
  /** Milliseconds since 1970. */
  now(): number;
  /** Why nobody should get a notice's mail any more, since it had to wait; `undefined` if somebody should. */
  overtaken(notice: Notice): Promise<string | undefined>;
  /** The MIME message that a notice owes. */
  write(notice: Notice): Promise<Uint8Array>;
  send: SendMail;
}

/** What happened to a notice. */
export type Driven = {
  notice: string;
  /** For logs: SES's code or the error's name, never its message, which may name people. */
  code?: string;
  /** It was for a customer: that it did not arrive is a matter of their address. */
  customer?: boolean;
} & (
  | { outcome: 'sent' | 'skipped' | 'settled' }
  /** The person may not know, and somebody must look. */
  | { outcome: 'failed' | 'ambiguous' | 'blocked' | 'fault' }
  /** SES asked to wait. */
  | { outcome: 'throttled' }
  /** Nothing to do, or somebody else has it. */
  | { outcome: 'left' }
);

const iso = (ms: number) => new Date(ms).toISOString();

/** What a reply, or its loss, makes of a notice. `before` is the notice as it was read. */
const endOf = (handed: Handed, before: Notice, claimed: Notice, now: number): NoticeEnd => {
  switch (handed.kind) {
    case 'sent':
      return { state: 'sent', messageId: handed.messageId };
    case 'refused':
      return { state: 'failed', problem: handed.problem };
    case 'later':
      return {
        state: 'pending',
        problem: handed.problem,
        notBefore: iso(now + waitMs(claimed.attempts)),
        // An answer that says no is an answer: only silence counts.
        lostReplies: before.lostReplies ?? 0,
      };
    case 'lost':
      return {
        state: 'ambiguous',
        problem: handed.problem,
        ...(claimed.leaseUntil !== undefined && { leaseUntil: claimed.leaseUntil }),
        ...(claimed.lostReplies !== undefined && { lostReplies: claimed.lostReplies }),
      };
  }
};

const drivenBy = (handed: Handed): Pick<Driven, 'outcome' | 'code'> => {
  switch (handed.kind) {
    case 'sent':
      return { outcome: 'sent' };
    case 'refused':
      return { outcome: 'failed', code: handed.code };
    case 'later':
      return { outcome: handed.alarming ? 'blocked' : 'throttled', code: handed.code };
    case 'lost':
      return { outcome: 'ambiguous', code: handed.code };
  }
};

const handOver = async (outbox: Outbox, notice: Notice): Promise<Pick<Driven, 'outcome' | 'code'>> => {
  const { board } = outbox;
  const { email } = notice.person;
  if (!email) {
    await settleNotice(board, notice, { state: 'skipped', problem: 'the person has no address' });
    return { outcome: 'skipped' };
  }
  if (!isAddress(email)) {
    await settleNotice(board, notice, { state: 'failed', problem: 'the address of the person is not one' });
    return { outcome: 'failed', code: 'InvalidAddress' };
  }
  const suppression = await readSuppression(board, notice.person.id);
  if (holdsBack(suppression, addressOf(notice), notice.about)) {
    const problem = `mails to this person are held back: an earlier one ${suppression?.reason === 'bounced' ? 'bounced' : 'was called spam'}`;
    await settleNotice(board, notice, { state: 'skipped', problem });
    return { outcome: 'skipped', code: 'Suppressed' };
  }
  const overtaken = await outbox.overtaken(notice);
  if (overtaken !== undefined) {
    // One whose reply was lost may have arrived: it stays counted.
    const state = notice.state === 'ambiguous' ? 'sent' : 'skipped';
    await settleNotice(board, notice, { state, problem: overtaken });
    return { outcome: 'skipped', code: 'Overtaken' };
  }
  // Written before it is claimed: a mail that can't be written stays pending, and none is half sent.
  const message = await outbox.write(notice);
  const begun = outbox.now();
  const leaseUntil = iso(begun + leaseMs);
  if (!(await claimNotice(board, notice, iso(begun), leaseUntil))) return { outcome: 'left' };
  const claimed: Notice = {
    ...notice,
    state: 'ambiguous',
    attempts: notice.attempts + 1,
    lostReplies: (notice.lostReplies ?? 0) + 1,
    leaseUntil,
  };
  const handed = await outbox.send(email, message);
  await settleNotice(board, claimed, endOf(handed, notice, claimed, outbox.now()));
  return drivenBy(handed);
};

/** Does what is due for one notice, as it was read. Never throws: what could not be done is done by a later drive. */
export const driveNotice = async (outbox: Outbox, notice: Notice): Promise<Driven> => {
  try {
    const next = nextStep(notice, iso(outbox.now()));
    switch (next.step) {
      case 'send':
        return {
          notice: notice.id,
          ...(isForCustomer(notice.about) && { customer: true }),
          ...(await handOver(outbox, notice)),
        } as Driven;
      case 'settle':
        await settleNotice(outbox.board, notice, { state: 'sent' });
        return { notice: notice.id, outcome: 'settled' };
      case 'give-up':
        await settleNotice(outbox.board, notice, { state: 'failed', problem: next.problem });
        return { notice: notice.id, outcome: 'failed', code: 'NoReply' };
      case 'wait':
      case 'done':
        return { notice: notice.id, outcome: 'left' };
    }
  } catch (error) {
    return { notice: notice.id, outcome: 'fault', code: error instanceof Error ? error.name : 'unknown' };
  }
};

/** Drives notices one after another; when SES asks to wait, the rest stay as they are for the next drive. */
export const driveNotices = async (
  outbox: Outbox,
  notices: AsyncIterable<Notice> | Iterable<Notice>,
): Promise<Driven[]> => {
  const driven: Driven[] = [];
  for await (const notice of notices) {
    const one = await driveNotice(outbox, notice);
    if (one.outcome !== 'left') driven.push(one);
    if (one.outcome === 'throttled' || one.outcome === 'blocked') break;
  }
  return driven;
};

/** So many wait for a run at most: more than it could send. */
const mostHeld = 5_000;

/** No alarm waits behind a morning's invitations. */
async function* companyFirst(notices: AsyncIterable<Notice>): AsyncGenerator<Notice> {
  const forCustomers: Notice[] = [];
  for await (const notice of notices) {
    if (!isForCustomer(notice.about)) yield notice;
    else if (forCustomers.length < mostHeld) forCustomers.push(notice);
  }
  yield* forCustomers;
}

/**
 * For the sweep: what notify did not bring to an end, of lately or as far back as `readUnfinished` says; what the company's own people
 * have to know before what customers are asked.
 */
export const driveOutbox = (outbox: Outbox): Promise<Driven[]> =>
  driveNotices(outbox, companyFirst(readOpenNotices(outbox.board, iso(outbox.now()))));
