/**
 * Follows an action to its effect: reminds before it is due, climbs the ladder once it is overdue, and judges, once it is
 * done, whether it helped. Pure: the sweep calls it with what it read, and deciding the same thing twice moves nothing.
 */

import type { Audience } from '../alert/facts.ts';
import { judge } from '../alert/judge.ts';
import type { Objective, Reading } from '../config/objective.ts';
import { addBusinessHours, nextWorkingMoment, type WorkingTime } from '../time/business-hours.ts';
import { addDays, type Day, startOfMoment } from '../time/calendar.ts';
import type { Period } from '../time/window.ts';
import type { Action, ActionReason } from './action.ts';

/** Days before it is due on which its owner is reminded. */
const reminderDays = 3;
/** Days that a reopened action gets where its owner was given none at first. */
const defaultTermDays = 14;
const dayMs = 86_400_000;

export interface ActionFacts {
  /** Instant (ISO 8601, UTC). */
  at: string;
  /** The day of `at` in the company's zone. */
  today: Day;
  objective: Pick<Objective, 'target' | 'direction' | 'leastN' | 'effectivenessDays' | 'countsFrom' | 'repeatDays'>;
  /** Who is told that it is overdue, after its owner, and after how many business hours: lowest step first. */
  steps: Audience['steps'];
  topManagement: readonly string[];
  policy: WorkingTime;
  /**
   * The reading over `effectPeriod`, and whether the objective's data has stopped coming. Absent where nothing may be
   * judged now: no day counts yet, a back-fill settles, the rows stand still.
   */
  effect?: { reading: Reading; silent: boolean };
}

export type Followed =
  | { moved: false; action: Action }
  | {
      moved: true;
      action: Action;
      reason: ActionReason;
      /** Person ids, each once. */
      tell: string[];
      /** What it was judged on. */
      reading?: Reading;
    };

/** What falls due, before it is made into a new version of the action. */
interface Due {
  reason: ActionReason;
  tell: readonly string[];
  next: Action;
  reading?: Reading;
}

type Window = Pick<Objective, 'effectivenessDays' | 'countsFrom'>;

/** The first day of the window: the one after it was done, or the objective's first that counts. */
const windowStart = (done: Day, { countsFrom = '' }: Window): Day => {
  const after = addDays(done, 1);
  return after < countsFrom ? countsFrom : after;
};

/** The last day of so many effectiveness windows of an action that was done on a day. */
export const windowEnd = (done: Day, objective: Window, windows = 1): Day =>
  addDays(windowStart(done, objective), windows * objective.effectivenessDays - 1);

/**
 * The days on which an action's effect shows, up to the last day that counts: those after the one on which it was done,
 * twice the effectiveness window at most. The objective's own window would still hold the old misses.
 */
export const effectPeriod = ({ done }: Pick<Action, 'done'>, objective: Window, last: Day): Period | undefined => {
  if (!done) return undefined;
  const longest = windowEnd(done.day, objective, 2);
  const from = windowStart(done.day, objective);
  const to = last < longest ? last : longest;
  return from <= to ? { from, to } : undefined;
};

/** The first instant (ms) of a day at which the company works, or the next one after it. */
const worksFrom = (day: Day, policy: WorkingTime): number =>
  nextWorkingMoment(startOfMoment(day, policy.timeZone), policy);

/** Once a term, and not on the day it began: whoever was told this morning needs no reminder. */
const remind = (action: Action, { at, today, policy }: ActionFacts): Due | undefined => {
  const early = addDays(action.due, -reminderDays);
  const day = early > action.openedOn ? early : addDays(action.openedOn, 1);
  if (action.remindedAt || today > action.due || Date.parse(at) < worksFrom(day, policy)) return undefined;
  return { reason: 'reminded', tell: [action.owner], next: { ...action, remindedAt: at } };
};

const overdue = (action: Action, facts: ActionFacts): Due | undefined => {
  const { at, policy, steps, objective } = facts;
  const now = Date.parse(at);
  const from = action.overdueFrom ? Date.parse(action.overdueFrom) : worksFrom(addDays(action.due, 1), policy);
  if (now < from) return undefined;
  const due = steps.filter(
    ({ afterHours }, step) => step >= action.climbed && addBusinessHours(from, afterHours, policy) <= now,
  );
  const told = { overdueFrom: new Date(from).toISOString(), climbed: action.climbed + due.length, toldAt: at };
  const tell = due.flatMap((step) => step.tell);
  if (!action.overdueFrom) return { reason: 'overdue', tell: [action.owner, ...tell], next: { ...action, ...told } };
  if (due.length > 0) return { reason: 'overdue-climbed', tell, next: { ...action, ...told } };
  const { repeatDays } = objective;
  if (repeatDays === 0 || now - Date.parse(action.toldAt ?? at) < repeatDays * dayMs) return undefined;
  const everybody = [action.owner, ...steps.slice(0, action.climbed).flatMap((step) => step.tell)];
  return { reason: 'overdue-again', tell: everybody, next: { ...action, ...told } };
};

/** Open again, for as long as it was given at first. What was written about it stays. */
const reopen = (action: Action, reason: ActionReason, reading: Reading, facts: ActionFacts): Due => {
  const { done: _, overdueFrom: __, toldAt: ___, remindedAt: ____, ...kept } = action;
  const due = addDays(facts.today, action.termDays || defaultTermDays);
  const next: Action = {
    ...kept,
    ...{ state: 'open', openedOn: facts.today, due, reopened: action.reopened + 1, climbed: 0 },
  };
  return { reason, tell: [action.owner, action.assignedBy, ...facts.topManagement], next, reading };
};

/** A miss is proven at any time; that it works, only over the whole window; and silence proves nothing. */
const judgeEffect = (action: Action, facts: ActionFacts): Due | undefined => {
  const { effect, objective, at, today } = facts;
  if (!effect || !action.done || effect.silent) return undefined;
  const { reading } = effect;
  // What counts up to today has read a part of its last day only.
  const isWhole = (end: Day): boolean => reading.to >= end && today > end;
  const verdict = judge(reading, objective);
  if (verdict === 'missed') return reopen(action, 'found-ineffective', reading, facts);
  if (verdict === 'met' && isWhole(windowEnd(action.done.day, objective)))
    return {
      reason: 'found-effective',
      tell: [action.owner, action.assignedBy, ...action.told],
      next: { ...action, state: 'effective', closedAt: at },
      reading,
    };
  return isWhole(windowEnd(action.done.day, objective, 2))
    ? reopen(action, 'not-shown-to-work', reading, facts)
    : undefined;
};

const dueNow = (action: Action, facts: ActionFacts): Due | undefined => {
  if (action.state === 'done') return judgeEffect(action, facts);
  return action.state === 'open' ? (overdue(action, facts) ?? remind(action, facts)) : undefined;
};

const unique = (people: readonly string[]) => [...new Set(people)];

/** What the time that has passed, and the readings since, ask of an action. */
export const followAction = (action: Action, facts: ActionFacts): Followed => {
  const due = dueNow(action, facts);
  if (!due) return { moved: false, action };
  const { reason, reading, next } = due;
  const tell = unique(due.tell);
  const after = { ...next, told: unique([...action.told, ...tell]), version: action.version + 1 };
  return { moved: true, action: after, reason, tell, ...(reading && { reading }) };
};
