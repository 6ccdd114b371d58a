/** What Lambda hands to a windowed reader of a table's stream. */
import type { DynamoDBRecord } from 'aws-lambda';
import { fromItem } from '../../shared/runtime/dynamodb.ts';
import { padSequence } from '../../shared/store/add-once.ts';
import { changeOf } from '../../shared/store/change.ts';
import type { Change } from '../../shared/store/fold-changes.ts';
import type { Probe } from '../../shared/store/probe.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';

/** `aws-lambda` types the batches of streams without windows. */
export interface WindowedStreamEvent {
  /** Absent, or empty, in the last call of a window. */
  Records?: DynamoDBRecord[];
  shardId?: string;
  /** What the call before it in the same window and shard returned. */
  state?: { highest?: string };
}

type Image = Parameters<typeof fromItem>[0];

const itemOf = (image: NonNullable<DynamoDBRecord['dynamodb']>['NewImage']): RecordItem | Probe | undefined =>
  // Stream images have the form of items; their types just name it differently.
  image && fromItem<RecordItem | Probe>(image as Image);

/** One stream record as fold takes it. */
export const readChange = ({ dynamodb = {} }: DynamoDBRecord): Change => {
  const sequence = padSequence(dynamodb.SequenceNumber ?? '');
  const at = new Date((dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return changeOf({ sequence, at }, { before: itemOf(dynamodb.OldImage), after: itemOf(dynamodb.NewImage) });
};
