/** Lists a conflict: two bodies for one facet and one instant. Writing it again changes nothing. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { timeOfOrder } from '../core/record/order.ts';
import type { RecordKey } from '../core/record/record.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { conflictKey, kinds } from './keys.ts';
import type { NamedTable } from './table.ts';

export const listConflict = async (
  board: NamedTable,
  record: RecordKey,
  facet: string,
  orders: readonly [string, string],
): Promise<void> => {
  const { type, namespace, subject } = record;
  const time = timeOfOrder(orders[0]);
  await board.client.send(
    new UpdateItemCommand({
      TableName: board.name,
      Key: toItem(conflictKey(record, facet, time)),
      UpdateExpression:
        'SET kind = :kind, #type = :type, #namespace = :namespace, subject = :subject, facet = :facet, #time = :time ADD orders :orders',
      ExpressionAttributeNames: { '#type': 'type', '#namespace': 'namespace', '#time': 'time' },
      ExpressionAttributeValues: toItem({
        ':kind': kinds.conflict,
        ':type': type,
        ':namespace': namespace,
        ':subject': subject,
        ':facet': facet,
        ':time': time,
        ':orders': new Set(orders),
      }),
    }),
  );
};
