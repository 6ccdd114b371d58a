/** What a batch of the board's stream touched: which rows, and how many records came or went with each. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RecordType } from '../../events/record-types.ts';
import { recordsCounter } from '../../shared/core/record/contribution.ts';
import type { Day } from '../../shared/core/time/calendar.ts';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { type Key, kinds, parseRowKey } from '../../shared/store/keys.ts';

export interface TouchedRow {
  epoch: number;
  type: RecordType;
  slice: string;
  day: Day;
  /** By how many its count of records changed, up or down. */
  records: number;
}

type Image = Record<string, AttributeValue> | undefined;
// The Lambda types describe attribute values as loosely as their own JSON; it is the SDK's shape.
const imageOf = (image: unknown) => fromItem<Key & { [recordsCounter]?: number }>((image as Image) ?? {});

export const touchedRows = (records: readonly DynamoDBRecord[]): TouchedRow[] =>
  records.flatMap(({ dynamodb }) => {
    // The auditor's probe comes by the same way.
    if (dynamodb?.NewImage?.kind?.S !== kinds.row) return [];
    const row = imageOf(dynamodb.NewImage);
    const before = imageOf(dynamodb.OldImage);
    const moved = (row[recordsCounter] ?? 0) - (before[recordsCounter] ?? 0);
    return [{ ...parseRowKey(row), records: Math.abs(moved) }];
  });
