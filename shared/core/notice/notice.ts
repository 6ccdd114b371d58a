/** Notice: one mail owed to one person. Written with the transition that owes it; the outbox takes it from there. */

import type { Digest } from '../record/order.ts';
import type { MailEvent } from './mail-event.ts';

/**
 * - `pending`: not handed over yet, or to be tried again.
 * - `sent`: SES took it. Whether it arrived, only SES's events can tell.
 * - `delivered`: the person's mail server took it.
 * - `ambiguous`: being handed over, or handed over with the reply lost: sent once more only if its lease has ended and
 *   SES recorded no Send event for it.
 * - `failed`: SES refused it for good, or it bounced.
 * - `skipped`: there was nobody or nothing to send.
 */
export const noticeStates = ['pending', 'sent', 'delivered', 'ambiguous', 'failed', 'skipped'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** Where an item of the board is. */
interface ItemKey {
  pk: string;
  sk: string;
}

/** What a notice tells of, and so which mail is written. */
type NoticeAbout =
  /** The moves of one evaluation that concern the person, worst first: the keys of their transitions. */
  | { kind: 'alert'; transitions: ItemKey[] }
  /** An entry of an action's history. */
  | { kind: 'action'; action: string; event: number }
  | { kind: 'digest'; digest: ItemKey }
  /** Another's notice that did not arrive. */
  | { kind: 'undelivered'; notice: string }
  /** To a customer: please answer a survey. The person's id is `customerId`. */
  | { kind: 'invitation'; invitation: string; reminder: boolean }
  /** An entry of a case's history: to the customer, that it came in or what came of it; to its owner, that it is a severe one. */
  | { kind: 'complaint'; namespace: string; subject: string; to: 'customer' | 'owner'; entry: number };

/** Kinds that go to customers, who have no ladder: nobody is told in their place. */
export const isForCustomer = (about: NoticeAbout): boolean =>
  about.kind === 'invitation' || (about.kind === 'complaint' && about.to === 'customer');

/** The id of a customer as the person of a notice; `hash` is the keyed hash of the address. */
export const customerId = (hash: string): string => `customer-${hash}`;

/** As it is written, together with what owes it. */
export interface NewNotice {
  kind: 'notice';
  /** Letters, digits, `_` and `-`: it travels in a header, an SES tag and links. Made by `noticeId`. */
  id: string;
  person: { id: string; name: string; email: string };
  /** Why this person: `top-management`, `owner`, `ladder step 2`. Said in the mail. */
  why: string;
  about: NoticeAbout;
  /** The named reason of the transition, of the worst one where there are several: `target-missed` … */
  reason: string;
  /** The notice that did not arrive, where it is owed because of that. */
  insteadOf?: string;
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
  /** What SES told of the mail, oldest first; written, with the instants below, by the reader of SES's events. */
  events?: MailEvent[];
  sesSendAt?: string;
  deliveredAt?: string;
  delayedAt?: string;
  bouncedAt?: string;
  complainedAt?: string;
  /** Who was told because this mail did not arrive, by their notices; absent until that was looked at. */
  toldInstead?: string[];
  /** Why it failed, was skipped, waits, or is ambiguous. */
  problem?: string;
}

/**
 * A notice's id: the instant at which it is owed (ms, base 36) and a digest of what it is about and for whom, so that the
 * same notice is owed once. Its key follows from the id alone (`noticeKey`): a mail's tag finds the notice.
 */
export const noticeId = (createdAt: string, parts: readonly string[], digest: Digest): string =>
  `${Date.parse(createdAt).toString(36)}-${digest(JSON.stringify(parts))}`;

/** The instant in a notice's id (ISO 8601, UTC); `undefined` if it is none. */
export const noticeInstant = (id: string): string | undefined => {
  const ms = Number.parseInt(/^([0-9a-z]{6,10})-[0-9a-f]{16}$/.exec(id)?.[1] ?? '', 36);
  return ms <= 8.64e15 ? new Date(ms).toISOString() : undefined;
};
