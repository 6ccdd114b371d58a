/** Tests objectives against the history on a stack: the alerts they would have raised, and what other targets would have. */
import { audienceFor } from '../../shared/alerts/audience.ts';
import type { AlertState, Objective } from '../../shared/core/config/objective.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import type { ProcessSignal } from '../../shared/core/process/signal.ts';
import type { RowsByType } from '../../shared/core/reading.ts';
import { sliceName } from '../../shared/core/record/slice.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import type { Period } from '../../shared/core/time/window.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { alertsOf, isNewsOfAlert, type PlayedAlert, type Totals, totalsOf } from './alerts.ts';
import { groundOf, type Played, play, spanToRead } from './play.ts';
import type { Plan } from './read-plan.ts';
import { type Step, stepOf, targetsAround } from './targets.ts';

/** A reading of the objective as it stood on a day. */
export interface DayReading {
  day: Day;
  /** The days that were judged. */
  from: Day;
  to: Day;
  value: number | null;
  n: number;
  verdict: AlertState;
  /** How the alert stood. */
  state: AlertState;
}

export interface ObjectiveResult {
  objective: Objective;
  kpi: Kpi;
  readings: DayReading[];
  alerts: PlayedAlert[];
  totals: Totals;
  step: Step;
  /** Loosest first, the objective's own among them. */
  targets: { target: number; totals: Totals }[];
  /** Changes of the process; no target has a part in them. */
  signals: Pick<ProcessSignal, 'day' | 'rule' | 'direction' | 'words'>[];
  /** Who was told, and when: what moves on one day goes in one mail a person. */
  told: { day: Day; person: string }[];
}

const readingsOf = ({ days }: Played): DayReading[] =>
  days.map(({ day, judged: { reading, verdict }, state }) => {
    const { from, to, value, n } = reading;
    return { day, from, to, value, n, verdict, state };
  });

const toldBy = ({ moves }: Played) =>
  moves.filter(isNewsOfAlert).flatMap(({ day, decision }) => decision.tell.map((person) => ({ day, person })));

/** Reads the rows of a slice that a KPI counts. */
export type ReadRows = (kpi: Kpi, slice: string, period: Period) => Promise<RowsByType>;

const testObjective = async (
  readRows: ReadRows,
  { grounds, people }: Plan,
  objective: Objective,
  span: Period,
): Promise<ObjectiveResult> => {
  const kpi = kpis.find(({ id }) => id === objective.kpi);
  if (!kpi) throw new Error(`there is no KPI ${objective.kpi}`);
  const read = spanToRead(grounds, objective, kpi, span);
  const rows = await readRows(kpi, sliceName(objective.slice), read);
  const ground = groundOf(grounds, objective, kpi, rows, read);
  const audience = audienceFor(objective, people);
  const after = addDays(span.to, 1);
  const testTarget = (target: number) => {
    const other = { ...objective, target };
    const played = play(grounds, other, kpi, audience, ground, span);
    const alerts = alertsOf(played, other, after);
    return { played, alerts, totals: totalsOf(played, alerts) };
  };
  const { played, alerts, totals } = testTarget(objective.target);
  const readings = readingsOf(played);
  const judged = readings.filter(({ n }) => n >= objective.leastN).flatMap(({ value }) => value ?? []);
  const step = stepOf(kpi.unit, objective, judged);
  const signals = new Map<string, ObjectiveResult['signals'][number]>();
  for (const { day, decision } of played.moves) {
    const found = decision.reason === 'process-changed' ? ground.signal(day) : undefined;
    if (!found) continue;
    const { rule, direction, words } = found;
    signals.set(found.day, { day: found.day, rule, direction, words });
  }
  return {
    ...{ objective, kpi, readings, alerts, totals, step },
    targets: targetsAround(objective, step).map((target) => ({
      target,
      totals: target === objective.target ? totals : testTarget(target).totals,
    })),
    signals: [...signals.values()],
    told: toldBy(played),
  };
};

export interface Backtest {
  from: Day;
  to: Day;
  policy: number;
  epoch: number;
  results: ObjectiveResult[];
  /** What moves on one day goes in one mail a person. */
  together: { mails: number; people: number };
}

/** Tests every objective of a plan over the days of a span, both ends included. */
export const runBacktest = async (readRows: ReadRows, plan: Plan, span: Period): Promise<Backtest> => {
  const results: ObjectiveResult[] = [];
  // One after another: each reads years of rows.
  for (const objective of plan.objectives) results.push(await testObjective(readRows, plan, objective, span));
  const told = results.flatMap((result) => result.told);
  return {
    ...span,
    policy: plan.grounds.policy.version,
    epoch: plan.grounds.epoch,
    results,
    together: {
      mails: new Set(told.map(({ day, person }) => `${day} ${person}`)).size,
      people: new Set(told.map(({ person }) => person)).size,
    },
  };
};
