/**
 * What a verdict, and the time that has passed, do to an alert, and who is told. Pure: `(alert, facts) → { alert,
 * reason, tell }`. The live path, a past day and a back-test all call it.
 */
import { type Alert, isOpen, type Reason } from './alert.ts';
import { toEvidenceReading } from './evidence.ts';
import type { Facts } from './facts.ts';
import { type Due, timeStep } from './time-step.ts';
import { firstSteps, openStep, type Step, stepsHeard, verdictStep } from './verdict-step.ts';

export interface Decision {
  /** The alert as it stands now; the very one that was passed in where nothing has to be written. */
  alert: Alert;
  reason: Reason;
  /** True if the alert moved: a transition is owed, with its evidence. */
  moved: boolean;
  /** People to tell, each once. Only ever with a move. */
  tell: string[];
}

const unique = (people: readonly string[]) => [...new Set(people)];

/** Nobody is told of what opens in a planned shutdown; it is remembered, to be told at its end. */
const holdBack = (alert: Alert, tell: readonly string[], { silenced, at }: Facts): Decision['tell'] => {
  // A miss may wait for its ladder's first step: the shutdown's hours are none of its.
  const waits = alert.state === 'missed' && alert.ladderFrom === at;
  if (!silenced || !isOpen(alert.state) || (tell.length === 0 && !waits)) return unique(tell);
  alert.heldBack = true;
  return [];
};

const create = (facts: Facts): Decision => {
  const { objective, at, audience } = facts;
  const reading = toEvidenceReading(facts.reading);
  const step = openStep(facts);
  const { state, reason } = step;
  const entered = { objective: objective.id, objectiveVersion: objective.version, state, since: at, reason, reading };
  const alert: Alert = { ...entered, version: 1, metEnds: [], told: [] };
  if (state === 'missed') Object.assign(alert, { ladderFrom: at, climbed: firstSteps(audience) });
  const tell = holdBack(alert, step.tell, facts);
  if (isOpen(state)) Object.assign(alert, { told: tell, toldAt: at });
  return { alert, reason, moved: true, tell };
};

/** The alert as a verdict moves it, with what it has to forget. */
const move = (alert: Alert, step: Step, facts: Facts): Decision => {
  const { objective, at, audience } = facts;
  const { state, reason } = step;
  const { beforeSilence: before, ...kept } = alert;
  const changed = state !== alert.state;
  const moved: Alert = {
    ...kept,
    objectiveVersion: objective.version,
    state,
    since: changed ? at : alert.since,
    reason,
    version: alert.version + 1,
    reading: toEvidenceReading(facts.reading),
    metEnds: step.metEnds ?? alert.metEnds,
    ...(state === 'silent' && { beforeSilence: alert.state === 'silent' ? (before ?? 'met') : alert.state }),
  };
  // What was decided holds for the alarm that it was decided on: not for one that is over, nor for a worse one.
  const pauses = state === 'silent' || alert.state === 'silent';
  const another = changed && (!pauses || !isOpen(state) || state !== (before ?? state));
  if (!isOpen(state) || another) for (const name of decided) delete moved[name];
  if (state === 'missed' && (another || !moved.ladderFrom))
    Object.assign(moved, { ladderFrom: at, climbed: firstSteps(audience) });
  else if (moved.climbed !== undefined && alert.objectiveVersion !== objective.version)
    moved.climbed = stepsHeard(audience, [...alert.told, ...step.tell]);
  const tell = holdBack(moved, step.tell, facts);
  moved.told = isOpen(state) ? unique([...alert.told, ...tell]) : [];
  if (isOpen(state)) moved.toldAt = at;
  if (tell.length > 0 && state !== 'silent') delete moved.heldBack;
  return { alert: moved, reason, moved: true, tell };
};
const decided = ['acknowledged', 'accepted', 'ladderFrom', 'climbed', 'toldAt', 'heldBack'] as const;

/** The alert as time moves it: its state and its reason stay. */
const remind = ({ alert, reason, tell }: Due, { reading, at }: Facts): Decision => {
  const told = unique(tell);
  const next: Alert = { ...alert, version: alert.version + 1 };
  if (reason === 'process-changed') return { alert: next, reason, moved: true, tell: told };
  return {
    alert: { ...next, reading: toEvidenceReading(reading), told: unique([...alert.told, ...told]), toldAt: at },
    ...{ reason, moved: true, tell: told },
  };
};

/**
 * Moves an objective's alert by the verdict on a reading and by the time that has passed, one move at a time: what falls
 * due in the same instant as another move is told by the next decision. Deciding the same thing twice moves nothing the
 * second time otherwise: the alert that comes back is then the one that went in.
 */
export const decide = (alert: Alert | undefined, facts: Facts): Decision => {
  if (!alert) return create(facts);
  const step = verdictStep(alert, facts);
  if (step.state !== alert.state || step.moves) return move(alert, step, facts);
  const metEnds = step.metEnds ?? alert.metEnds;
  const due = timeStep(alert, facts);
  if (due) return remind({ ...due, alert: { ...due.alert, metEnds } }, facts);
  const same = metEnds.length === alert.metEnds.length;
  const kept = same ? alert : { ...alert, metEnds, version: alert.version + 1 };
  return { alert: kept, reason: step.reason, moved: false, tell: [] };
};

/** At one instant an alert moves by its verdict, by what fell due, and by a signal; more would be a fault. */
const mostMoves = 8;

/** Decides until nothing moves any more: every decision, in order. The last one carries the alert as it then stands. */
export const decideAll = (alert: Alert | undefined, facts: Facts): Decision[] => {
  const decisions = [decide(alert, facts)];
  for (let last = decisions[0]; last?.moved && decisions.length < mostMoves; last = decisions.at(-1))
    decisions.push(decide(last.alert, facts));
  return decisions;
};
