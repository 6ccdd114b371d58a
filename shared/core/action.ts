/** Action: a corrective action (ISO 9001, 10.2) against what an objective's alert showed. Followed to its effect. */
import type { Day } from './calendar.ts';
import type { EvidenceReading } from './evidence.ts';

/**
 * - `open`: to be done, or to be done better: one that was found ineffective is open again.
 * - `done`: its owner says so; the readings since decide whether it helped.
 * - `effective`: the objective was met over its whole effectiveness window. Closed for good.
 */
export const actionStates = ['open', 'done', 'effective'] as const;
export type ActionState = (typeof actionStates)[number];

export interface Action {
  /** `A-12`. */
  id: string;
  objective: string;
  /** What is to be done, in one line. */
  what: string;
  /** Person id. */
  owner: string;
  /** The last day on which it is in time. */
  due: Day;
  state: ActionState;
  /** Why it happened, as text: five whys. */
  cause?: string;
  /** What was done at once about the nonconformity itself. */
  correction?: string;
  /** What keeps it from happening again. */
  correctiveAction?: string;
  resourcesAsked?: string;
  resourcesGranted?: { what: string; by: string; at: string };
  /** Who assigned it; a person's id. */
  assignedBy: string;
  createdAt: string;
  /** Of `done` and `effective`. */
  done?: { by: string; at: string; day: Day };
  /** Times that it was found ineffective. */
  reopened: number;
  /** Instant from which the hours of the objective's ladder count, once it is overdue; absent before. */
  overdueFrom?: string;
  /** Steps of the ladder that were told that it is overdue. */
  climbed: number;
  /** When its owner was last reminded. */
  remindedAt?: string;
  closedAt?: string;
  /** Goes up by one with every write; the history has an entry for each. */
  version: number;
}

/** Why an action is where it is; kept in its history. */
export type ActionReason =
  | 'assigned'
  | 'updated'
  | 'resources-granted'
  | 'marked-done'
  /** Due soon. */
  | 'reminded'
  | 'overdue'
  /** Overdue, and nobody reacted: the next step of the ladder is told. */
  | 'overdue-climbed'
  /** Met over the whole effectiveness window. */
  | 'found-effective'
  /** Not met since it was done: it reopens. */
  | 'found-ineffective';

/** One entry of an action's history, with the action as it stood after it. */
export interface ActionEvent {
  action: string;
  version: number;
  reason: ActionReason;
  at: string;
  /** Person id; absent where the system judged. */
  by?: string;
  after: Action;
  /** The reading that it was judged on. */
  reading?: EvidenceReading;
  told: string[];
  notices: string[];
}
