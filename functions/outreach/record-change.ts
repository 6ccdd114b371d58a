/** A change of a record as outreach sees it: the item after, with its personal fields, and which facets changed. */
import type { DynamoDBRecord } from 'aws-lambda';
import { facetNames, type RecordType } from '../../events/record-types.ts';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { parseRecordPk } from '../../shared/store/keys.ts';
import { orderOn, type RecordItem } from '../../shared/store/record-item.ts';

type Image = Parameters<typeof fromItem>[0];

export interface RecordChange {
  type: RecordType;
  /** The record as it stands after the change. */
  item: RecordItem;
  /** The facets that this change wrote; none where a rebuild merely touched the record. */
  changed: readonly string[];
  /** Lambda's name for the change, for a reply that asks for it again. */
  sequence: string;
}

/** One stream record; `undefined` if it tells of no record that exists. */
export const readRecordChange = ({ dynamodb = {} }: DynamoDBRecord): RecordChange | undefined => {
  if (!dynamodb.NewImage) return undefined;
  // Stream images have the form of items; their types just name it differently.
  const item = fromItem<RecordItem>(dynamodb.NewImage as Image);
  const before = dynamodb.OldImage ? fromItem<RecordItem>(dynamodb.OldImage as Image) : {};
  const { type } = parseRecordPk(item.pk);
  const names: readonly string[] = facetNames[type] ?? [];
  return {
    type,
    item,
    changed: names.filter((facet) => orderOn(item, facet) !== orderOn(before, facet)),
    sequence: dynamodb.SequenceNumber ?? '',
  };
};
