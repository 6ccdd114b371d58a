/** Back-fills that are under way, by record type: what they feed is not judged until they have settled. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { RecordType } from '../../events/record-types.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { kinds, settlingKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** Says that a type settles at an instant (ISO 8601, UTC) at the earliest; an earlier one never shortens a later one. */
export const markSettling = async (board: NamedTable, type: RecordType, until: string): Promise<void> => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(settlingKey(type)),
        UpdateExpression: 'SET kind = :kind, #until = :until',
        ConditionExpression: 'attribute_not_exists(#until) OR #until < :until',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: toItem({ ':kind': kinds.settling, ':until': until }),
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** The types that have not settled at an instant. */
export const readSettling = async (board: NamedTable, at: string): Promise<Set<RecordType>> => {
  const settling = new Set<RecordType>();
  for await (const { sk, until } of queryPartition<{ sk: string; until: string }>(board, kinds.settling)) {
    if (until > at) settling.add(sk as RecordType);
  }
  return settling;
};
