/** Decides about one objective as of a day: reads its alert and its rows; writes nothing. */
import type { Alert } from '../core/alert/alert.ts';
import { type Decision, decideAll } from '../core/alert/decide.ts';
import type { Judged } from '../core/alert/judge-rows.ts';
import type { Kpi } from '../core/kpi.ts';
import type { ProcessSignal } from '../core/process/signal.ts';
import { typesOf } from '../core/reading.ts';
import { sourcesThatFeed } from '../core/silence/feeds.ts';
import { silenceOf } from '../core/silence/silenced.ts';
import type { Day } from '../core/time/calendar.ts';
import { readAlert } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';
import { audienceFor } from './audience.ts';
import { judgeObjective } from './judge-objective.ts';
import type { ApprovedObjective, Setting } from './setting.ts';

/** What was decided about an objective, and all that it rests on. */
export interface Decided {
  approved: ApprovedObjective;
  kpi: Kpi;
  before: Alert | undefined;
  judged: Judged;
  /** Every move in its order, and last what moved nothing more. */
  decisions: Decision[];
  /** The newest change of the process, if it was looked for and found. */
  signal: ProcessSignal | undefined;
  /** Instant of the evaluation (ISO 8601, UTC). */
  at: string;
}

export interface DecideRequest {
  /** The day that is judged. */
  day: Day;
  /** Instant at which what is owed is owed: now, even where the day is a past one. */
  at: string;
  /** True looks at the control chart too. */
  charts: boolean;
}

/** Loaded late: batches of rows look at no chart. */
const lookAtChart = async (...asked: Parameters<typeof import('./gather-signal.ts')['gatherSignal']>) =>
  (await import('./gather-signal.ts')).gatherSignal(...asked);

/** `undefined` if nothing counts yet on that day. */
export const decideObjective = async (
  board: NamedTable,
  setting: Setting,
  approved: ApprovedObjective,
  kpi: Kpi,
  { day, at, charts }: DecideRequest,
): Promise<Decided | undefined> => {
  const { objective } = approved;
  const { people, policy, silences, sources, today } = setting;
  // The alert first: rows that change while they are read belong to the evaluation that their change brings about.
  const before = await readAlert(board, objective.id);
  const judged = await judgeObjective(board, setting, objective, kpi, day);
  if (!judged) return undefined;
  const { reading, verdict } = judged;
  const feeds = sourcesThatFeed(objective, typesOf(kpi), sources);
  const signal = charts ? await lookAtChart(board, setting, objective, kpi, day) : undefined;
  const decisions = decideAll(before, {
    ...{ reading, verdict, objective, at, policy },
    audience: audienceFor(objective, people),
    silenced: silenceOf(objective, feeds, silences, today) !== undefined,
    ...(signal && { signal }),
  });
  return { approved, kpi, before, judged, decisions, signal, at };
};
