/** How a ticket is handled, as far as one event of it tells: the record wants every time of the handling, or none of it. */
import type { complaintStates } from '../../../events/record-types.ts';

type State = (typeof complaintStates)[number];

/** Every status of a ticket that still is one. New until an agent takes it; waiting for somebody is being looked at. */
const states: Readonly<Record<string, State>> = {
  new: 'received',
  open: 'acknowledged',
  pending: 'acknowledged',
  hold: 'acknowledged',
  solved: 'resolved',
  closed: 'closed',
};

/** The state of a status, in any case; `undefined` for one that Zendesk does not document. */
export const stateOfStatus = (status: string): State | undefined => {
  const name = status.toLowerCase();
  return Object.hasOwn(states, name) ? states[name] : undefined;
};

export interface Handling {
  state: State;
  acknowledgedAt?: string;
  resolvedAt?: string;
  closedAt?: string;
}

/** Since when a ticket is what it is, as Zendesk's ticket metrics have it. */
export interface Milestones {
  /** When an agent first took it. */
  assignedAt?: string | undefined;
  solvedAt?: string | undefined;
}

/** What happened to a ticket. */
export interface Happening {
  /** `reclassified`: it may be a complaint only since now. */
  kind: 'created' | 'status-changed' | 'reclassified' | 'other';
  state: State;
  /** Before a change of status. */
  previous?: State | undefined;
  time: string;
}

const isOver = (state: State | undefined): boolean => state === 'resolved' || state === 'closed';

const handlingOf = (state: State, time: string, { assignedAt, solvedAt }: Milestones): Handling => ({
  state,
  ...(state !== 'received' && assignedAt && { acknowledgedAt: assignedAt }),
  ...(isOver(state) && { resolvedAt: solvedAt ?? time }),
  ...(state === 'closed' && { closedAt: time }),
});

/**
 * The handling of a ticket whose milestones are known. What the event itself did is told by its time: the metrics may not
 * have it yet, or still have when the ticket was solved before it was opened again.
 */
export const wholeHandling = (happening: Happening, { assignedAt, solvedAt }: Milestones): Handling => {
  const { kind, state, previous, time } = happening;
  const taken = kind === 'status-changed' && previous === 'received' ? time : undefined;
  const solved = kind === 'status-changed' && previous !== undefined && !isOver(previous) ? time : undefined;
  const known = { assignedAt: assignedAt ?? taken, solvedAt: solved ?? solvedAt };
  return handlingOf(state, time, known);
};

/**
 * The handling as the event alone tells it; `undefined` where it would say less than is known already. That a ticket
 * waits, or that a solved one is closed some days later, changes nothing of when it was taken and solved.
 */
export const handlingByEvent = ({ kind, state, previous, time }: Happening): Handling | undefined => {
  if (kind === 'created') return handlingOf(state, time, { assignedAt: time });
  if (kind === 'other') return undefined;
  if (kind === 'reclassified') return state === 'received' ? { state } : undefined;
  if (state === previous || (state === 'closed' && previous === 'resolved')) return undefined;
  return handlingOf(state, time, previous === 'received' ? { assignedAt: time } : {});
};
