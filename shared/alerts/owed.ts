/** What a decision that moved an alert owes: a transition with its evidence, and the people to tell. */
import type { Alert } from '../core/alert.ts';
import type { Person } from '../core/person.ts';
import type { Transition } from '../core/transition.ts';
import type { NamedTable } from '../store/table.ts';
import { whyTold } from './audience.ts';
import type { Decided } from './decide-objective.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { Setting } from './setting.ts';

export interface Owed {
  alert: Alert;
  /** Its notices are named when they are made. */
  transition: Omit<Transition, 'notices'>;
  tell: { person: Person; why: string }[];
  /** Named by the objective but not configured: nobody is told in their place. */
  unknownPeople: string[];
}

/** Gathers the evidence of a move. */
export const oweMove = async (board: NamedTable, setting: Setting, decided: Decided): Promise<Owed> => {
  const { approved, before, decision, at } = decided;
  const { alert, reason } = decision;
  const known = new Map(setting.people.map((person) => [person.id, person]));
  const tell = decision.tell.flatMap((id) => {
    const person = known.get(id);
    return person ? [{ person, why: whyTold(person, approved.objective, alert) }] : [];
  });
  const evidence = await gatherEvidence(board, setting, decided);
  const { objective, version, state } = alert;
  const told = tell.map(({ person }) => person.id);
  return {
    alert,
    transition: { objective, version, from: before?.state ?? null, to: state, reason, at, told, evidence },
    tell,
    unknownPeople: decision.tell.filter((id) => !known.has(id)),
  };
};
