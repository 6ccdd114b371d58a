/** A table as the store modules use it: a client and a name, and the reads that every module needs. */
import { QueryCommand, type QueryCommandInput, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { fromItem, type Table, toItem } from '../runtime/dynamodb.ts';

/** One of the two tables, and the client that reaches it. */
export interface NamedTable {
  client: Table;
  name: string;
}

type Condition = Pick<
  QueryCommandInput,
  | 'KeyConditionExpression'
  | 'FilterExpression'
  | 'ProjectionExpression'
  | 'ExpressionAttributeNames'
  | 'ScanIndexForward'
  | 'ConsistentRead'
  /** Items a page. */
  | 'Limit'
>;

/** Every item of a Query, page by page; `values` are plain values by their `:name`. */
export async function* queryItems<T>(
  table: NamedTable,
  condition: Condition,
  values: Record<string, unknown>,
): AsyncGenerator<T> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...condition,
        ExpressionAttributeValues: toItem(values),
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) yield fromItem<T>(item);
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Every item of one partition whose sort key lies in a range (both ends included), read consistently. */
export const queryRange = <T>(table: NamedTable, pk: string, from: string, to: string): AsyncGenerator<T> =>
  queryItems<T>(
    table,
    { KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to', ConsistentRead: true },
    { ':pk': pk, ':from': from, ':to': to },
  );

/** Every item of one partition, oldest sort key first, read consistently. */
export const queryPartition = <T>(table: NamedTable, pk: string): AsyncGenerator<T> =>
  queryItems<T>(table, { KeyConditionExpression: 'pk = :pk', ConsistentRead: true }, { ':pk': pk });

/** Every item of a table whose partition key begins so, read consistently. Reads the whole table: for checks only. */
export async function* scanPrefix<T>(table: NamedTable, prefix: string): AsyncGenerator<T> {
  let start: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: toItem({ ':prefix': prefix }),
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) yield fromItem<T>(item);
    start = page.LastEvaluatedKey;
  } while (start);
}

/** The first items of an endless reader: lists are shown a page at a time. */
export const take = async <T>(items: AsyncIterable<T>, limit = Number.POSITIVE_INFINITY): Promise<T[]> => {
  const taken: T[] = [];
  if (limit <= 0) return taken;
  for await (const item of items) {
    taken.push(item);
    if (taken.length >= limit) break;
  }
  return taken;
};
