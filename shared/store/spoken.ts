/** When each source last spoke: what its cadence is held against. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { kinds, spokenKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** Says that a source spoke at an instant (ISO 8601, UTC); an earlier one never takes the place of a later one. */
export const markSpoken = async (board: NamedTable, source: string, at: string): Promise<void> => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(spokenKey(source)),
        UpdateExpression: 'SET kind = :kind, #at = :at',
        ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: toItem({ ':kind': kinds.spoken, ':at': at }),
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** A minute: cadences are hours, and a write for every message would cost as much as the message. */
const apartMs = 60_000;

/** Marks sources as they speak, each at most once a minute of its own messages' time. */
export const spokenMarker = (board: NamedTable) => {
  const marked = new Map<string, number>();
  return async (source: string, at: string): Promise<void> => {
    const ms = Date.parse(at);
    if (ms - (marked.get(source) ?? Number.NEGATIVE_INFINITY) < apartMs) return;
    // Before it is written: the messages of a batch are stored side by side.
    marked.set(source, ms);
    await markSpoken(board, source, at).catch((error: unknown) => {
      marked.delete(source);
      throw error;
    });
  };
};

/** When each source last spoke (ISO 8601, UTC), to the minute; sources that never did are left out. */
export const readSpoken = async (board: NamedTable): Promise<Map<string, string>> => {
  const spoken = new Map<string, string>();
  for await (const { sk, at } of queryPartition<{ sk: string; at: string }>(board, kinds.spoken)) spoken.set(sk, at);
  return spoken;
};
