/** Evaluates objectives as of a day: those that rows touched, or all of them. One that fails leaves the others alone. */
import type { RecordType } from '../../events/record-types.ts';
import type { AnyTally, Kpi } from '../core/kpi.ts';
import { typesOf } from '../core/reading.ts';
import { overdueSources } from '../core/silence/overdue.ts';
import type { Day } from '../core/time/calendar.ts';
import { readSettling } from '../store/settling.ts';
import type { NamedTable } from '../store/table.ts';
import { decideTogether } from './decide-together.ts';
import type { Evaluation, EvaluationOutcome } from './evaluation.ts';
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
  /** True looks at control charts too: for the sweep and for people, not for every batch of rows. */
  charts?: boolean;
  /** Picks the objectives; all of them if absent. */
  concerns?: (approved: ApprovedObjective, kpi: Kpi, setting: Setting) => boolean;
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
 * Evaluates and writes what moves; what moves together is told together. An objective that fails is told as `failed`,
 * never thrown: the caller decides whether to try again. Throws if the setting cannot be read.
 */
export const evaluateObjectives = async (
  board: NamedTable,
  { kpis, tallies }: Registry,
  { now, asOf, waits = true, charts = false, concerns }: EvaluationRequest,
): Promise<Evaluation> => {
  const at = new Date(now).toISOString();
  const loaded = await loadSetting(board, now, tallies);
  // Whether a source is overdue now tells nothing of a past day.
  const setting = asOf === undefined ? { ...loaded, overdue: overdueSources(loaded.expected, now, loaded) } : loaded;
  const settling = waits ? await readSettling(board, at) : new Set<RecordType>();
  const day = asOf ?? setting.today;
  // A past day is judged with today's knowledge: by the targets that are in force now.
  const inForce = objectivesOn(setting, setting.today);
  const outcomes: EvaluationOutcome[] = concerns ? [] : notInForce(setting, inForce);
  const chosen: { approved: ApprovedObjective; kpi: Kpi }[] = [];
  for (const approved of inForce) {
    const { id, kpi: kpiId } = approved.objective;
    const kpi = kpis.find((candidate) => candidate.id === kpiId);
    if (!kpi) outcomes.push({ outcome: 'unknown-kpi', objective: id, kpi: kpiId });
    else if (concerns && !concerns(approved, kpi, setting)) continue;
    else if (isSettling(kpi, settling)) outcomes.push({ outcome: 'settling', objective: id });
    else chosen.push({ approved, kpi });
  }
  const judged = await decideTogether(board, setting, chosen, { day, at, charts });
  const { epoch, policy, frozen } = setting;
  return { day, epoch, policy: policy.version, frozen, outcomes: [...outcomes, ...judged] };
};
