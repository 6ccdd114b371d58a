/** Who is told because a mail did not arrive: with the mail's own notice, all or nothing, and once. */
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { NewNotice, Notice } from '../core/notice/notice.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isTransactionRefusal } from './condition.ts';
import { alertKey, noticeKey } from './keys.ts';
import { readUnfinished } from './notices.ts';
import type { NamedTable } from './table.ts';

/** An alert of which more people are told, as it was read. */
export interface AlertTold {
  objective: string;
  version: number;
  told: string[];
}

/** Of a transaction: beyond it nobody is told, and nobody has so many people to tell in somebody's place. */
const mostItems = 100;

export type WriteToldInstead =
  | 'written'
  /** Somebody saw to it, or an alert moved since it was read: look again at who has to know. */
  | 'lost';

/** Writes the notices owed instead of one that failed, and remembers them there and whom they tell on the alerts. */
export const writeToldInstead = async (
  board: NamedTable,
  { pk, sk }: Pick<Notice, 'pk' | 'sk'>,
  notices: readonly NewNotice[],
  alerts: readonly AlertTold[],
): Promise<WriteToldInstead> => {
  const failed = {
    TableName: board.name,
    Key: toItem({ pk, sk }),
    UpdateExpression: 'SET toldInstead = :ids',
    ConditionExpression: 'attribute_not_exists(toldInstead)',
    ExpressionAttributeValues: toItem({ ':ids': notices.map(({ id }) => id) }),
  };
  const told = alerts.map(({ objective, version, told: people }) => ({
    TableName: board.name,
    Key: toItem(alertKey(objective)),
    UpdateExpression: 'SET told = list_append(told, :people), version = :next',
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: toItem({ ':people': people, ':read': version, ':next': version + 1 }),
  }));
  const owed = notices.slice(0, mostItems - 1 - told.length).map((notice) => ({
    TableName: board.name,
    Item: toItem({ ...noticeKey(notice.id), ...notice }),
  }));
  try {
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [...[failed, ...told].map((Update) => ({ Update })), ...owed.map((Put) => ({ Put }))],
      }),
    );
    return 'written';
  } catch (error) {
    if (isTransactionRefusal(error)) return 'lost';
    throw error;
  }
};

/** Notices that failed or were skipped, and that nobody looked at since; which ones are looked at, says `readUnfinished`. */
export const readUntold = (board: NamedTable, now: string): AsyncGenerator<Notice> =>
  readUnfinished(board, now, ['failed', 'skipped'], ' AND attribute_not_exists(toldInstead)');
