/** The common pattern that fold is compared with: a record and its aggregates in one transaction. */
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { contributionOf } from '../../shared/core/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import { rowKey } from '../../shared/store/keys.ts';
import { toRecord } from '../../shared/store/record-item.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { policy } from './feed.ts';

/** Writes the records of changes, each with what it adds to its rows; rows are the same as fold's. */
export const writeTransactions = async (
  records: NamedTable,
  board: NamedTable,
  changes: readonly Change[],
): Promise<void> => {
  for (const { after } of changes) {
    if (!after) continue;
    const record = toRecord(after);
    const { day, slices, counters } = contributionOf(record, policy, tallies) ?? { day: '', slices: [], counters: {} };
    const names = Object.keys(counters);
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: records.name, Item: toItem(after), ConditionExpression: 'attribute_not_exists(pk)' } },
          ...slices.map((slice) => ({
            Update: {
              TableName: board.name,
              Key: toItem(rowKey(0, record.type, slice, day, 'all')),
              UpdateExpression: `ADD ${names.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
              ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#c${index}`, name])),
              ExpressionAttributeValues: toItem(
                Object.fromEntries(names.map((name, index) => [`:c${index}`, counters[name]])),
              ),
            },
          })),
        ],
      }),
    );
  }
};
