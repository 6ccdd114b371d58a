/** Actions and their history on the board. Every write has an entry in the history, and the notices it owes, or is none. */
import { GetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Action, ActionEvent } from '../core/action/action.ts';
import type { NewNotice } from '../core/notice/notice.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isTransactionRefusal } from './condition.ts';
import { actionCounterKey, actionEventKey, actionEventPk, actionKey, type Key, kinds, noticeKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

const get = async <T>(board: NamedTable, key: Key): Promise<T | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
};

/** An item of the board without its key: what is stored is never mistaken for what is meant. */
const without = <T extends object>(item: T | undefined): T | undefined => {
  if (!item) return undefined;
  const { pk: _pk, sk: _sk, kind: _kind, ...rest } = item as T & Key & { kind?: string };
  return rest as T;
};

/** An action by its id, read consistently. */
export const readAction = async (board: NamedTable, id: string): Promise<Action | undefined> =>
  without(await get<Action>(board, actionKey(id)));

/** Every action, closed ones too. */
export async function* readActions(board: NamedTable): AsyncGenerator<Action> {
  for await (const item of queryPartition<Action>(board, kinds.action)) yield without(item) as Action;
}

/** What happened to an action, oldest first. */
export async function* readActionHistory(board: NamedTable, id: string): AsyncGenerator<ActionEvent> {
  for await (const item of queryPartition<ActionEvent>(board, actionEventPk(id))) yield without(item) as ActionEvent;
}

/** One entry of the history, as a notice names it. */
export const readActionEvent = async (
  board: NamedTable,
  id: string,
  version: number,
): Promise<ActionEvent | undefined> => without(await get<ActionEvent>(board, actionEventKey(id, version)));

/** The last number that an action was given; 0 before the first. */
export const readLastActionNumber = async (board: NamedTable): Promise<number> =>
  (await get<{ last: number }>(board, actionCounterKey))?.last ?? 0;

/** One step in an action's life: how it stands, why, and who is owed a mail of it. */
export interface ActionStep {
  action: Action;
  event: ActionEvent;
  notices: readonly NewNotice[];
}

/** A transaction takes 100 items; the steps that others add to theirs leave room for what they write themselves. */
const mostActionNotices = 80;

const putNew = (board: NamedTable, item: object): TransactWriteItem => ({
  Put: { TableName: board.name, Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' },
});

const historyItems = (board: NamedTable, { event, notices }: ActionStep): TransactWriteItem[] => {
  if (notices.length > mostActionNotices) throw new Error(`an action cannot tell ${notices.length} people at once`);
  return [
    putNew(board, { ...actionEventKey(event.action, event.version), ...event, kind: kinds.actionEvent }),
    ...notices.map((notice) => putNew(board, { ...noticeKey(notice.id), ...notice })),
  ];
};

/**
 * What a transaction has to hold so that an action begins in it: the counter, the action, its first entry, its notices.
 * It is refused if another action took the number: read the counter again (`readLastActionNumber`), and plan anew.
 */
export const newActionItems = (board: NamedTable, number: number, step: ActionStep): TransactWriteItem[] => [
  {
    Update: {
      TableName: board.name,
      Key: toItem(actionCounterKey),
      UpdateExpression: 'SET #last = :number, #kind = :kind',
      ConditionExpression: number === 1 ? 'attribute_not_exists(pk)' : '#last = :before',
      ExpressionAttributeNames: { '#last': 'last', '#kind': 'kind' },
      ExpressionAttributeValues: toItem({
        ':number': number,
        ':kind': kinds.counter,
        ...(number > 1 && { ':before': number - 1 }),
      }),
    },
  },
  putNew(board, { ...actionKey(step.action.id), ...step.action, kind: kinds.action }),
  ...historyItems(board, step),
];

export type WriteAction =
  | 'written'
  /** Somebody else changed the action since it was read: read it again, and decide again. */
  | 'lost';

/** Writes what was planned for an action, all or nothing; `lost` if another one took its number, or changed it. */
export const writePlanned = async (board: NamedTable, items: TransactWriteItem[]): Promise<WriteAction> => {
  try {
    await board.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    return 'written';
  } catch (error) {
    if (isTransactionRefusal(error)) return 'lost';
    throw error;
  }
};

/** Writes a step of an action that exists, all or nothing, if the action still is as it was read. */
export const writeActionStep = (board: NamedTable, step: ActionStep): Promise<WriteAction> => {
  const { action } = step;
  const put: TransactWriteItem = {
    Put: {
      TableName: board.name,
      Item: toItem({ ...actionKey(action.id), ...action, kind: kinds.action }),
      ConditionExpression: 'version = :read',
      ExpressionAttributeValues: toItem({ ':read': action.version - 1 }),
    },
  };
  return writePlanned(board, [put, ...historyItems(board, step)]);
};
