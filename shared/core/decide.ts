/**
 * What a verdict does to an alert, and who is told. Pure: `(alert, verdict) → { alert, reason, tell }`. The live path,
 * a past day and a back-test all call it.
 */
import { type Alert, isOpen, type Reason } from './alert.ts';
import { toEvidenceReading } from './evidence.ts';
import { aheadOfTarget } from './judge.ts';
import type { AlertState, Objective, Reading } from './objective.ts';

/** Who answers for an objective, as person ids. */
export interface Audience {
  owner: readonly string[];
  /** The ladder's steps that are due at once. */
  atOnce: readonly string[];
}

export interface Facts {
  reading: Reading;
  verdict: AlertState;
  objective: Objective;
  audience: Audience;
  /** Instant of the evaluation. */
  at: string;
}

export interface Decision {
  /** The alert as it stands now; the very one that was passed in where nothing has to be written. */
  alert: Alert;
  reason: Reason;
  /** True if the alert moved: a transition is owed, with its evidence. */
  moved: boolean;
  /** People to tell, each once. Only ever with a move. */
  tell: string[];
}

/** What a verdict asks for, before it is made into an alert. */
interface Step {
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

const audienceOf = (state: AlertState, { owner, atOnce }: Audience): readonly string[] => {
  if (state === 'missed') return atOnce;
  return isOpen(state) ? owner : [];
};

/** From nothing, or from a state in which nothing was open: the verdict is the state. */
const open = ({ verdict, audience }: Facts, from?: AlertState): Step => {
  if (from === verdict) return { state: verdict, reason: stillReasons[verdict], tell: [] };
  const reason = verdict === 'met' && from ? 'enough-to-judge' : firstReasons[verdict];
  return { state: verdict, reason, tell: audienceOf(verdict, audience) };
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
  if (from === 'met' || from === 'insufficient') return open(facts, from);
  if (verdict === 'met') return clear(alert, from, facts);
  // Too few to judge proves nothing: neither that the miss is over nor that it goes on.
  if (verdict === 'insufficient') return { state: from, reason: 'too-few-to-judge', tell: [] };
  if (from === 'at-risk' && verdict === 'missed')
    return { state: 'missed', reason: 'got-worse', tell: audience.atOnce, metEnds: [] };
  return { state: from, reason: stillReasons[from], tell: [], metEnds: [] };
};

const beforeSilence = (alert: Alert) => alert.beforeSilence ?? 'met';

/** Data comes again: what was open before the silence still is, and is not told anew. */
const speakAgain = (alert: Alert, facts: Facts): Step => {
  const from = beforeSilence(alert);
  const next = step(alert, from, facts);
  if (next.state === from && isOpen(from)) return { ...next, reason: 'source-speaks', tell: alert.told, moves: true };
  const tell = [...alert.told, ...next.tell];
  return { ...next, reason: isOpen(next.state) ? next.reason : 'source-speaks', tell, moves: true };
};

/** A new version is another promise: it is judged as if for the first time, but too few to judge clears nothing. */
const judgeAnew = (alert: Alert, facts: Facts): Step => {
  const { verdict, audience } = facts;
  const speaks = alert.state === 'silent' && verdict !== 'silent';
  const from = speaks ? beforeSilence(alert) : alert.state;
  const told = speaks ? alert.told : [];
  const reason: Reason = 'objective-changed';
  if (from === verdict || (isOpen(from) && verdict === 'insufficient'))
    return { state: from, reason, tell: told, metEnds: [], moves: true };
  const tell = [...(isOpen(from) ? alert.told : told), ...audienceOf(verdict, audience)];
  return { state: verdict, reason, tell, metEnds: [], moves: true };
};

const unique = (people: readonly string[]) => [...new Set(people)];

const create = (facts: Facts): Decision => {
  const { objective, at } = facts;
  const reading = toEvidenceReading(facts.reading);
  const { state, reason, tell } = open(facts);
  const told = isOpen(state) ? unique(tell) : [];
  const alert = { objective: objective.id, objectiveVersion: objective.version, state, since: at, reason, reading };
  return { alert: { ...alert, version: 1, metEnds: [], told }, reason, moved: true, tell: unique(tell) };
};

const nextStep = (alert: Alert, facts: Facts): Step => {
  if (alert.objectiveVersion !== facts.objective.version) return judgeAnew(alert, facts);
  if (alert.state !== 'silent') return step(alert, alert.state, facts);
  return facts.verdict === 'silent' ? { state: 'silent', reason: 'still-silent', tell: [] } : speakAgain(alert, facts);
};

/**
 * Moves an objective's alert by the verdict on a reading. Deciding the same thing twice moves nothing the second time:
 * the alert that comes back is then the one that went in.
 */
export const decide = (alert: Alert | undefined, facts: Facts): Decision => {
  if (!alert) return create(facts);
  const next = nextStep(alert, facts);
  const { state, reason } = next;
  const metEnds = next.metEnds ?? alert.metEnds;
  if (state === alert.state && !next.moves) {
    const same = metEnds.length === alert.metEnds.length;
    return { alert: same ? alert : { ...alert, metEnds, version: alert.version + 1 }, reason, moved: false, tell: [] };
  }
  const { objective, at } = facts;
  const reading = toEvidenceReading(facts.reading);
  const tell = unique(next.tell);
  const { beforeSilence: before, ...kept } = alert;
  const moved: Alert = {
    ...kept,
    objectiveVersion: objective.version,
    state,
    since: state === alert.state ? alert.since : at,
    reason,
    version: alert.version + 1,
    reading,
    metEnds,
    told: isOpen(state) ? unique([...alert.told, ...tell]) : [],
    ...(state === 'silent' && { beforeSilence: alert.state === 'silent' ? (before ?? 'met') : alert.state }),
  };
  return { alert: moved, reason, moved: true, tell };
};
