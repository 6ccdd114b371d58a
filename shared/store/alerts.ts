/** Alerts and their transitions on the board. A move is one transaction: a notice exists only if its transition won. */
import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Alert } from '../core/alert/alert.ts';
import type { Transition } from '../core/alert/transition.ts';
import type { NewNotice } from '../core/notice/notice.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, refusedItems } from './condition.ts';
import { alertKey, kinds, noticeKey, transitionKey } from './keys.ts';
import { type NamedTable, queryItems, queryPartition } from './table.ts';

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

/**
 * An objective's transitions since an instant, newest first, and the one before them: it tells how the alert stood then.
 */
export const readTransitionsSince = async (
  board: NamedTable,
  objective: string,
  since: string,
): Promise<Transition[]> => {
  const transitions: Transition[] = [];
  const newestFirst = { KeyConditionExpression: 'pk = :pk', ScanIndexForward: false, ConsistentRead: true };
  const { pk } = transitionKey(objective, 0);
  for await (const transition of queryItems<Transition>(board, newestFirst, { ':pk': pk })) {
    transitions.push(transition);
    if (transition.at < since) break;
  }
  return transitions;
};

/** A transaction takes no more items. */
export const mostItems = 100;

const putNew = (board: NamedTable, item: object) => ({
  TableName: board.name,
  Item: toItem(item),
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** The alert, if it still has the version that was read (0: there was none); its version goes up with every move. */
export const putAlert = (board: NamedTable, alert: Alert, read = alert.version - 1) => {
  const item = { ...alertKey(alert.objective), ...alert, kind: kinds.alert };
  if (read === 0) return putNew(board, item);
  const unchanged = {
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: toItem({ ':read': read }),
  };
  return { TableName: board.name, Item: toItem(item), ...unchanged };
};

const noticeItem = (notice: NewNotice) => ({ ...noticeKey(notice.id), ...notice });

/** An alert that moved, once or several times at one instant. */
export interface MovedAlert {
  /** As it stands after the moves. */
  alert: Alert;
  /** The version that was decided on; 0 if there was no alert. */
  read: number;
  transitions: readonly Transition[];
}

/**
 * Writes alerts that moved, their transitions and the notices owed, all or nothing, if every alert still is as it was
 * read. Answers with the objectives that somebody else moved since: nothing was written then, unless there are none.
 * What exceeds a transaction (notices to more people than it takes) follows it.
 */
export const writeMoves = async (
  board: NamedTable,
  moves: readonly MovedAlert[],
  notices: readonly NewNotice[],
): Promise<string[]> => {
  const puts = moves.flatMap(({ alert, read, transitions }) => [
    { objective: alert.objective, put: putAlert(board, alert, read) },
    ...transitions.map((transition) => {
      const key = transitionKey(transition.objective, transition.version);
      return { objective: alert.objective, put: putNew(board, { ...key, ...transition, kind: kinds.transition }) };
    }),
  ]);
  const owed = notices.map((notice) => putNew(board, noticeItem(notice)));
  const all = [...puts.map(({ put }) => put), ...owed];
  const together = all.slice(0, mostItems);
  try {
    await board.client.send(new TransactWriteItemsCommand({ TransactItems: together.map((Put) => ({ Put })) }));
  } catch (error) {
    const refused = refusedItems(error);
    if (!refused) throw error;
    // A notice that stands already belongs to whoever moved one of the alerts.
    const lost = new Set(puts.flatMap(({ objective }, at) => (refused.has(at) ? [objective] : [])));
    return lost.size > 0 ? [...lost] : moves.map(({ alert }) => alert.objective);
  }
  for (const notice of all.slice(mostItems)) await board.client.send(new PutItemCommand(notice));
  return [];
};

export type WriteAlert =
  | 'written'
  /** Somebody else moved the alert since it was read: read it again, and decide again. */
  | 'lost';

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
