/** Plans a new action, with its number, its first entry and the owner's mail; whoever assigns it writes it with what else they write. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { loadSetting } from '../alerts/setting.ts';
import { type Action, type ActionEvent, type Assignment, openAction } from '../core/action/action.ts';
import { kpis, tallies } from '../kpis/registry.ts';
import { newActionItems, readLastActionNumber } from '../store/actions.ts';
import type { NamedTable } from '../store/table.ts';
import { actionNotices } from './action-notices.ts';
import { groundAction, measuredBy } from './ground-action.ts';

export interface PlannedAction {
  action: Action;
  /** To be part of the transaction that assigns it. A refusal may mean that the number was taken: plan anew. */
  items: TransactWriteItem[];
  /** The owner, if nobody of that id is configured: nobody is told then. */
  unknownPeople: string[];
}

/**
 * The owner is told even where they assigned it themselves: the mail holds the link to the action's page. `undefined` if
 * the objective is not in force.
 */
export const planAction = async (
  board: NamedTable,
  given: Omit<Assignment, 'today'>,
): Promise<PlannedAction | undefined> => {
  const [last, setting] = await Promise.all([
    readLastActionNumber(board),
    loadSetting(board, Date.parse(given.at), tallies),
  ]);
  const measured = measuredBy(setting, given.objective, kpis);
  if (!measured) return undefined;
  const number = last + 1;
  const action = openAction(number, { ...given, today: setting.today });
  const { at, by } = given;
  const { notices, unknownPeople } = actionNotices(
    action,
    { reason: 'assigned', at, tell: [action.owner] },
    setting.people,
  );
  const event: ActionEvent = {
    ...{ action: action.id, version: 1, reason: 'assigned', at, by, after: action },
    told: notices.map(({ person }) => person.id),
    notices: notices.map(({ id }) => id),
    grounds: await groundAction(board, setting, measured, { action, by, told: true }),
  };
  return { action, items: newActionItems(board, number, { action, event, notices }), unknownPeople };
};
