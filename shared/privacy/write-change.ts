/** Writes what was taken out of an item of the board, attribute by attribute. */
import { isDeepStrictEqual } from 'node:util';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from '../store/condition.ts';
import type { NamedTable } from '../store/table.ts';
import type { BoardItem } from './board-item.ts';

/** Sets and removes what differs, if that still is as it was read. False if somebody else changed it. */
export const writeChange = async (board: NamedTable, before: BoardItem, after: BoardItem): Promise<boolean> => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const placed = names.map((name, at) => ({ name, at, was: before[name], is: after[name] }));
  const set = placed.filter(({ is }) => is !== undefined).map(({ at }) => `#n${at} = :is${at}`);
  const removed = placed.filter(({ is }) => is === undefined).map(({ at }) => `#n${at}`);
  const conditions = placed.map(({ was, at }) =>
    was === undefined ? `attribute_not_exists(#n${at})` : `#n${at} = :was${at}`,
  );
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem({ pk: before.pk, sk: before.sk }),
        UpdateExpression: [
          ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
          ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
        ].join(' '),
        ConditionExpression: conditions.join(' AND '),
        ExpressionAttributeNames: Object.fromEntries(placed.map(({ name, at }) => [`#n${at}`, name])),
        ExpressionAttributeValues: toItem(
          Object.fromEntries(
            placed.flatMap(({ at, was, is }) => [
              [`:was${at}`, was],
              [`:is${at}`, is],
            ]),
          ),
        ),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};
