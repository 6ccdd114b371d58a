/** What decisions that moved an alert owe: transitions with their evidence, and the people to tell. */
import type { Alert } from '../core/alert/alert.ts';
import type { Transition } from '../core/alert/transition.ts';
import type { Person } from '../core/config/person.ts';
import type { NamedTable } from '../store/table.ts';
import { whyTold } from './audience.ts';
import type { Decided } from './decide-objective.ts';
import { gatherEvidence, type Moved } from './gather-evidence.ts';
import type { Setting } from './setting.ts';

/** One move: its transition, and who is told of it. */
export interface OwedMove {
  /** Its notices are named when they are made. */
  transition: Omit<Transition, 'notices'>;
  tell: { person: Person; why: string }[];
  /** Named by the objective but not configured: nobody is told in their place. */
  unknownPeople: string[];
}

/** What an evaluation owes of one objective. */
export interface Owed {
  /** As it stands after the moves. */
  alert: Alert;
  /** The version that was decided on; 0 if there was no alert. */
  read: number;
  moves: OwedMove[];
}

const oweMove = async (board: NamedTable, setting: Setting, decided: Decided, moved: Moved): Promise<OwedMove> => {
  const { before, decision } = moved;
  const { alert, reason } = decision;
  const known = new Map(setting.people.map((person) => [person.id, person]));
  const tell = decision.tell.flatMap((id) => {
    const person = known.get(id);
    return person ? [{ person, why: whyTold(person, decided.approved.objective, alert) }] : [];
  });
  const evidence = await gatherEvidence(board, setting, decided, moved);
  const { objective, version, state } = alert;
  const told = tell.map(({ person }) => person.id);
  return {
    transition: { objective, version, from: before?.state ?? null, to: state, reason, at: decided.at, told, evidence },
    tell,
    unknownPeople: decision.tell.filter((id) => !known.has(id)),
  };
};

/** Gathers the evidence of what moved; `undefined` if nothing did. */
export const oweMoves = async (board: NamedTable, setting: Setting, decided: Decided): Promise<Owed | undefined> => {
  const { before, decisions } = decided;
  const moves: OwedMove[] = [];
  for (const [index, decision] of decisions.entries()) {
    if (!decision.moved) continue;
    const from = index === 0 ? before : decisions[index - 1]?.alert;
    moves.push(await oweMove(board, setting, decided, { before: from, decision }));
  }
  const last = decisions.at(-1);
  return last && moves.length > 0 ? { alert: last.alert, read: before?.version ?? 0, moves } : undefined;
};
