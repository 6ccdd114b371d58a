/** Writes an exception, or clears it, unless a newer revision of its record has done so already. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { RecordException } from '../core/record/exceptions.ts';
import type { RecordKey } from '../core/record/record.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { exceptionKey, kinds } from './keys.ts';
import type { NamedTable } from './table.ts';

/** What one revision of a record says of one of its exceptions. */
export interface ExceptionChange {
  epoch: number;
  record: RecordKey;
  revision: number;
  exception: RecordException;
  /** The record is no longer one: a tombstone keeps older revisions out until it expires. */
  cleared: boolean;
}

/** A tombstone outlives whatever may still be replayed: a stream holds 24 hours. */
const tombstoneSeconds = 30 * 86_400;

/** @param now Milliseconds since 1970. */
export const writeException = async (board: NamedTable, change: ExceptionChange, now: number): Promise<void> => {
  const { epoch, revision, exception, cleared } = change;
  const { type, namespace, subject } = change.record;
  const { reason, day, ...summary } = exception;
  const content = cleared ? { cleared, ttl: Math.floor(now / 1000) + tombstoneSeconds, slices: [] } : { ...summary };
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({
          ...exceptionKey(epoch, day, reason, change.record),
          kind: kinds.exception,
          type,
          namespace,
          subject,
          reason,
          day,
          revision,
          ...content,
        }),
        ConditionExpression: 'attribute_not_exists(revision) OR revision < :revision',
        ExpressionAttributeValues: toItem({ ':revision': revision }),
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};
