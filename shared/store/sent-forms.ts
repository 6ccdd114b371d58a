/** Forms that anybody may open and that were sent: each is taken once. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { kinds, sentFormKey } from './keys.ts';
import type { NamedTable } from './table.ts';

/** Longer than a form's token is good for, with which alone it could be sent again. */
const keptDays = 30;

export const readFormSent = async (board: NamedTable, id: string): Promise<boolean> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(sentFormKey(id)), ConsistentRead: true }),
  );
  return Item !== undefined;
};

/** @param sentAt ISO 8601, UTC */
export const writeFormSent = async (board: NamedTable, id: string, sentAt: string): Promise<void> => {
  const ttl = Math.floor(Date.parse(sentAt) / 1000) + keptDays * 86_400;
  const item = { ...sentFormKey(id), kind: kinds.sentForm, sentAt, ttl };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};
