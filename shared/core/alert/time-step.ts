/** What time asks of an alert that a verdict does not move: ladders climb, repeats fall due, silences and acceptances end. */

import { isNews } from '../process/signal.ts';
import { addBusinessHours } from '../time/business-hours.ts';
import { dayAt } from '../time/calendar.ts';
import { type Alert, isOpen, type Reason } from './alert.ts';
import type { Facts } from './facts.ts';
import { firstSteps, toldAtOnce } from './verdict-step.ts';

/** What falls due, and what the alert remembers of it. */
export interface Due {
  reason: Reason;
  tell: readonly string[];
  alert: Alert;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The alert told as if it had just opened. The ladder begins anew: now, or for a silent one when its data comes again. */
const tellAnew = (alert: Alert, reason: Reason, { audience, at }: Facts): Due => {
  const { heldBack: _, ladderFrom: __, climbed: ___, ...rest } = alert;
  const ladder = alert.state === 'missed' && { ladderFrom: at, climbed: firstSteps(audience) };
  return { reason, tell: toldAtOnce(alert.state, audience), alert: { ...rest, ...ladder } };
};

/** Every step whose hours have passed since the miss was told. */
const climb = (alert: Alert, { audience, at, policy }: Facts): Due | undefined => {
  const climbed = alert.climbed ?? firstSteps(audience);
  const from = Date.parse(alert.ladderFrom ?? alert.since);
  const now = Date.parse(at);
  // Business hours pass no faster than the clock's: asked first, since years of a calendar are built for a far step.
  const isDue = (hours: number) => hours * hourMs <= now - from && addBusinessHours(from, hours, policy) <= now;
  const due = audience.steps.filter(({ afterHours }, step) => step >= climbed && isDue(afterHours));
  if (due.length === 0) return undefined;
  const next = { ...alert, climbed: climbed + due.length };
  return { reason: 'ladder-climbed', tell: due.flatMap(({ tell }) => tell), alert: next };
};

const repeat = (alert: Alert, { objective, at }: Facts): Due | undefined => {
  const { repeatDays } = objective;
  const told = Date.parse(alert.toldAt ?? alert.since);
  if (repeatDays === 0 || alert.told.length === 0 || Date.parse(at) - told < repeatDays * dayMs) return undefined;
  return { reason: 'told-again', tell: alert.told, alert };
};

/** What falls due now; nothing while a planned shutdown covers the objective. */
export const timeStep = (alert: Alert, facts: Facts): Due | undefined => {
  const { at, policy, signal, audience } = facts;
  if (facts.silenced) return undefined;
  if (isOpen(alert.state)) {
    if (alert.accepted && alert.accepted.until < dayAt(Date.parse(at), policy.timeZone)) {
      const { acknowledged: _, accepted: __, ...undecided } = alert;
      return tellAnew(undecided, 'acceptance-ended', facts);
    }
    // What somebody decided outlives a planned shutdown.
    if (alert.heldBack) return tellAnew(alert, 'silence-ended', facts);
  }
  if (alert.state === 'missed' && !alert.acknowledged) {
    const due = climb(alert, facts) ?? repeat(alert, facts);
    if (due) return due;
  }
  if (signal && isNews(signal, alert.signal)) {
    const told = { day: signal.day, rule: signal.rule };
    return { reason: 'process-changed', tell: audience.owner, alert: { ...alert, signal: told } };
  }
  return undefined;
};
