/** Evaluates objectives as of a day: those that rows touched, or all of them. One that fails leaves the others alone. */
import type { RecordType } from '../../events/record-types.ts';
import type { Day } from '../core/calendar.ts';
import type { AnyTally, Kpi } from '../core/kpi.ts';
import { typesOf } from '../core/reading.ts';
import { readSettling } from '../store/settling.ts';
import type { NamedTable } from '../store/table.ts';
import { evaluateObjective, type ObjectiveOutcome } from './evaluate-objective.ts';
import { type ApprovedObjective, loadSetting, objectivesOn, type Setting } from './setting.ts';

/** The KPIs and tallies of this version of the program. */
export interface Registry {
  kpis: readonly Kpi[];
  tallies: readonly AnyTally[];
}

export interface EvaluationRequest {
  /** Instant of the evaluation (ms). */
  now: number;
  /** Evaluates as if on this day, with today's knowledge. */
  asOf?: Day;
  /** False judges what is fed by a back-fill too, even if it has not settled. */
  waits?: boolean;
  /** Picks the objectives; all of them if absent. */
  concerns?: (approved: ApprovedObjective, kpi: Kpi, setting: Setting) => boolean;
}

export type EvaluationOutcome =
  | ObjectiveOutcome
  /** A back-fill that feeds it is under way: sweep evaluates it once that has settled. */
  | { outcome: 'settling'; objective: string }
  /** No version of it is in force yet. */
  | { outcome: 'not-in-force'; objective: string; from: Day }
  /** It could not be evaluated; the others were. */
  | { outcome: 'failed'; objective: string; error: unknown };

export interface Evaluation {
  /** The day that was evaluated, in the company's zone. */
  day: Day;
  epoch: number;
  policy: number;
  /** True while the rows stand still: the readings are as of when other tallies were deployed. */
  frozen: boolean;
  outcomes: EvaluationOutcome[];
}

/** Objectives that come into force later: said rather than left out. */
const notInForce = ({ objectives }: Setting, known: readonly ApprovedObjective[]): EvaluationOutcome[] => {
  const first = new Map<string, Day>();
  for (const { id, effectiveFrom } of objectives) {
    if (known.some(({ objective }) => objective.id === id)) continue;
    const earliest = first.get(id);
    if (earliest === undefined || effectiveFrom < earliest) first.set(id, effectiveFrom);
  }
  return [...first].map(([objective, from]) => ({ outcome: 'not-in-force', objective, from }));
};

const isSettling = (kpi: Kpi, settling: ReadonlySet<RecordType>) => typesOf(kpi).some((type) => settling.has(type));

/**
 * Evaluates and writes what moves. An objective that fails is told as `failed`, never thrown: the caller decides
 * whether to try again. Throws if the setting cannot be read.
 */
export const evaluateObjectives = async (
  board: NamedTable,
  { kpis, tallies }: Registry,
  { now, asOf, waits = true, concerns }: EvaluationRequest,
): Promise<Evaluation> => {
  const at = new Date(now).toISOString();
  const setting = await loadSetting(board, now, tallies);
  const settling = waits ? await readSettling(board, at) : new Set<RecordType>();
  const day = asOf ?? setting.today;
  // A past day is judged with today's knowledge: by the targets that are in force now.
  const inForce = objectivesOn(setting, setting.today);
  const outcomes: EvaluationOutcome[] = concerns ? [] : notInForce(setting, inForce);
  // One after another: a batch touches few objectives, and a burst of reads would be throttled.
  for (const approved of inForce) {
    const { id, kpi: kpiId } = approved.objective;
    const kpi = kpis.find((candidate) => candidate.id === kpiId);
    if (!kpi) outcomes.push({ outcome: 'unknown-kpi', objective: id, kpi: kpiId });
    else if (concerns && !concerns(approved, kpi, setting)) continue;
    else if (isSettling(kpi, settling)) outcomes.push({ outcome: 'settling', objective: id });
    else {
      const evaluated = evaluateObjective(board, setting, approved, kpi, { day, at });
      outcomes.push(await evaluated.catch((error: unknown) => ({ outcome: 'failed' as const, objective: id, error })));
    }
  }
  const { epoch, policy, frozen } = setting;
  return { day, epoch, policy: policy.version, frozen, outcomes };
};
