/** Where a round through a table stands: its cursor outlives the call that moved it. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '../../runtime/dynamodb.ts';
import { kinds, retentionKey } from '../../store/keys.ts';
import type { NamedTable } from '../../store/table.ts';

export interface Round {
  table: 'records' | 'board';
  /** ISO 8601, UTC. */
  startedAt: string;
  /** The key that was read last; absent at the beginning. */
  cursor?: Record<string, string>;
  /** Items that were stripped. */
  stripped: number;
  /** Absent while it is under way. */
  endedAt?: string;
}

/** The newest round of a table, if there was one. */
export const readRound = async (board: NamedTable, table: Round['table']): Promise<Round | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(retentionKey(table)), ConsistentRead: true }),
  );
  return Item && fromItem<Round & Record<string, unknown>>(Item);
};

export const writeRound = async (board: NamedTable, round: Round): Promise<void> => {
  const item = { ...retentionKey(round.table), kind: kinds.retention, ...round };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};
