/** Evaluates one objective: reads its alert, decides, and writes what moved. Of two evaluations at once one wins, and the other decides again. */
import { createHash } from 'node:crypto';
import type { Reason } from '../core/alert.ts';
import { type Decision, decide } from '../core/decide.ts';
import type { Kpi } from '../core/kpi.ts';
import { type NewNotice, noticeId } from '../core/notice.ts';
import type { AlertState, Reading } from '../core/objective.ts';
import type { Transition } from '../core/transition.ts';
import { readAlert, writeAlert, writeMove } from '../store/alerts.ts';
import { transitionKey } from '../store/keys.ts';
import type { NamedTable } from '../store/table.ts';
import { audienceOf, whyTold } from './audience.ts';
import { gatherEvidence, type Move } from './gather-evidence.ts';
import { judgeObjective } from './judge-objective.ts';
import type { ApprovedObjective, Setting } from './setting.ts';

/** What came of an evaluation. */
export interface Evaluated {
  outcome: 'judged';
  objective: string;
  title: string;
  state: AlertState;
  verdict: AlertState;
  reason: Reason;
  moved: boolean;
  reading: Reading;
  /** People told, by id. */
  told: string[];
  /** Named by the objective but not configured: nobody was told in their place. */
  unknownPeople: string[];
}

export type ObjectiveOutcome =
  | Evaluated
  /** Nothing counts yet on that day: see `countsFrom`. */
  | { outcome: 'not-yet-counting'; objective: string }
  /** No such KPI in this version of the program. */
  | { outcome: 'unknown-kpi'; objective: string; kpi: string }
  /** Others kept moving the alert; whoever moved it last has judged the same rows. */
  | { outcome: 'contended'; objective: string };

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const attempts = 5;

const noticesOf = ({ people }: Setting, { objective }: ApprovedObjective, { alert, tell }: Decision, at: string) => {
  const transition = transitionKey(objective.id, alert.version);
  const notices = tell.flatMap((id): NewNotice[] => {
    const person = people.find((candidate) => candidate.id === id);
    if (!person) return [];
    return [
      {
        kind: 'notice',
        id: noticeId(at, ['alert', person.id, transition.pk, transition.sk], digest),
        person: { id: person.id, name: person.name, email: person.email },
        why: whyTold(person, objective),
        about: { kind: 'alert', transitions: [transition] },
        reason: alert.reason,
        state: 'pending',
        attempts: 0,
        createdAt: at,
      },
    ];
  });
  return { notices, unknownPeople: tell.filter((id) => people.every((person) => person.id !== id)) };
};

/** Writes a decision; a move with its evidence and the notices owed. */
const write = async (board: NamedTable, setting: Setting, approved: ApprovedObjective, kpi: Kpi, move: Move) => {
  const { before, decision, at } = move;
  const { alert, moved, reason } = decision;
  if (alert === before) return { result: 'written' as const, told: [], unknownPeople: [] };
  if (!moved) return { result: await writeAlert(board, alert), told: [], unknownPeople: [] };
  const evidence = await gatherEvidence(board, setting, approved, kpi, move);
  const { notices, unknownPeople } = noticesOf(setting, approved, decision, at);
  const told = notices.map(({ person }) => person.id);
  const { objective, version, state } = alert;
  const transition: Transition = {
    ...{ objective, version, from: before?.state ?? null, to: state, reason, at },
    ...{ told, evidence, notices: notices.map(({ id }) => id) },
  };
  return { result: await writeMove(board, { alert, transition, notices }), told, unknownPeople };
};

/**
 * Evaluates an objective as of a day. `at` is the instant (ISO 8601, UTC) that its notices are created at, which is
 * now even where the day is a past one.
 */
export const evaluateObjective = async (
  board: NamedTable,
  setting: Setting,
  approved: ApprovedObjective,
  kpi: Kpi,
  { day, at }: { day: string; at: string },
): Promise<ObjectiveOutcome> => {
  const { objective } = approved;
  const audience = audienceOf(objective, setting.people);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // The alert first: rows that change while they are read belong to the evaluation that their change brings about.
    const before = await readAlert(board, objective.id);
    const judged = await judgeObjective(board, setting, objective, kpi, day);
    if (!judged) return { outcome: 'not-yet-counting', objective: objective.id };
    const { reading, verdict } = judged;
    const decision = decide(before, { reading, verdict, objective, audience, at });
    const { result, told, unknownPeople } = await write(board, setting, approved, kpi, {
      before,
      decision,
      judged,
      at,
    });
    if (result === 'lost') continue;
    const { alert, reason, moved } = decision;
    const { id, title } = objective;
    return {
      ...{ outcome: 'judged', objective: id, title, state: alert.state, verdict, reason, moved, reading },
      ...{ told, unknownPeople },
    };
  }
  return { outcome: 'contended', objective: objective.id };
};
