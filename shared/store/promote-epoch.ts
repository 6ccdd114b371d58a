/** Moves epochs on: open, then current, then retired. */
import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { isTransactionRefusal } from './condition.ts';
import type { Epoch, Epochs } from './epochs.ts';
import { currentEpochKey, epochKey, kinds } from './keys.ts';
import type { NamedTable } from './table.ts';

/** The part of a transaction that moves an epoch from one state to another; it fails where the epoch is in a third. */
export const moveEpoch = (
  board: NamedTable,
  epoch: number,
  from: Epoch['state'],
  to: Epoch['state'],
): TransactWriteItem => ({
  Update: {
    TableName: board.name,
    Key: toItem(epochKey(epoch)),
    UpdateExpression: 'SET #state = :to',
    ConditionExpression: '#state = :from',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({ ':from': from, ':to': to }),
  },
});

/** Moves the pointer: the open epoch becomes current, the current one retired. False if that has happened already. */
export const promoteEpoch = async (board: NamedTable, { current, open }: Epochs): Promise<boolean> => {
  if (!open) return false;
  try {
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          moveEpoch(board, current.epoch, 'current', 'retired'),
          moveEpoch(board, open.epoch, 'open', 'current'),
          {
            Put: {
              TableName: board.name,
              Item: toItem({ ...currentEpochKey, kind: kinds.epoch, epoch: open.epoch }),
              ConditionExpression: 'attribute_not_exists(pk) OR epoch < :epoch',
              ExpressionAttributeValues: toItem({ ':epoch': open.epoch }),
            },
          },
        ],
      }),
    );
    return true;
  } catch (error) {
    if (isTransactionRefusal(error)) return false;
    throw error;
  }
};
