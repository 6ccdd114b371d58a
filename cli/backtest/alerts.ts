/** The alerts of a play: when each opened, whether the miss was proven, how long it lasted, and what mails it cost. */
import { isOpen, type Reason } from '../../shared/core/alert/alert.ts';
import { aheadOfTarget } from '../../shared/core/alert/judge.ts';
import type { AlertState, Objective } from '../../shared/core/config/objective.ts';
import { type Day, daysBetween } from '../../shared/core/time/calendar.ts';
import type { Played, PlayedMove } from './play.ts';

/** One alert, from the day on which it opened to the day on which it cleared. */
export interface PlayedAlert {
  opened: Day;
  /** Days on which it stood open; to the end of the span where it never cleared. */
  days: number;
  /** The states that it went through, in order. */
  states: AlertState[];
  /** The first day on which the miss was proven; absent where it never was. */
  proven?: Day;
  /** The worst reading while it was open; absent where there was none. */
  worst?: { day: Day; value: number; n: number };
  /** Absent where it was still open on the last day. */
  cleared?: { day: Day; reason: Reason };
}

/** What an objective would have cost and shown. */
export interface Totals {
  alerts: number;
  /** Alerts in which the miss was proven. */
  proven: number;
  /** Alerts that told of nothing but data that did not come. */
  silent: number;
  /** Days on which an alert stood open. */
  daysOpen: number;
  /** Mails of alerts that opened, got worse or cleared; each to one person. */
  mails: number;
  /** Mails more, had nobody ever acknowledged: steps of the ladder, and repeats. */
  reminders: number;
}

const reminders: ReadonlySet<Reason> = new Set(['ladder-climbed', 'told-again']);
const isReminder = ({ decision }: PlayedMove) => reminders.has(decision.reason);
/** Of an alert that opened, moved or cleared: no reminder, and no process signal. */
export const isNewsOfAlert = (move: PlayedMove): boolean =>
  !isReminder(move) && move.decision.reason !== 'process-changed';

const worstOf = ({ days }: Played, opened: Day, until: Day, objective: Objective): PlayedAlert['worst'] => {
  const readings = days.flatMap(({ day, judged }) => {
    const { value, n } = judged.reading;
    return opened <= day && day < until && value !== null && n >= objective.leastN ? [{ day, value, n }] : [];
  });
  return readings.sort((a, b) => aheadOfTarget(a.value, objective) - aheadOfTarget(b.value, objective))[0];
};

/** @param after the day after the last one that was played */
export const alertsOf = (played: Played, objective: Objective, after: Day): PlayedAlert[] => {
  const alerts: PlayedAlert[] = [];
  let open: PlayedAlert | undefined;
  const close = (day: Day, cleared?: PlayedAlert['cleared']) => {
    if (!open) return;
    const worst = worstOf(played, open.opened, day, objective);
    alerts.push({
      ...open,
      days: daysBetween(open.opened, day),
      ...(worst && { worst }),
      ...(cleared && { cleared }),
    });
    open = undefined;
  };
  for (const { day, decision } of played.moves) {
    const { alert, reason } = decision;
    if (!isOpen(alert.state)) {
      close(day, { day, reason });
      continue;
    }
    open ??= { opened: day, days: 0, states: [] };
    if (open.states.at(-1) !== alert.state) open.states.push(alert.state);
    if (alert.state === 'missed') open.proven ??= day;
  }
  close(after);
  return alerts;
};

const told = (moves: readonly PlayedMove[]) => moves.reduce((sum, { decision }) => sum + decision.tell.length, 0);

export const totalsOf = ({ moves }: Played, alerts: readonly PlayedAlert[]): Totals => ({
  alerts: alerts.length,
  proven: alerts.filter(({ proven }) => proven !== undefined).length,
  silent: alerts.filter(({ states }) => states.every((state) => state === 'silent')).length,
  daysOpen: alerts.reduce((sum, { days }) => sum + days, 0),
  mails: told(moves.filter(isNewsOfAlert)),
  reminders: told(moves.filter(isReminder)),
});
