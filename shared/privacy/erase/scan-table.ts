/** Reads a whole table, in several segments at once. */
import { ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '../../runtime/dynamodb.ts';
import type { NamedTable } from '../../store/table.ts';

const segments = 4;

/** What of a table is shown; what is left out is read and paid for all the same. */
export interface Shown {
  FilterExpression: string;
  ExpressionAttributeNames?: Record<string, string>;
  /** Plain values by their `:name`. */
  values?: Record<string, unknown>;
}

/** Visits every item, read consistently; of one segment one after the other. */
export const scanTable = async <T>(
  table: NamedTable,
  { values, ...shown }: Shown,
  visit: (item: T) => Promise<void> | void,
): Promise<void> => {
  const scan = async (Segment: number) => {
    let start: ScanCommandInput['ExclusiveStartKey'];
    do {
      const page = await table.client.send(
        new ScanCommand({
          ...{ TableName: table.name, ConsistentRead: true, Segment, TotalSegments: segments },
          ...shown,
          ...(values && { ExpressionAttributeValues: toItem(values) }),
          ExclusiveStartKey: start,
        }),
      );
      for (const item of page.Items ?? []) await visit(fromItem<T>(item));
      start = page.LastEvaluatedKey;
    } while (start);
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => scan(segment)));
};
