/** Alerts and their transitions on the board. A move is one transaction: a notice exists only if its transition won. */
import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Alert } from '../core/alert.ts';
import type { NewNotice } from '../core/notice.ts';
import type { Transition } from '../core/transition.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, isTransactionRefusal } from './condition.ts';
import { alertKey, kinds, noticeKey, transitionKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** The alert of an objective, read consistently; `undefined` if it was never judged. */
export const readAlert = async (board: NamedTable, objective: string): Promise<Alert | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(alertKey(objective)), ConsistentRead: true }),
  );
  return Item && fromItem<Alert>(Item);
};

/** Every alert, by objective. */
export const readAlerts = (board: NamedTable): AsyncGenerator<Alert> => queryPartition<Alert>(board, kinds.alert);

/** One transition by its key, as a notice names it. */
export const readTransition = async (
  board: NamedTable,
  key: { pk: string; sk: string },
): Promise<Transition | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<Transition>(Item);
};

/** A transaction takes 100 items: the alert, its transition, and this many notices. */
const noticesWithMove = 98;

const putNew = (board: NamedTable, item: object) => ({
  TableName: board.name,
  Item: toItem(item),
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** The alert, if it still is as it was read: its version goes up by one with every write. */
const putAlert = (board: NamedTable, alert: Alert) => {
  const item = { ...alertKey(alert.objective), ...alert, kind: kinds.alert };
  if (alert.version === 1) return putNew(board, item);
  const unchanged = {
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: toItem({ ':read': alert.version - 1 }),
  };
  return { TableName: board.name, Item: toItem(item), ...unchanged };
};

export type WriteAlert =
  | 'written'
  /** Somebody else moved the alert since it was read: read it again, and decide again. */
  | 'lost';

const noticeItem = (notice: NewNotice) => ({ ...noticeKey(notice.id), ...notice });

/** Writes an alert that moved, its transition and the notices owed, all or nothing, if the alert still is as it was read. */
export const writeMove = async (
  board: NamedTable,
  { alert, transition, notices }: { alert: Alert; transition: Transition; notices: readonly NewNotice[] },
): Promise<WriteAlert> => {
  const key = transitionKey(transition.objective, transition.version);
  const move = [putAlert(board, alert), putNew(board, { ...key, ...transition, kind: kinds.transition })];
  const owed = notices.map((notice) => putNew(board, noticeItem(notice)));
  try {
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [...move, ...owed.slice(0, noticesWithMove)].map((Put) => ({ Put })),
      }),
    );
  } catch (error) {
    if (isTransactionRefusal(error)) return 'lost';
    throw error;
  }
  for (const notice of owed.slice(noticesWithMove)) await board.client.send(new PutItemCommand(notice));
  return 'written';
};

/** Writes an alert that did not move, but has something to remember, if it still is as it was read. */
export const writeAlert = async (board: NamedTable, alert: Alert): Promise<WriteAlert> => {
  try {
    await board.client.send(new PutItemCommand(putAlert(board, alert)));
    return 'written';
  } catch (error) {
    if (isConditionFailure(error)) return 'lost';
    throw error;
  }
};
