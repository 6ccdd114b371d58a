/** What people write about an action, say of it, and grant it. Pure: `(action, update) → a new version, or what is wrong`. */

import type { Day } from '../time/calendar.ts';
import { type Action, type ActionReason, type ActionTexts, actionTexts, dueProblem, longestText } from './action.ts';

export interface ActionUpdate extends ActionTexts {
  by: string;
  /** Instant (ISO 8601, UTC). */
  at: string;
  /** The day of `at` in the company's zone. */
  today: Day;
  /** True if whoever writes is of top management: only they grant resources. */
  topManagement: boolean;
  /** Absent leaves it as it is. */
  resourcesGranted?: string;
  /** Somebody else does it: a person's id, which the caller has looked up. */
  owner?: string;
  /** Another last day on which it is in time: a new term begins. */
  due?: Day;
  /** Says that it is done. */
  done?: boolean;
}

export type UpdateField = keyof ActionTexts | 'resourcesGranted' | 'owner' | 'due' | 'done';
/** What is wrong with a field, in words that can stand beside it. */
export type FieldProblems = Partial<Record<UpdateField, string>>;

export type Updated =
  | { outcome: 'updated'; action: Action; reason: ActionReason; tell: string[] }
  /** It says what is there already. */
  | { outcome: 'unchanged'; action: Action }
  | { outcome: 'refused'; problems: FieldProblems }
  /** Found effective: nothing about it changes any more. */
  | { outcome: 'closed' };

/** The texts after an update: one that is not given stays, an empty one goes. */
const textsAfter = (action: Action, update: ActionUpdate): ActionTexts => {
  const texts: ActionTexts = {};
  for (const name of actionTexts) {
    const text = (update[name] ?? action[name])?.trim();
    if (text) texts[name] = text;
  }
  return texts;
};

const tooLong = (text: string | undefined) =>
  text && text.length > longestText ? `At most ${longestText} characters; these are ${text.length}.` : undefined;

const problemsOf = (action: Action, texts: ActionTexts, update: ActionUpdate): FieldProblems => {
  const { resourcesGranted, topManagement, done, owner, due, today } = update;
  const closed = action.state === 'done' && 'It is marked done: it changes hands again if it reopens.';
  const problems: [UpdateField, string | false | undefined][] = [
    ...actionTexts.map((name): [UpdateField, string | undefined] => [name, tooLong(texts[name])]),
    ['resourcesGranted', tooLong(resourcesGranted)],
    ['resourcesGranted', resourcesGranted?.trim() && !topManagement && 'Only top management grants resources.'],
    ['cause', done && !texts.cause && 'Say why it happened before you mark it done.'],
    [
      'correctiveAction',
      done && !texts.correctiveAction && 'Say what keeps it from happening again before you mark it done.',
    ],
    ['owner', owner !== undefined && owner !== action.owner && closed],
    ['due', due !== undefined && due !== action.due && (closed || dueProblem(due, today))],
    ['done', done && action.state === 'done' && 'It is marked done already.'],
  ];
  const found: FieldProblems = {};
  for (const [field, problem] of problems) if (problem) found[field] ??= problem;
  return found;
};

/** Of several things that an update does, the one that matters most names it. */
const reasonOf = (action: Action, next: Action): ActionReason => {
  if (next.state !== action.state) return 'marked-done';
  if (next.owner !== action.owner || next.due !== action.due) return 'reassigned';
  if (next.resourcesGranted !== action.resourcesGranted) return 'resources-granted';
  return next.resourcesAsked && next.resourcesAsked !== action.resourcesAsked ? 'resources-asked' : 'updated';
};

/** An ask that nobody hears of is none, nor is a grant. */
const tellOf = (action: Action, next: Action, { by }: ActionUpdate, topManagement: readonly string[]): string[] => {
  const asked = next.resourcesAsked !== undefined && next.resourcesAsked !== action.resourcesAsked;
  const granted = next.resourcesGranted !== action.resourcesGranted;
  const handed = next.owner !== action.owner;
  const tell = [
    ...(asked ? topManagement : []),
    ...(granted || handed || next.due !== action.due ? [action.owner] : []),
  ].filter((id) => id !== by);
  // Whoever takes it over needs the link, even where they took it themselves.
  return [...new Set([...(handed ? [next.owner] : []), ...tell])];
};

/** Another due day begins another term: reminders and the ladder begin anew. */
const inTerm = (action: Action, { due, today }: ActionUpdate): Action => {
  if (due === undefined || due === action.due) return action;
  const { remindedAt: _, overdueFrom: __, toldAt: ___, ...rest } = action;
  return { ...rest, due, openedOn: today, climbed: 0 };
};

/**
 * Applies what somebody wrote. Done needs a cause and a corrective action; from then on the readings decide.
 *
 * @param topManagement ids of those who can grant resources
 */
export const applyUpdate = (action: Action, update: ActionUpdate, topManagement: readonly string[]): Updated => {
  if (action.state === 'effective') return { outcome: 'closed' };
  const texts = textsAfter(action, update);
  const problems = problemsOf(action, texts, update);
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems };
  const { by, at, today, done } = update;
  const granted = update.resourcesGranted?.trim();
  const { cause: _, correction: __, correctiveAction: ___, resourcesAsked: ____, ...rest } = inTerm(action, update);
  const next: Action = {
    ...rest,
    ...texts,
    owner: update.owner ?? action.owner,
    ...(granted && granted !== action.resourcesGranted?.what && { resourcesGranted: { what: granted, by, at } }),
    ...(done && { state: 'done', done: { by, at, day: today } }),
  };
  const same = actionTexts.every((name) => next[name] === action[name]);
  const inHand = next.owner === action.owner && next.due === action.due && next.state === action.state;
  if (same && inHand && next.resourcesGranted === action.resourcesGranted) return { outcome: 'unchanged', action };
  const tell = tellOf(action, next, update, topManagement);
  const told = [...new Set([...action.told, ...tell])];
  return {
    outcome: 'updated',
    action: { ...next, told, version: action.version + 1 },
    reason: reasonOf(action, next),
    tell,
  };
};
