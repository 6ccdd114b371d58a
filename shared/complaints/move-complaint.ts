/** Moves a complaint forwards: the case with its entry and the mail it owes at once, then the record through the ingest queue. */
import type { HoshinEvent } from '../../events/event.ts';
import type { KnownComplaint } from '../core/complaint/care.ts';
import {
  type Case,
  type CaseEntry,
  type CaseMove,
  isBehind,
  moveCase,
  type Standing,
  standingOf,
} from '../core/complaint/case.ts';
import { ownSources } from '../core/record/own-sources.ts';
import type { HashPerson } from '../privacy/person-key.ts';
import { digest } from '../runtime/digest.ts';
import type { SendToQueue } from '../sources/send-to-queue.ts';
import { submitEvents } from '../sources/submit-events.ts';
import { readCase, writeCaseStep } from '../store/cases.ts';
import type { NamedTable } from '../store/table.ts';
import { customerNotice } from './case-notice.ts';
import { readComplaint } from './known-complaint.ts';

export interface Moving {
  board: NamedTable;
  records: NamedTable;
  /** Onto the ingest queue. */
  send: SendToQueue;
  hash: HashPerson;
}

export interface Move {
  namespace: string;
  subject: string;
  move: CaseMove;
  /** The id of the person who does it. */
  by: string;
  /** For the company. */
  note?: string;
  /** What the customer is told by mail. */
  answer?: string;
  /** Milliseconds since 1970. */
  now: number;
}

export type MoveOutcome =
  | { kind: 'moved'; standing: Standing; told: boolean }
  | { kind: 'unknown' }
  /** It is as far already, or further. `mended`: its record was behind, and has been told again. */
  | { kind: 'there-already'; standing: Standing; mended: boolean }
  | { kind: 'not-resolved'; standing: Standing }
  /** The customer left no address, or was erased. */
  | { kind: 'no-address' }
  /** The case says so; the record will once the same is asked again. */
  | { kind: 'not-taken'; fault: string }
  /** Others keep changing the case. */
  | { kind: 'busy' };

const attempts = 4;

const handlingEvent = (
  subject: string,
  { state, acknowledgedAt, resolvedAt, closedAt }: Standing,
  at: string,
): HoshinEvent => {
  return {
    specversion: '1.0',
    id: `handling-${digest(`${subject} ${state} ${at}`)}`,
    source: ownSources.complaints,
    subject,
    time: at,
    type: 'hoshin.complaint.v1',
    data: {
      handling: {
        state,
        ...(acknowledgedAt !== undefined && { acknowledgedAt }),
        ...(resolvedAt !== undefined && { resolvedAt }),
        ...(closedAt !== undefined && { closedAt }),
      },
    },
  };
};

/** Tells the record how far the complaint is, as of now. */
const tellRecord = async ({ send }: Moving, { namespace, subject, now }: Move, standing: Standing) => {
  const event = handlingEvent(subject, standing, new Date(now).toISOString());
  return submitEvents(send, { id: ownSources.complaints, namespace }, [event], now);
};

const noticesOf = async (
  { hash }: Moving,
  { answer }: Move,
  { customer }: KnownComplaint,
  owed: { case: Case; entry: number; at: string },
) => {
  if (answer === undefined) return [];
  const email = customer?.email;
  if (email === undefined) return undefined;
  const person = { hash: await hash({ email }), name: customer?.name ?? '', email };
  return [customerNotice(owed, person, 'answered')];
};

/** Moves a complaint, once: asked again it says that it is there already, and mends a record that is behind. */
export const moveComplaint = async (moving: Moving, wanted: Move): Promise<MoveOutcome> => {
  const { board, records } = moving;
  const { namespace, subject, move, by, note, answer, now } = wanted;
  const at = new Date(now).toISOString();
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [complaint, known] = await Promise.all([
      readComplaint(records, namespace, subject),
      readCase(board, namespace, subject),
    ]);
    if (!complaint) return { kind: 'unknown' };
    const standing = standingOf(complaint.record.facets.handling, known);
    const moved = moveCase(standing, move, at);
    if (moved.kind !== 'moved') {
      const behind = known !== undefined && isBehind(complaint.record.facets.handling, known);
      if (behind) {
        const sending = await tellRecord(moving, wanted, standing);
        if (!sending.sent) return { kind: 'not-taken', fault: sending.fault };
      }
      return moved.kind === 'there-already' ? { ...moved, standing, mended: behind } : { ...moved, standing };
    }
    const before: Case = known ?? { namespace, subject, state: 'received', version: 0 };
    const version = before.version + 1;
    const notices = await noticesOf(moving, wanted, complaint, { case: before, entry: version, at });
    if (!notices) return { kind: 'no-address' };
    const entry: CaseEntry = {
      version,
      at,
      by,
      what: move,
      ...(note !== undefined && { note }),
      ...(answer !== undefined && { answer }),
      notices: notices.map(({ id }) => id),
    };
    const after = { ...before, ...moved.standing, version };
    if ((await writeCaseStep(board, { case: after, entry, notices })) !== 'written') continue;
    const sending = await tellRecord(moving, wanted, after);
    return sending.sent
      ? { kind: 'moved', standing: moved.standing, told: notices.length > 0 }
      : { kind: 'not-taken', fault: sending.fault };
  }
  return { kind: 'busy' };
};
