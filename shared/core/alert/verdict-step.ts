/** What a verdict asks of an alert: which state, why, and who is told. Pure; `decide` makes it a decision. */

import type { AlertState } from '../config/objective.ts';
import { type Alert, isOpen, type Reason } from './alert.ts';
import type { Audience, Facts } from './facts.ts';
import { aheadOfTarget } from './judge.ts';

/** What is asked of an alert, before it is made into one. */
export interface Step {
  state: AlertState;
  reason: Reason;
  tell: readonly string[];
  metEnds?: string[];
  /** Moves even where the state stays. */
  moves?: boolean;
}

const firstReasons: Record<AlertState, Reason> = {
  met: 'first-reading',
  'at-risk': 'not-proven',
  missed: 'target-missed',
  silent: 'source-silent',
  insufficient: 'too-few-to-judge',
};

const stillReasons: Record<AlertState, Reason> = {
  met: 'still-met',
  'at-risk': 'still-at-risk',
  missed: 'still-missed',
  silent: 'still-silent',
  insufficient: 'still-too-few',
};

/** The ladder's steps that wait for nothing. */
export const firstSteps = ({ steps }: Audience): number => steps.filter(({ afterHours }) => afterHours === 0).length;

/** Where people stand on a ladder that another version of the objective brought: after the steps that all heard of it. */
export const stepsHeard = (audience: Audience, heard: readonly string[]): number => {
  const { steps } = audience;
  const unheard = steps.findIndex(({ tell }) => tell.some((id) => !heard.includes(id)));
  return Math.max(firstSteps(audience), unheard === -1 ? steps.length : unheard);
};

/** Who is told of a state at once. */
export const toldAtOnce = (state: AlertState, audience: Audience): readonly string[] => {
  if (state === 'missed') return audience.steps.slice(0, firstSteps(audience)).flatMap(({ tell }) => tell);
  return isOpen(state) ? audience.owner : [];
};

/** From nothing, or from a state in which nothing was open: the verdict is the state. */
export const openStep = ({ verdict, audience }: Facts, from?: AlertState): Step => {
  if (from === verdict) return { state: verdict, reason: stillReasons[verdict], tell: [] };
  const reason = verdict === 'met' && from ? 'enough-to-judge' : firstReasons[verdict];
  return { state: verdict, reason, tell: toldAtOnce(verdict, audience) };
};

/** The target is met while the alert is open: it clears by the margin, or by holding. No flapping. */
const clear = (alert: Alert, state: AlertState, { reading, objective }: Facts): Step => {
  const { margin, clearAfter } = objective;
  const cleared = (reason: Reason): Step => ({ state: 'met', reason, tell: alert.told, metEnds: [] });
  // A margin of 0 is none: else a reading on the target would clear at once, and the next one open again.
  if (margin > 0 && reading.value !== null && aheadOfTarget(reading.value, objective) >= margin)
    return cleared('cleared-by-margin');
  const metEnds = alert.metEnds.includes(reading.to) ? alert.metEnds : [...alert.metEnds, reading.to];
  return metEnds.length >= clearAfter
    ? cleared('cleared-by-holding')
    : { state, reason: 'not-yet-cleared', tell: [], metEnds };
};

/** From a state other than silence. */
const step = (alert: Alert, from: Exclude<AlertState, 'silent'>, facts: Facts): Step => {
  const { verdict, audience } = facts;
  if (verdict === 'silent') return { state: 'silent', reason: 'source-silent', tell: audience.owner };
  if (from === 'met' || from === 'insufficient') return openStep(facts, from);
  if (verdict === 'met') return clear(alert, from, facts);
  // Too few to judge proves nothing: neither that the miss is over nor that it goes on.
  if (verdict === 'insufficient') return { state: from, reason: 'too-few-to-judge', tell: [] };
  if (from === 'at-risk' && verdict === 'missed')
    return { state: 'missed', reason: 'got-worse', tell: toldAtOnce('missed', audience), metEnds: [] };
  return { state: from, reason: stillReasons[from], tell: [], metEnds: [] };
};

const beforeSilence = (alert: Alert) => alert.beforeSilence ?? 'met';

/** Data comes again: what was open before the silence still is, and is not told anew. */
const speakAgain = (alert: Alert, facts: Facts): Step => {
  const from = beforeSilence(alert);
  const next = step(alert, from, facts);
  // Whoever hears at once of such an alarm may have heard of the silence only: a shutdown held the alarm back.
  if (next.state === from && isOpen(from))
    return {
      ...next,
      reason: 'source-speaks',
      tell: [...alert.told, ...toldAtOnce(from, facts.audience)],
      moves: true,
    };
  const tell = [...alert.told, ...next.tell];
  return { ...next, reason: isOpen(next.state) ? next.reason : 'source-speaks', tell, moves: true };
};

/** A new version is another promise: it is judged as if for the first time, but too few to judge clears nothing. */
const judgeAnew = (alert: Alert, facts: Facts): Step => {
  const { verdict, audience } = facts;
  const speaks = alert.state === 'silent' && verdict !== 'silent';
  const from = speaks ? beforeSilence(alert) : alert.state;
  // A new version may name others who have to know at once; what somebody acknowledged is told to nobody else.
  const unaware = alert.acknowledged ? [] : toldAtOnce(from, audience).filter((id) => !alert.told.includes(id));
  const told = [...(speaks ? alert.told : []), ...(alert.heldBack && !speaks ? [] : unaware)];
  const reason: Reason = 'objective-changed';
  if (from === verdict || (isOpen(from) && verdict === 'insufficient'))
    return { state: from, reason, tell: told, metEnds: [], moves: true };
  const tell = [...(isOpen(from) ? alert.told : told), ...toldAtOnce(verdict, audience)];
  return { state: verdict, reason, tell, metEnds: [], moves: true };
};

/** The step that a verdict asks of an alert. */
export const verdictStep = (alert: Alert, facts: Facts): Step => {
  if (alert.objectiveVersion !== facts.objective.version) return judgeAnew(alert, facts);
  if (alert.state !== 'silent') return step(alert, alert.state, facts);
  return facts.verdict === 'silent' ? { state: 'silent', reason: 'still-silent', tell: [] } : speakAgain(alert, facts);
};
