/**
 * The probe: an item that the auditor writes to the records table, where no record can be. Its change goes the way that
 * every record's goes, and each reader of a stream says on the board that it has come by: so the age of the whole way
 * is measured where readings come from, on AWS and on one machine alike.
 */
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Station } from '../core/audit/stations.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { kinds, probePk, stationKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** On the records table. It has neither facets nor an epoch: nothing about it can be counted. */
export interface Probe {
  pk: typeof probePk;
  /** ISO 8601, UTC. */
  sentAt: string;
}

/** An answer, on the board: the newest probe that a reader has come by. */
export interface Echo {
  station: Station;
  /** When the probe was sent. */
  sentAt: string;
  /** When the reader came by, by its own clock. */
  at: string;
}

export const isProbe = (item: object): item is Probe => 'pk' in item && item.pk === probePk;

export const sendProbe = async (records: NamedTable, sentAt: string): Promise<void> => {
  const probe: Probe = { pk: probePk, sentAt };
  await records.client.send(new PutItemCommand({ TableName: records.name, Item: toItem(probe) }));
};

/**
 * Says that a reader has come by. A probe that comes again later (a retry, a replay) changes nothing.
 * Fold's answer is of the kind that the board's readers are shown; theirs is of one that nobody is, or it would go round.
 */
export const answerProbe = async (board: NamedTable, { station, sentAt, at }: Echo): Promise<void> => {
  const kind = station === 'fold' ? kinds.probe : kinds.echo;
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(stationKey(station)),
        UpdateExpression: 'SET kind = :kind, station = :station, sentAt = :sentAt, #at = :at',
        ConditionExpression: 'attribute_not_exists(sentAt) OR sentAt < :sentAt',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: toItem({ ':kind': kind, ':station': station, ':sentAt': sentAt, ':at': at }),
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** The answers to the newest probes, by reader. */
export const readEchoes = async (board: NamedTable): Promise<Partial<Record<Station, Echo>>> => {
  const echoes: Partial<Record<Station, Echo>> = {};
  for await (const { station, sentAt, at } of queryPartition<Echo>(board, kinds.probe))
    echoes[station] = { station, sentAt, at };
  return echoes;
};
