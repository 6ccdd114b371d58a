/** The case beside a complaint's record: who did what when. Pure. */
import type { ComplaintData } from '../../../events/complaint.ts';
import { complaintStates } from '../../../events/record-types.ts';
import type { Language } from '../language/languages.ts';
import type { SevereReason } from './severe.ts';

type ComplaintState = (typeof complaintStates)[number];
/** What a person can do to a case, and the state that it is in then. */
export type CaseMove = Exclude<ComplaintState, 'received'>;

type Handling = NonNullable<ComplaintData['handling']>;

/** How far a complaint is, and since when. */
export interface Standing {
  state: ComplaintState;
  /** Moments of the contract. */
  acknowledgedAt?: string;
  resolvedAt?: string;
  closedAt?: string;
}

/** Instants are ISO 8601 in UTC. */
export interface Case extends Standing {
  namespace: string;
  /** The record's subject; a case number where we gave it. */
  subject: string;
  /** When it came in through the form or the complaint API; absent for complaints that another system sent as events. */
  openedAt?: string;
  /** Digest of what it was sent with: tells a repetition from another case that has the same number. */
  sender?: string;
  /** Digest of what was sent, salted with what it was sent with: tells a repetition from another complaint. */
  sent?: string;
  /** The ingest queue has it: whoever sent it was told so, or could have been. */
  taken?: true;
  /** The customer is to be told that it came in, in this language. */
  confirm?: Language;
  confirmedAt?: string;
  /** When its owner was told that it is a severe one. */
  ownerToldAt?: string;
  /** How many entries the history has; goes up with every change. */
  version: number;
}

/** One entry of a case's history. It is never changed. */
export interface CaseEntry {
  version: number;
  at: string;
  /** A person's id; absent where the product did it. */
  by?: string;
  what: CaseMove | 'confirmed' | 'owner-told';
  /** For the company. */
  note?: string;
  /** What the customer was told. Personal: it may hold anything. */
  answer?: string;
  /** Why it is severe. */
  reasons?: SevereReason[];
  /** The last severe one of its system and hour that a mail tells of: more of them do not, and the mail says so. */
  last?: true;
  /** Mails that it owed. */
  notices: string[];
}

/** Whether the complaint that a case was opened for is on its way: the queue has it, or something became of it already. */
export const isTaken = ({ taken, version }: Case): boolean => taken === true || version > 0;

const rank = (state: ComplaintState): number => complaintStates.indexOf(state);
const isAfter = (one: ComplaintState, other: ComplaintState): boolean => rank(one) > rank(other);

/**
 * How a complaint stands, by its record and by its case: the further of the two. The record lags a few seconds behind
 * the command that moves the case, and another system may have moved the record.
 */
export const standingOf = (handling: Handling | undefined, known: Standing | undefined): Standing => {
  const record: Standing = handling ?? { state: 'received' };
  if (!known) return record;
  const [further, other] = isAfter(known.state, record.state) ? [known, record] : [record, known];
  return { ...timesOf(other), ...timesOf(further), state: further.state };
};

/** Whether the record is not as far as the case: it was never told, or another system has said less since. */
export const isBehind = (handling: Handling | undefined, known: Standing): boolean =>
  isAfter(known.state, handling?.state ?? 'received');

const timesOf = ({ acknowledgedAt, resolvedAt, closedAt }: Standing): Omit<Standing, 'state'> => ({
  ...(acknowledgedAt !== undefined && { acknowledgedAt }),
  ...(resolvedAt !== undefined && { resolvedAt }),
  ...(closedAt !== undefined && { closedAt }),
});

export type Moved =
  | { kind: 'moved'; standing: Standing }
  /** It is as far already, or further: states only go forwards. */
  | { kind: 'there-already' }
  /** Only what is resolved can be closed. */
  | { kind: 'not-resolved' };

/**
 * A complaint after a move at an instant. Whoever resolves one that nobody acknowledged has dealt with it: it was
 * acknowledged then.
 */
export const moveCase = (standing: Standing, move: CaseMove, at: string): Moved => {
  if (!isAfter(move, standing.state)) return { kind: 'there-already' };
  if (move === 'closed' && standing.state !== 'resolved') return { kind: 'not-resolved' };
  const acknowledgedAt = standing.acknowledgedAt ?? at;
  switch (move) {
    case 'acknowledged':
      return { kind: 'moved', standing: { state: move, acknowledgedAt } };
    case 'resolved':
      return { kind: 'moved', standing: { ...standing, state: move, acknowledgedAt, resolvedAt: at } };
    case 'closed':
      return { kind: 'moved', standing: { ...standing, state: move, closedAt: at } };
  }
};
