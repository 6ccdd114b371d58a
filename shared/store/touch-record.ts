/** Touching: lifts a record into an epoch, so that its stream record brings it to fold once more. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import type { NamedTable } from './table.ts';

/**
 * Sets a record's epoch, unless it is there already or further. True if that changed the record.
 * The import run is taken off: what follows is no work of that import.
 */
export const touchRecord = async (records: NamedTable, pk: string, epoch: number): Promise<boolean> => {
  try {
    await records.client.send(
      new UpdateItemCommand({
        TableName: records.name,
        Key: toItem({ pk }),
        UpdateExpression: 'SET epoch = :epoch REMOVE #run ADD revision :one',
        ConditionExpression: 'epoch < :epoch',
        ExpressionAttributeNames: { '#run': 'run' },
        ExpressionAttributeValues: toItem({ ':epoch': epoch, ':one': 1 }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};
