/** Reads what a digest says of one objective: how it stands, how it moved, and what somebody decided about it. */
import { gatherForecast } from '../alerts/gather-forecast.ts';
import { gatherHistory } from '../alerts/gather-history.ts';
import { judgeObjective, rowsFor } from '../alerts/judge-objective.ts';
import type { ApprovedObjective, Setting } from '../alerts/setting.ts';
import type { Alert } from '../core/alert/alert.ts';
import { toEvidenceInterval } from '../core/alert/evidence.ts';
import type { Transition } from '../core/alert/transition.ts';
import type { Reading } from '../core/config/objective.ts';
import type { DigestObjective, DigestReading, ToldReading } from '../core/digest/content.ts';
import { countersByDay, restatedForDays } from '../core/digest/restate.ts';
import type { Kpi } from '../core/kpi.ts';
import { describeForecast, type Forecast } from '../core/process/forecast.ts';
import { typesOf } from '../core/reading.ts';
import { sliceName } from '../core/record/slice.ts';
import { addDays, type Day, startOfMoment } from '../core/time/calendar.ts';
import type { Period } from '../core/time/window.ts';
import { readTransitionsSince } from '../store/alerts.ts';
import type { NamedTable } from '../store/table.ts';

/** The days that a digest tells of and compares with, and whether it is one of now. */
export interface Span {
  period: Period;
  /** What it is compared with. */
  before: Period;
  /** False where the figures are of another day than the newest: alerts, and what people did about them, are of now. */
  current: boolean;
}

/** One objective, and all that other parts of the digest are made from. */
export interface GatheredObjective {
  objective: DigestObjective;
  kpi: Kpi;
  reading: Reading;
  readingBefore?: Reading;
  told: ToldReading;
  /** Since a quarter ago, newest first; the oldest may lie before. */
  transitions: Transition[];
  forecast?: string;
}

/** The day as of which a KPI is read so that the window ends with `last`: deliveries are judged on the day after. */
const dayFor = (kpi: Kpi, last: Day): Day => (typesOf(kpi).includes('delivery') ? addDays(last, 1) : last);

const toDigestReading = ({ from, to, value, n, interval }: Reading): DigestReading => ({
  ...{ from, to, value, n },
  interval: toEvidenceInterval(interval),
});

/** How an alert stood at an instant: as the last transition before it left it. */
const stateAt = (transitions: readonly Transition[], at: string) => transitions.find((each) => each.at < at)?.to;

const nameOf = ({ people }: Setting, id: string): string => people.find((person) => person.id === id)?.name ?? id;

const decidedOn = (setting: Setting, alert: Alert | undefined) => ({
  ...(alert?.state === 'missed' && { unacknowledged: alert.acknowledged === undefined }),
  ...(alert?.acknowledged && {
    acknowledged: { by: nameOf(setting, alert.acknowledged.by), at: alert.acknowledged.at },
  }),
  ...(alert?.accepted && { accepted: { by: nameOf(setting, alert.accepted.by), until: alert.accepted.until } }),
});

/** That a target will be met as it has been is no news. */
const isWorthSaying = (forecast: Forecast): boolean =>
  forecast.outcome === 'out-of-reach' || (forecast.outcome === 'needs' && forecast.share > forecast.target);

/** Reads an objective for a digest; `undefined` if nothing counts yet. */
export const gatherObjective = async (
  board: NamedTable,
  setting: Setting,
  { objective }: ApprovedObjective,
  kpi: Kpi,
  alert: Alert | undefined,
  { period, before, current }: Span,
  at: string,
): Promise<GatheredObjective | undefined> => {
  const judgeOn = (last: Day) => judgeObjective(board, setting, objective, kpi, dayFor(kpi, last));
  const judged = await judgeOn(period.to);
  if (!judged) return undefined;
  const { reading, verdict } = judged;
  const { from, to, value, n, counters } = reading;
  const slice = sliceName(objective.slice);
  const zone = setting.policy.timeZone;
  const begin = new Date(startOfMoment(period.from, zone)).toISOString();
  const since = new Date(startOfMoment(addDays(period.from, -restatedForDays), zone)).toISOString();
  const [earlier, history, rows, transitions, forecast] = await Promise.all([
    judgeOn(before.to),
    gatherHistory(board, setting, objective, kpi, judged),
    rowsFor(board, setting, kpi, slice, reading),
    readTransitionsSince(board, objective.id, since),
    gatherForecast(board, setting, objective, kpi, judged),
  ]);
  const state = (current && alert?.state) || verdict;
  const stateBefore = current ? stateAt(transitions, begin) : earlier?.verdict;
  const { id, title, owner, target, direction, window } = objective;
  return {
    objective: {
      ...{ id, title, owner: nameOf(setting, owner), state, target, direction, window, slice },
      ...(stateBefore && { stateBefore }),
      kpi: { id: kpi.id, title: kpi.title, unit: kpi.unit, counts: kpi.counts },
      reading: toDigestReading(reading),
      ...(earlier && { before: toDigestReading(earlier.reading) }),
      history: history.periods.map(({ from: begins, to: ends, value: was }) => ({
        from: begins,
        to: ends,
        value: was,
      })),
      ...(current && decidedOn(setting, alert)),
    },
    kpi,
    reading,
    ...(earlier && { readingBefore: earlier.reading }),
    told: {
      ...{ objective: id, kpi: kpi.id, slice, policy: setting.policy.version, toldAt: at },
      ...{ from, to, value, n, counters, days: countersByDay(kpi, rows, reading) },
    },
    transitions,
    ...(forecast && isWorthSaying(forecast) && { forecast: describeForecast(forecast) }),
  };
};
