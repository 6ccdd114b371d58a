/** Heartbeats: when each scheduled function last did all of its work. A function that never runs cannot say so itself. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Scheduled } from '../core/audit/stations.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { heartbeatKey, kinds } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

export interface Heartbeat {
  name: Scheduled;
  /** The time of the run that ended last (ISO 8601, UTC), as its schedule meant it. */
  at: string;
  /** The auditor's: since when it has run without a gap. Nobody is blamed for what it did not see. */
  since?: string;
}

const put = async (board: NamedTable, beat: Heartbeat): Promise<void> => {
  const item = { ...heartbeatKey(beat.name), kind: kinds.heartbeat, ...beat };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};

/**
 * Says that a scheduled function did all of its work.
 * @param time The time of the run, in milliseconds since 1970.
 */
export const beat = (board: NamedTable, name: Exclude<Scheduled, 'audit'>, time: number): Promise<void> =>
  put(board, { name, at: new Date(time).toISOString() });

/** The same of the auditor, which also keeps since when it has run without a gap. */
export const beatAudit = (board: NamedTable, at: string, since: string): Promise<void> =>
  put(board, { name: 'audit', at, since });

/** The heartbeats that there are, by function. */
export const readHeartbeats = async (board: NamedTable): Promise<Partial<Record<Scheduled, Heartbeat>>> => {
  const beats: Partial<Record<Scheduled, Heartbeat>> = {};
  for await (const { name, at, since } of queryPartition<Heartbeat>(board, kinds.heartbeat))
    beats[name] = { name, at, ...(since !== undefined && { since }) };
  return beats;
};
