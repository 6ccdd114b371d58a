/** What people did about what is wrong: actions and how they ended, decisions, and whom no mail reaches. */
import type { Setting } from '../alerts/setting.ts';
import type { Action } from '../core/action/action.ts';
import type { Decision } from '../core/alert/decision.ts';
import type { DigestAction, DigestContent, DigestDecision } from '../core/digest/content.ts';
import { holdsBack } from '../core/notice/suppression.ts';
import { formatDay } from '../core/text/format.ts';
import { type Day, dayAt } from '../core/time/calendar.ts';
import type { Period } from '../core/time/window.ts';
import { readActionHistory, readActions } from '../store/actions.ts';
import { readDecisions } from '../store/decisions.ts';
import { digestAddress, readSuppressions } from '../store/suppressed.ts';
import type { NamedTable } from '../store/table.ts';

type Names = Pick<Setting, 'people'>;
const nameOf = ({ people }: Names, id: string): string => people.find((person) => person.id === id)?.name ?? id;

/** Whether an instant lies in the days of a period, in the company's zone. */
const within = (at: string, { from, to }: Period, zone: string): boolean => {
  const day = dayAt(Date.parse(at), zone);
  return from <= day && day <= to;
};

const order: DigestAction['standing'][] = ['overdue', 'found-ineffective', 'found-effective', 'open', 'done'];

const standingOf = async (
  board: NamedTable,
  action: Action,
  { policy, today }: Pick<Setting, 'policy' | 'today'>,
  period: Period,
): Promise<DigestAction['standing'] | undefined> => {
  if (action.state === 'effective')
    return action.closedAt && within(action.closedAt, period, policy.timeZone) ? 'found-effective' : undefined;
  if (action.state === 'done') return 'done';
  if (action.due < today) return 'overdue';
  if (action.reopened === 0) return 'open';
  for await (const { reason, at } of readActionHistory(board, action.id))
    if ((reason === 'found-ineffective' || reason === 'not-shown-to-work') && within(at, period, policy.timeZone))
      return 'found-ineffective';
  return 'open';
};

/** Actions that are not closed, and those that were found effective in the period: overdue ones first, then by due day. */
export const gatherActions = async (board: NamedTable, setting: Setting, period: Period): Promise<DigestAction[]> => {
  const actions: DigestAction[] = [];
  for await (const action of readActions(board)) {
    const standing = await standingOf(board, action, setting, period);
    const { id, what, objective, owner, due } = action;
    if (standing) actions.push({ id, what, objective, owner: nameOf(setting, owner), due, standing });
  }
  return actions.sort(
    (a, b) => order.indexOf(a.standing) - order.indexOf(b.standing) || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0),
  );
};

const describeDecision = (decision: Decision, names: Names): string => {
  switch (decision.choice) {
    case 'acknowledge':
      return 'knows of it';
    case 'assign':
      return `has ${nameOf(names, decision.owner)} do something about it by ${formatDay(decision.due)}: ${decision.what}`;
    case 'accept':
      return `accepts it until ${formatDay(decision.until)}`;
  }
};

/** What was decided about objectives in the period, oldest first. */
export const gatherDecisions = async (
  board: NamedTable,
  setting: Setting,
  objectives: readonly string[],
  period: Period,
): Promise<DigestDecision[]> => {
  const decisions: DigestDecision[] = [];
  for (const objective of objectives) {
    for (const decision of await readDecisions(board, objective)) {
      const { by, at, reason } = decision;
      if (!within(at, period, setting.policy.timeZone)) continue;
      const words = describeDecision(decision, setting);
      decisions.push({ objective, words, by: by.name, at, ...(reason && { reason }) });
    }
  }
  return decisions.sort((a, b) => (a.at < b.at ? -1 : 1));
};

/** People to whom no mail goes: somebody must give them an address, or tell them in another way. */
export const gatherUnreachable = async (
  board: NamedTable,
  { people, policy }: Pick<Setting, 'people' | 'policy'>,
): Promise<DigestContent['unreachable']> => {
  const unreachable: DigestContent['unreachable'] = [];
  for await (const suppression of readSuppressions(board)) {
    const person = people.find(({ id }) => id === suppression.person);
    if (!person || !holdsBack(suppression, digestAddress(person.email), { kind: 'alert', transitions: [] })) continue;
    const day: Day = dayAt(Date.parse(suppression.at), policy.timeZone);
    unreachable.push({ id: person.id, name: person.name, why: `${suppression.reason} on ${formatDay(day)}` });
  }
  return unreachable;
};
