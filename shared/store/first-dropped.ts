/** When a file was first seen: the time of its events, so that dropping it again makes the same events. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, refusedBy } from './condition.ts';
import { droppedKey, kinds } from './keys.ts';
import type { NamedTable } from './table.ts';

/** A file by what is in it, and by how its source was configured: with another map it makes other events. */
export interface DroppedFile {
  source: string;
  /** The version of the source's configuration. */
  version: number;
  /** Names the content, as S3 does. */
  etag: string;
}

/** The time of the first drop, ISO 8601, UTC: `droppedAt` if this is the first. */
export const firstDropped = async (
  board: NamedTable,
  { source, version, etag }: DroppedFile,
  droppedAt: string,
): Promise<string> => {
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...droppedKey(source, version, etag), kind: kinds.dropped, droppedAt }),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return droppedAt;
  } catch (failure) {
    if (!isConditionFailure(failure)) throw failure;
    return refusedBy<{ droppedAt: string }>(failure).droppedAt ?? droppedAt;
  }
};
