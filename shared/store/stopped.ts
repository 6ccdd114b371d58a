/** Customers who want no more invitations, by keyed hash. What they said outlives an erasure: it names nobody. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { kinds, stoppedKey } from './keys.ts';
import type { NamedTable } from './table.ts';

export interface Stopped {
  /** The keyed hash of the customer's address, as the invitation has it. */
  person: string;
  /** False once the customer wants them again. */
  stopped: boolean;
  /** When the customer said so; ISO 8601, UTC. */
  at: string;
  /** The notice whose link was used. */
  notice: string;
}

/** What a customer said about invitations last; `undefined` if nothing. */
export const readStopped = async (board: NamedTable, person: string): Promise<Stopped | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(stoppedKey(person)), ConsistentRead: true }),
  );
  return Item && fromItem<Stopped>(Item);
};

/** Remembers what a customer said last. */
export const writeStopped = async (board: NamedTable, stopped: Stopped): Promise<void> => {
  const item = { ...stoppedKey(stopped.person), kind: kinds.stopped, ...stopped };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};
