/** Plans a new action, with its number, its first entry and the owner's mail; whoever assigns it writes it with what else they write. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Action, type Assignment, openAction } from '../core/action.ts';
import type { Person } from '../core/person.ts';
import { newActionItems, readLastActionNumber } from '../store/actions.ts';
import type { NamedTable } from '../store/table.ts';
import { actionNotices } from './action-notices.ts';

export interface PlannedAction {
  action: Action;
  /** To be part of the transaction that assigns it. A refusal may mean that the number was taken: plan anew. */
  items: TransactWriteItem[];
  /** The owner, if nobody of that id is configured: nobody is told then. */
  unknownPeople: string[];
}

/** The owner is told even where they assigned it themselves: the mail holds the link to the action's page. */
export const planAction = async (
  board: NamedTable,
  assignment: Assignment,
  people: readonly Person[],
): Promise<PlannedAction> => {
  const number = (await readLastActionNumber(board)) + 1;
  const action = openAction(number, assignment);
  const { at, by } = assignment;
  const { notices, unknownPeople } = actionNotices(action, { reason: 'assigned', at, tell: [action.owner] }, people);
  const told = notices.map(({ person }) => person.id);
  const event = {
    ...{ action: action.id, version: 1, reason: 'assigned' as const, at, by, after: action },
    ...{ told, notices: notices.map(({ id }) => id) },
  };
  return { action, items: newActionItems(board, number, { action, event, notices }), unknownPeople };
};
