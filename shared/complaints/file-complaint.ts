/** Takes in a complaint: opens its case, gives it a number, and puts it on the ingest queue as an event. Twice is once. */
import type { Customer } from '../../events/about.ts';
import type { HoshinEvent } from '../../events/event.ts';
import { type Case, isTaken } from '../core/complaint/case.ts';
import { caseNumber } from '../core/complaint/case-number.ts';
import type { DimensionName } from '../core/config/policy.ts';
import type { Language } from '../core/language/languages.ts';
import { digest } from '../runtime/digest.ts';
import type { Sending, SendToQueue } from '../sources/send-to-queue.ts';
import { submitEvents } from '../sources/submit-events.ts';
import { markTaken, openCase, readCase, reopenCase } from '../store/cases.ts';
import type { NamedTable } from '../store/table.ts';

/** What a customer, or a system in their place, says. */
export interface Complaint {
  text: string;
  category?: string;
  severity?: 'low' | 'normal' | 'high';
  /** Moments of the contract; received when it is filed, if absent. */
  receivedAt?: string;
  dueAt?: string;
  /** Subject of the delivery that it is about. */
  delivery?: string;
  dimensions?: Partial<Record<Exclude<DimensionName, 'source' | 'survey' | 'language'>, string>>;
  customer?: Customer;
}

export interface Filing {
  /** Who speaks, and the namespace that the complaint belongs to. */
  source: { id: string; namespace: string };
  /** What it was sent with, and no other is: a form's id, a request's id. The case number follows from it. */
  seed: string;
  complaint: Complaint;
  /** The customer is to be told by mail that it came in, in this language. */
  confirm?: Language;
  /** Milliseconds since 1970. */
  now: number;
}

export type Filed =
  | { kind: 'filed'; case: Case }
  /** Another complaint was sent with the same before: it stands, and this one is not taken. */
  | { kind: 'other'; case: Case }
  /** The queue does not have it: the same may be sent again. */
  | ({ kind: 'not-taken' } & Omit<Extract<Sending, { sent: false }>, 'sent'>);

/** Two cases that share a number are one in 10¹²: so many in a row are none. */
const mostAttempts = 8;

/** The event of a complaint that was filed at an instant (ISO 8601, UTC). The same complaint gives the same event. */
export const complaintEvent = (
  source: string,
  subject: string,
  filedAt: string,
  { text, category, severity, receivedAt = filedAt, dueAt, delivery, dimensions, customer }: Complaint,
): HoshinEvent => {
  const about = { ...dimensions, ...(delivery !== undefined && { delivery }), ...(customer && { customer }) };
  return {
    specversion: '1.0',
    id: `complaint-${subject}`,
    source,
    subject,
    time: filedAt,
    type: 'hoshin.complaint.v1',
    data: {
      received: {
        receivedAt,
        ...(dueAt !== undefined && { dueAt }),
        ...(category !== undefined && { category }),
        ...(severity !== undefined && { severity }),
        text,
      },
      ...(Object.keys(about).length > 0 && { about }),
    },
  };
};

const senderDigest = ({ source, seed }: Pick<Filing, 'source' | 'seed'>) => digest(JSON.stringify([source.id, seed]));
const numberOf = ({ source, seed }: Pick<Filing, 'source' | 'seed'>, attempt: number) =>
  caseNumber(`${source.id} ${seed}`, attempt, digest);
/** Without the language of the confirmation, which follows from the policy of the moment as well. */
const sentDigest = ({ seed, complaint, confirm }: Filing) =>
  digest(JSON.stringify([seed, complaint, confirm !== undefined]));

/** By then whoever opened a case has put its complaint on the queue, or never will: the API gave up on it long ago. */
const underWayMs = 60_000;

const openNew = async (board: NamedTable, filing: Filing): Promise<Case> => {
  const { source, confirm, now } = filing;
  const openedAt = new Date(now).toISOString();
  const sender = senderDigest(filing);
  const sent = sentDigest(filing);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const subject = numberOf(filing, attempt);
    const opened: Case = {
      namespace: source.namespace,
      subject,
      openedAt,
      sender,
      sent,
      ...(confirm !== undefined && { confirm }),
      state: 'received',
      version: 0,
    };
    const known = await openCase(board, opened);
    if (!known) return opened;
    if (known.sender === opened.sender) return known;
  }
  throw new Error('no case number is free');
};

/**
 * Where what was sent before never reached the queue, nobody was told that it stands: what is sent in its place is what
 * counts, or somebody who mends a word after a failure would lose both.
 */
const openInstead = async (board: NamedTable, before: Case, filing: Filing): Promise<Case | undefined> => {
  const { now, confirm } = filing;
  const openedAt = new Date(now).toISOString();
  if (now - Date.parse(before.openedAt ?? openedAt) < underWayMs) return undefined;
  const { confirm: _, ...rest } = before;
  const opened: Case = { ...rest, openedAt, sent: sentDigest(filing), ...(confirm !== undefined && { confirm }) };
  return (await reopenCase(board, before, opened)) ? opened : undefined;
};

/** The case of a complaint, opened for it; `other` if another complaint stands there, `unclear` if one may. */
const openFor = async (board: NamedTable, filing: Filing): Promise<{ is: 'its' | 'other' | 'unclear'; case: Case }> => {
  const known = await openNew(board, filing);
  if (known.sent === sentDigest(filing)) return { is: 'its', case: known };
  if (isTaken(known)) return { is: 'other', case: known };
  const opened = await openInstead(board, known, filing);
  return opened ? { is: 'its', case: opened } : { is: 'unclear', case: known };
};

/** Files a complaint; `filed` only once the queue has it. */
export const fileComplaint = async (
  { board, send }: { board: NamedTable; send: SendToQueue },
  filing: Filing,
): Promise<Filed> => {
  const { source, complaint, now } = filing;
  const { is, case: opened } = await openFor(board, filing);
  if (is === 'other') return { kind: 'other', case: opened };
  if (is === 'unclear') return { kind: 'not-taken', throttled: false, fault: 'another one is under way' };
  const event = complaintEvent(source.id, opened.subject, opened.openedAt ?? new Date(now).toISOString(), complaint);
  const sending = await submitEvents(send, source, [event], now);
  if (!sending.sent) return { kind: 'not-taken', throttled: sending.throttled, fault: sending.fault };
  if (!isTaken(opened)) await markTaken(board, opened);
  return { kind: 'filed', case: opened };
};

/** The case of what was filed with something before; `undefined` if nothing was. */
export const findFiled = async (
  board: NamedTable,
  filing: Pick<Filing, 'source' | 'seed'>,
): Promise<Case | undefined> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const known = await readCase(board, filing.source.namespace, numberOf(filing, attempt));
    if (!known || known.sender === senderDigest(filing)) return known;
  }
  return undefined;
};
