/** People whom no mail reaches, on the board. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { isForCustomer, type Notice } from '../core/notice/notice.ts';
import type { Suppression } from '../core/notice/suppression.ts';
import { digest } from '../runtime/digest.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { kinds, suppressedKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** Addresses that differ in case are one: no mail server tells them apart. */
export const digestAddress = (address: string): string => digest(address.trim().toLowerCase());

/**
 * What the address of a notice is known by: a digest of it; of a customer's, the id, which follows from it under a key
 * (a digest could be tried out when everything else of a customer is gone).
 */
export const addressOf = ({ person, about }: Pick<Notice, 'person' | 'about'>): string =>
  isForCustomer(about) ? person.id : digestAddress(person.email);

/** What stands against writing to a person, if anything does; of an address that the person may no longer have. */
export const readSuppression = async (board: NamedTable, person: string): Promise<Suppression | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(suppressedKey(person)), ConsistentRead: true }),
  );
  return Item && fromItem<Suppression>(Item);
};

export const readSuppressions = (board: NamedTable): AsyncGenerator<Suppression> =>
  queryPartition<Suppression>(board, kinds.suppressed);

/** Remembers it, unless more is known against the same address already. */
export const writeSuppression = async (board: NamedTable, suppression: Suppression): Promise<void> => {
  const weaker = {
    ConditionExpression: 'attribute_not_exists(pk) OR address <> :address',
    ExpressionAttributeValues: toItem({ ':address': suppression.address }),
  };
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...suppressedKey(suppression.person), ...suppression, kind: kinds.suppressed }),
        ...(!suppression.all && weaker),
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Forgets it. False if there was nothing against the person. */
export const removeSuppression = async (board: NamedTable, person: string): Promise<boolean> => {
  const { Attributes } = await board.client.send(
    new DeleteItemCommand({ TableName: board.name, Key: toItem(suppressedKey(person)), ReturnValues: 'ALL_OLD' }),
  );
  return Attributes !== undefined;
};
