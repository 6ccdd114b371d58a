/** Action: a corrective action (ISO 9001, 10.2) against what an objective's alert showed. Followed to its effect. */

import type { EvidenceReading } from '../alert/evidence.ts';
import type { Objective } from '../config/objective.ts';
import type { Kpi } from '../kpi.ts';
import { addDays, type Day, daysBetween } from '../time/calendar.ts';

/**
 * - `open`: to be done, or to be done better: one that was found ineffective is open again.
 * - `done`: its owner says so; the readings since decide whether it helped.
 * - `effective`: the objective was met over its whole effectiveness window. Closed for good.
 */
type ActionState = 'open' | 'done' | 'effective';

/** What people write about an action, in their own words. */
export interface ActionTexts {
  /** Why it happened: five whys. */
  cause?: string;
  /** What was done at once about the nonconformity itself. */
  correction?: string;
  /** What keeps it from happening again. */
  correctiveAction?: string;
  resourcesAsked?: string;
}
export const actionTexts = ['cause', 'correction', 'correctiveAction', 'resourcesAsked'] as const;

/** Characters of one of the texts. */
export const longestText = 4_000;
/** Characters of what is to be done. */
export const longestWhat = 200;

/** Ten years. Calendars are followed day by day, and the last days that can be written have none after them. */
const longestTermDays = 3_653;

/** What is wrong with a due day that somebody gives, in words that can stand beside it. */
export const dueProblem = (due: Day, today: Day): string | undefined => {
  if (due < today) return 'This day has passed.';
  return due > addDays(today, longestTermDays) ? 'This day is more than ten years ahead.' : undefined;
};

export interface Action extends ActionTexts {
  /** `A-12`. */
  id: string;
  objective: string;
  /** What is to be done, in one line. */
  what: string;
  /** Person id. */
  owner: string;
  /** The last day on which it is in time. */
  due: Day;
  /** Days that its owner was given when it was assigned: what a reopened one gets again. */
  termDays: number;
  /** The day on which the present term began: when it was assigned, or last reopened. */
  openedOn: Day;
  state: ActionState;
  resourcesGranted?: { what: string; by: string; at: string };
  /** Who assigned it; a person's id. */
  assignedBy: string;
  createdAt: string;
  /** Of `done` and `effective`. */
  done?: { by: string; at: string; day: Day };
  /** Times that it was found ineffective, or was not shown to work. */
  reopened: number;
  /** Instant from which the hours of the objective's ladder count, once it is overdue; absent before. */
  overdueFrom?: string;
  /** Steps of the ladder that were told that it is overdue. */
  climbed: number;
  /** When somebody was last told that it is overdue: repeats count from here. */
  toldAt?: string;
  /** When its owner was reminded of the present term. */
  remindedAt?: string;
  /** People who were told of it so far, by id: they are told how it ends. */
  told: string[];
  closedAt?: string;
  /** Goes up by one with every write; the history has an entry for each. */
  version: number;
}

/** Why an action is where it is; kept in its history. */
export const actionReasons = [
  'assigned',
  'updated',
  /** Another owner, or another due day. */
  'reassigned',
  'resources-asked',
  'resources-granted',
  'marked-done',
  /** Due soon. */
  'reminded',
  'overdue',
  /** Overdue, and nobody has done it: the next step of the ladder is told. */
  'overdue-climbed',
  /** Still overdue after so many days: everybody who knows is told again. */
  'overdue-again',
  /** Met over the whole effectiveness window. */
  'found-effective',
  /** Proven missed since it was done: it reopens. */
  'found-ineffective',
  /** Neither met nor missed was proven in twice the effectiveness window: it reopens. */
  'not-shown-to-work',
] as const;
export type ActionReason = (typeof actionReasons)[number];

/** What a mail about an entry rests on besides the action, so that one written a year later says the same. */
export interface ActionGrounds {
  company?: string;
  /** The zone in which days and instants are said. */
  timeZone: string;
  objective: Pick<Objective, 'title' | 'target' | 'direction' | 'window' | 'effectivenessDays'>;
  kpi: Pick<Kpi, 'title' | 'unit' | 'counts'>;
  /** How the objective stood at the time, over its own window; absent where nobody was told, or nothing counts yet. */
  standing?: EvidenceReading;
  /** Names of the people that the action and the entry name, by id. */
  names: Record<string, string>;
}

/** One entry of an action's history, with the action as it stood after it. */
export interface ActionEvent {
  action: string;
  version: number;
  reason: ActionReason;
  at: string;
  /** Person id; absent where the system judged. */
  by?: string;
  after: Action;
  /** What it was judged on: the days after the one on which it was done. */
  reading?: EvidenceReading;
  told: string[];
  notices: string[];
  /** Absent where the objective was not in force: no mail is written then. */
  grounds?: ActionGrounds;
}

/** What somebody assigns. */
export interface Assignment {
  objective: string;
  what: string;
  /** Person ids. */
  owner: string;
  by: string;
  due: Day;
  at: string;
  /** The day of `at` in the company's zone. */
  today: Day;
}

/** A new action, `A-12` for 12, before anybody has done anything about it. */
export const openAction = (number: number, { by, at, today, ...given }: Assignment): Action => ({
  ...{ objective: given.objective, what: given.what, owner: given.owner, due: given.due },
  id: `A-${number}`,
  termDays: Math.max(0, daysBetween(today, given.due)),
  openedOn: today,
  state: 'open',
  assignedBy: by,
  createdAt: at,
  reopened: 0,
  climbed: 0,
  told: [given.owner],
  version: 1,
});

/** True once its due day has passed and nobody has said that it is done. */
export const isOverdue = ({ state, due }: Pick<Action, 'state' | 'due'>, today: Day): boolean =>
  state === 'open' && today > due;
