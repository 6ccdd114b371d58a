/** The readers of the board's stream answer the probe that fold passed on to them. */
import type { DynamoDBRecord } from 'aws-lambda';
import type { Station } from '../core/audit/stations.ts';
import { kinds } from './keys.ts';
import { answerProbe } from './probe.ts';
import type { NamedTable } from './table.ts';

/** Answers the newest probe in a batch, if there is one; `now` in milliseconds since 1970. */
export const answerPassed = async (
  board: NamedTable,
  station: Exclude<Station, 'fold'>,
  batch: readonly DynamoDBRecord[],
  now: number,
): Promise<void> => {
  const passed = batch.flatMap(({ dynamodb }) => {
    const { kind, sentAt } = dynamodb?.NewImage ?? {};
    return kind?.S === kinds.probe && sentAt?.S !== undefined ? [sentAt.S] : [];
  });
  const newest = passed.sort().at(-1);
  if (newest !== undefined) await answerProbe(board, { station, sentAt: newest, at: new Date(now).toISOString() });
};
