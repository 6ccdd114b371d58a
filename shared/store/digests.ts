/** Digests on the board: what each person was told, and who wants none. */
import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { DigestContent, ToldReading } from '../core/digest/content.ts';
import type { NewNotice } from '../core/notice/notice.ts';
import { addDays } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isTransactionRefusal } from './condition.ts';
import { digestKey, digestPk, type Key, kinds, noticeKey, unsubscribedKey } from './keys.ts';
import { type NamedTable, queryPartition, queryRange } from './table.ts';

/** A digest as it was written: evidence of what the person was told. */
export interface DigestItem {
  content: DigestContent;
  /** Its figures, and those that it restates, with what it takes to restate them later. */
  told: ToldReading[];
}

const get = async <T>(board: NamedTable, key: Key): Promise<T | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
};

/** A digest by its key, as a notice names it. */
export const readDigest = (board: NamedTable, key: Key): Promise<DigestItem | undefined> => get(board, key);

/** Those that were sent by hand are known by the instant. */
export const byHand = (at: string): string => `hand-${at}`;

/** The digests that were written for a person since a day: of weeks, of months, by hand. */
export async function* readDigestsSince(board: NamedTable, person: string, day: string): AsyncGenerator<DigestItem> {
  const year = day.slice(0, 4);
  // A year's first days may lie in a week of the year before: its weeks are read whole.
  for (const [from, to] of [
    [`week-${Number(year) - 1}-W52`, 'week-~'],
    // On its day, a month's digest tells of the month before.
    [`month-${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}`, 'month-~'],
    [byHand(day), byHand('~')],
  ] as const) {
    for await (const item of queryRange<DigestItem>(board, digestPk(person), from, to)) {
      if (item.content.at >= day) yield item;
    }
  }
}

export type WriteDigest =
  | 'written'
  /** It was written before, or another one is writing it now. */
  | 'exists';

/** Writes a digest together with the notice that owes its mail, if nobody has. */
export const writeDigest = async (
  board: NamedTable,
  period: string,
  item: DigestItem,
  notice: NewNotice,
): Promise<WriteDigest> => {
  const put = (content: object) => ({
    Put: { TableName: board.name, Item: toItem(content), ConditionExpression: 'attribute_not_exists(pk)' },
  });
  const key = digestKey(item.content.person.id, period);
  try {
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [put({ ...key, kind: kinds.digest, ...item }), put({ ...noticeKey(notice.id), ...notice })],
      }),
    );
    return 'written';
  } catch (error) {
    if (isTransactionRefusal(error)) return 'exists';
    throw error;
  }
};

/** Whether somebody wants digests, and by which mail's link they said so. */
export interface Subscription {
  person: string;
  unsubscribed: boolean;
  /** ISO 8601, UTC. */
  at: string;
  /** The notice whose link was used. */
  notice: string;
}

/** What a person said about their digests last; `undefined` if nothing. */
export const readSubscription = (board: NamedTable, person: string): Promise<Subscription | undefined> =>
  get(board, unsubscribedKey(person));

/** The people who want no digests, by id. */
export const readUnsubscribed = async (board: NamedTable): Promise<Map<string, Subscription>> => {
  const found = new Map<string, Subscription>();
  for await (const { person, unsubscribed, at, notice } of queryPartition<Subscription>(board, kinds.unsubscribed))
    if (unsubscribed) found.set(person, { person, unsubscribed, at, notice });
  return found;
};

export const writeSubscription = async (board: NamedTable, subscription: Subscription): Promise<void> => {
  const item = { ...unsubscribedKey(subscription.person), kind: kinds.unsubscribed, ...subscription };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};
