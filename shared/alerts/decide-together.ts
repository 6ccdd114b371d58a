/** Decides about several objectives, then writes what moved together: one mail a person, however many targets moved. */
import type { Kpi } from '../core/kpi.ts';
import { writeAlert } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';
import { type Decided, type DecideRequest, decideObjective } from './decide-objective.ts';
import type { EvaluationOutcome } from './evaluation.ts';
import type { Owed } from './owed.ts';
import type { ApprovedObjective, Setting } from './setting.ts';

interface Chosen {
  approved: ApprovedObjective;
  kpi: Kpi;
}

const attempts = 5;

const judgedOutcome = ({ approved, judged, decisions }: Decided, owed?: Owed): EvaluationOutcome => {
  const { id, title } = approved.objective;
  const { reading, verdict } = judged;
  // What the verdict did comes first; what time or a chart brought beside it is in the history.
  const { reason = 'still-met', moved = false } = decisions[0] ?? {};
  const moves = owed?.moves ?? [];
  const state = decisions.at(-1)?.alert.state ?? verdict;
  return {
    ...{ outcome: 'judged', objective: id, title, state, verdict, reason, moved, reading },
    told: [...new Set(moves.flatMap(({ tell }) => tell.map(({ person }) => person.id)))],
    unknownPeople: [...new Set(moves.flatMap(({ unknownPeople }) => unknownPeople))],
  };
};

/** Most evaluations move nothing: what a move needs is loaded with the first one. */
const loadMoves = async () => {
  const [{ oweMoves }, { writeOwed }] = await Promise.all([import('./owed.ts'), import('./write-moves.ts')]);
  return { oweMoves, writeOwed };
};

/** What came of each objective, and those whose alerts somebody else moved in the meantime. */
const decideOnce = async (
  board: NamedTable,
  setting: Setting,
  chosen: readonly Chosen[],
  request: DecideRequest,
): Promise<{ outcomes: Map<string, EvaluationOutcome>; lost: Set<string> }> => {
  const outcomes = new Map<string, EvaluationOutcome>();
  const lost = new Set<string>();
  const owed: Owed[] = [];
  // One after another: a batch touches few objectives, and a burst of reads would be throttled.
  for (const { approved, kpi } of chosen) {
    const { id } = approved.objective;
    try {
      const decided = await decideObjective(board, setting, approved, kpi, request);
      if (!decided) {
        outcomes.set(id, { outcome: 'not-yet-counting', objective: id });
        continue;
      }
      const moved = decided.decisions.some((decision) => decision.moved);
      const moves = moved ? await (await loadMoves()).oweMoves(board, setting, decided) : undefined;
      const alert = decided.decisions.at(-1)?.alert;
      if (moves) owed.push(moves);
      else if (alert && alert !== decided.before && (await writeAlert(board, alert)) === 'lost') lost.add(id);
      outcomes.set(id, judgedOutcome(decided, moves));
    } catch (error) {
      outcomes.set(id, { outcome: 'failed', objective: id, error });
    }
  }
  if (owed.length === 0) return { outcomes, lost };
  try {
    const { writeOwed } = await loadMoves();
    for (const objective of await writeOwed(board, owed, request.at)) lost.add(objective);
  } catch (error) {
    for (const { alert } of owed)
      outcomes.set(alert.objective, { outcome: 'failed', objective: alert.objective, error });
  }
  return { outcomes, lost };
};

/** Decides and writes; whoever loses a race decides again on what the winner wrote. */
export const decideTogether = async (
  board: NamedTable,
  setting: Setting,
  chosen: readonly Chosen[],
  request: DecideRequest,
): Promise<EvaluationOutcome[]> => {
  const outcomes = new Map<string, EvaluationOutcome>();
  let open = chosen;
  for (let attempt = 1; attempt <= attempts && open.length > 0; attempt++) {
    const once = await decideOnce(board, setting, open, request);
    for (const [objective, outcome] of once.outcomes) outcomes.set(objective, outcome);
    open = open.filter(({ approved }) => once.lost.has(approved.objective.id));
  }
  for (const { approved } of open) {
    const { id } = approved.objective;
    outcomes.set(id, { outcome: 'contended', objective: id });
  }
  return [...outcomes.values()];
};
