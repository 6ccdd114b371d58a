/** Notice: one mail owed to one person. Written with the transition that owes it; the outbox takes it from there. */
import type { Digest } from './order.ts';

/**
 * - `pending`: not handed over yet, or to be tried again.
 * - `sent`: SES took it. Whether it arrived, only SES's events can tell.
 * - `ambiguous`: being handed over, or handed over with the reply lost: sent once more only if its lease has ended and
 *   SES recorded no Send event for it.
 * - `failed`: SES refused it for good.
 * - `skipped`: there was nobody or nothing to send.
 */
export type NoticeState = 'pending' | 'sent' | 'ambiguous' | 'failed' | 'skipped';

/** As it is written, together with the transition. */
export interface NewNotice {
  kind: 'notice';
  /** Letters, digits, `_` and `-`: it travels in a header and an SES tag. Made by `noticeId`. */
  id: string;
  person: { id: string; name: string; email: string };
  /** Why this person: `top-management`, `owner`, `ladder step 2`. Said in the mail. */
  why: string;
  objective: string;
  /** The named reason of the transition: `missed`, `cleared` … */
  reason: string;
  /** Key of the transition item that holds the evidence. */
  transition: { pk: string; sk: string };
  state: 'pending';
  /** Times the mail was handed to SES. */
  attempts: 0;
  createdAt: string;
}

/** As the outbox keeps it. Instants are ISO 8601 in UTC, so that they compare as texts. */
export interface Notice extends Omit<NewNotice, 'state' | 'attempts'> {
  pk: string;
  sk: string;
  state: NoticeState;
  attempts: number;
  /** Nobody else hands it over until then: long enough for SES's Send event to come. */
  leaseUntil?: string;
  /** Hand-overs in a row whose reply never came. */
  lostReplies?: number;
  /** Not to be tried before: SES asked to wait. */
  notBefore?: string;
  /** When the newest hand-over began. */
  triedAt?: string;
  /** SES's id of the message. */
  messageId?: string;
  /** When SES recorded its Send event; written by the reader of SES's events. */
  sesSendAt?: string;
  /** Why it failed, was skipped, waits, or is ambiguous. */
  problem?: string;
}

/** A notice's id: the same for the same objective, transition and person, so it is owed once. */
export const noticeId = (objective: string, version: number, person: string, digest: Digest): string =>
  `${objective}-${version}-${digest(person)}`;
