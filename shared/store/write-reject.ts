/** Stores what could not be taken or counted, so that it can be seen, mended and sent again. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import type { Reject } from './ingest-message.ts';
import { kinds, rejectKey } from './keys.ts';
import type { NamedTable } from './table.ts';

/** A reject as it is stored. */
export interface RejectItem extends Reject {
  /** Who sent it; `fold` for a stored record that could not be counted. */
  source: string;
  /** Where its record would have gone. */
  namespace?: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  /** Seconds since 1970: it may hold personal fields, and does not stay. */
  ttl: number;
}

const keptSeconds = 90 * 86_400;

/** Writing it again changes nothing. */
export const writeReject = async (
  board: NamedTable,
  from: Pick<RejectItem, 'source' | 'namespace' | 'receivedAt'>,
  reject: Reject,
): Promise<void> => {
  const { source, namespace, receivedAt } = from;
  const item: RejectItem = {
    ...reject,
    source,
    ...(namespace !== undefined && { namespace }),
    receivedAt,
    ttl: Math.floor(Date.parse(receivedAt) / 1000) + keptSeconds,
  };
  await board.client.send(
    new PutItemCommand({
      TableName: board.name,
      Item: toItem({ ...rejectKey(source, receivedAt, reject.digest), kind: kinds.reject, ...item }),
    }),
  );
};
