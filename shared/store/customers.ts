/** Customers by keyed hash: when each was asked last, how many were on a day, and what stands against asking. */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { customerId } from '../core/notice/notice.ts';
import type { Person } from '../core/survey/decide-invitation.ts';
import type { Day } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { askedKey, askedOnKey, erasedKey, type Key, kinds, stoppedKey, suppressedKey } from './keys.ts';
import type { NamedTable } from './table.ts';

/** What is known of a customer, read consistently and at once. */
export const readCustomer = async (board: NamedTable, hash: string): Promise<Person> => {
  const found = new Map<string, Record<string, unknown>>();
  const keys: Key[] = [askedKey(hash), stoppedKey(hash), suppressedKey(customerId(hash)), erasedKey(hash)];
  let asking: BatchGetItemCommandInput['RequestItems'] = {
    [board.name]: { Keys: keys.map(toItem), ConsistentRead: true },
  };
  while (asking?.[board.name]) {
    const reply: BatchGetItemCommandOutput = await board.client.send(new BatchGetItemCommand({ RequestItems: asking }));
    for (const item of reply.Responses?.[board.name] ?? []) {
      const known = fromItem<{ pk: string }>(item);
      found.set(known.pk, known);
    }
    asking = reply.UnprocessedKeys;
  }
  const asked = found.get(kinds.asked) as { at: string; invitation: string } | undefined;
  return {
    hash,
    stopped: found.get(kinds.stopped)?.stopped === true,
    suppressed: found.has(kinds.suppressed),
    erased: found.has(kinds.erased),
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
