/** Customers by keyed hash: when each was asked last, how many were on a day, and what stands against asking. */
import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { customerId } from '../core/notice/notice.ts';
import type { Person } from '../core/survey/decide-invitation.ts';
import type { Day } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isErased } from './erased.ts';
import { askedKey, askedOnKey, erasedKey, type Key, kinds } from './keys.ts';
import { readStopped } from './stopped.ts';
import { readSuppression } from './suppressed.ts';
import type { NamedTable } from './table.ts';

const get = async <T>(board: NamedTable, key: Key): Promise<T | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
};

/** What is known of a customer, read consistently. */
export const readCustomer = async (board: NamedTable, hash: string): Promise<Person> => {
  const [asked, stopped, suppression, erased] = await Promise.all([
    get<{ at: string; invitation: string }>(board, askedKey(hash)),
    readStopped(board, hash),
    readSuppression(board, customerId(hash)),
    isErased(board, hash),
  ]);
  return {
    hash,
    stopped: stopped?.stopped === true,
    suppressed: suppression !== undefined,
    erased,
    ...(asked && { asked: { at: asked.at, invitation: asked.invitation } }),
  };
};

const daySeconds = 86_400;
/** No quarantine is longer than ten years. */
const askedForDays = 3_660;

/** What a transaction has to hold so that a customer is asked: refused if another invitation did since an instant. */
export const askItem = (
  board: NamedTable,
  hash: string,
  asked: { at: string; invitation: string },
  since: string,
): TransactWriteItem => ({
  Put: {
    TableName: board.name,
    Item: toItem({
      ...askedKey(hash),
      kind: kinds.asked,
      ...asked,
      ttl: Math.floor(Date.parse(asked.at) / 1000) + askedForDays * daySeconds,
    }),
    ConditionExpression: 'attribute_not_exists(pk) OR #at <= :since OR invitation = :invitation',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: toItem({ ':since': since, ':invitation': asked.invitation }),
  },
});

/** What a transaction has to hold so that one more is asked on a day: refused once `most` were. */
export const countItem = (board: NamedTable, day: Day, survey: string, most: number): TransactWriteItem => ({
  Update: {
    TableName: board.name,
    Key: toItem(askedOnKey(day, survey)),
    UpdateExpression: 'SET #kind = :kind, #ttl = :ttl ADD #n :one',
    ConditionExpression: 'attribute_not_exists(#n) OR #n < :most',
    ExpressionAttributeNames: { '#kind': 'kind', '#ttl': 'ttl', '#n': 'n' },
    ExpressionAttributeValues: toItem({
      ':kind': kinds.asked,
      ':ttl': Math.floor(Date.parse(day) / 1000) + 430 * daySeconds,
      ':one': 1,
      ':most': most,
    }),
  },
});

/** What a transaction has to hold so that nobody is written to who was erased in the meantime. */
export const notErasedItem = (board: NamedTable, hash: string): TransactWriteItem => ({
  ConditionCheck: {
    TableName: board.name,
    Key: toItem(erasedKey(hash)),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
