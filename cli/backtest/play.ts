/** Plays history day by day: the same judging and the same `decide` as the live path, on rows in memory. Pure. */
import type { Alert } from '../../shared/core/alert/alert.ts';
import { type Decision, decideAll } from '../../shared/core/alert/decide.ts';
import type { Audience } from '../../shared/core/alert/facts.ts';
import {
  type Judged,
  type JudgeGrounds,
  judgeRows,
  silenceSpan,
  windowOn,
} from '../../shared/core/alert/judge-rows.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import { findSignal } from '../../shared/core/process/find-signal.ts';
import type { ProcessSignal } from '../../shared/core/process/signal.ts';
import { lastCompleteDay, seriesOf, seriesUntil, signalSpan } from '../../shared/core/process/subgroups.ts';
import { type RowsByType, typesOf } from '../../shared/core/reading.ts';
import { sourcesThatFeed } from '../../shared/core/silence/feeds.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import { silenceOf } from '../../shared/core/silence/silenced.ts';
import { addDays, type Day, instantAt } from '../../shared/core/time/calendar.ts';
import type { Period } from '../../shared/core/time/window.ts';

export interface PlayGrounds extends JudgeGrounds {
  silences: readonly Silence[];
}

/** What the days of a span rest on besides the target, worked out once for all targets. */
export interface Ground {
  rows(day: Day): RowsByType;
  signal(day: Day): ProcessSignal | undefined;
}

export interface PlayedMove {
  day: Day;
  from: Alert['state'] | null;
  decision: Decision;
}

interface PlayedDay {
  day: Day;
  judged: Judged;
  /** How the alert stood at the end of the day. */
  state: Alert['state'];
}

export interface Played {
  days: PlayedDay[];
  moves: PlayedMove[];
}

/** The days whose rows a span needs: its windows', those that tell silence, and those of control charts. */
export const spanToRead = (grounds: JudgeGrounds, objective: Objective, kpi: Kpi, { from, to }: Period): Period => {
  const first = windowOn(objective, kpi, from, grounds);
  const starts = [
    signalSpan(lastCompleteDay(from, kpi, grounds.sources)).from,
    ...(first ? [silenceSpan(objective, first.period).from] : []),
  ];
  return { from: starts.reduce((a, b) => (a < b ? a : b)), to };
};

const cut = (rows: RowsByType, { from, to }: Period): RowsByType =>
  Object.fromEntries(
    Object.entries(rows).map(([type, days]) => [type, days.filter(({ day }) => from <= day && day <= to)]),
  );

/** Keeps what every target asks for again. */
const once = <T>(work: (day: Day) => T): ((day: Day) => T) => {
  const known = new Map<Day, T>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined || known.has(day)) return before as T;
    const made = work(day);
    known.set(day, made);
    return made;
  };
};

/** @param rows over `spanToRead` */
export const groundOf = (
  grounds: PlayGrounds,
  objective: Objective,
  kpi: Kpi,
  rows: RowsByType,
  read: Period,
): Ground => {
  const { policy, sources, frozen } = grounds;
  const series = seriesOf(kpi, rows, read, policy);
  return {
    rows: once((day) => {
      const counted = windowOn(objective, kpi, day, grounds);
      return counted ? cut(rows, silenceSpan(objective, counted.period)) : {};
    }),
    signal: once((day) => {
      if (frozen) return undefined;
      const span = signalSpan(lastCompleteDay(day, kpi, sources), objective.countsFrom);
      return findSignal(kpi, seriesUntil(series, span), policy.process.rules);
    }),
  };
};

/** Each day is evaluated once, at noon in the company's zone, when all of its rows are known. Nobody acknowledges. */
export const play = (
  grounds: PlayGrounds,
  objective: Objective,
  kpi: Kpi,
  audience: Audience,
  { rows, signal: signalOn }: Ground,
  { from, to }: Period,
): Played => {
  const { policy, sources, silences } = grounds;
  const feeds = sourcesThatFeed(objective, typesOf(kpi), sources);
  const played: Played = { days: [], moves: [] };
  let alert: Alert | undefined;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const judged = judgeRows(grounds, objective, kpi, day, rows(day));
    if (!judged) continue;
    const signal = signalOn(day);
    const facts = {
      ...{ reading: judged.reading, verdict: judged.verdict, objective, audience, policy },
      at: new Date(instantAt(`${day}T12:00:00`, policy.timeZone)).toISOString(),
      silenced: silenceOf(objective, feeds, silences, day) !== undefined,
      ...(signal && { signal }),
    };
    for (const decision of decideAll(alert, facts)) {
      if (decision.moved) played.moves.push({ day, from: alert?.state ?? null, decision });
      alert = decision.alert;
    }
    if (alert) played.days.push({ day, judged, state: alert.state });
  }
  return played;
};
