/** Reads from the board what the auditor looks at. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Transition } from '../core/alert/transition.ts';
import type { PipelineSnapshot } from '../core/audit/audit-pipeline.ts';
import type { Scheduled } from '../core/audit/stations.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { limitConcurrency } from '../runtime/limit-concurrency.ts';
import { readAlerts } from './alerts.ts';
import { readHeartbeats } from './heartbeats.ts';
import { noticeKey, transitionKey } from './keys.ts';
import { readOpenNotices } from './notices.ts';
import { readEchoes } from './probe.ts';
import { type NamedTable, queryItems, take } from './table.ts';

/** How far back transitions are held against the outbox: long enough for somebody to hear of it. */
const recentMs = 24 * 3_600_000;
/** Notices that found no place in the transaction are written right after it. */
const settledMs = 60_000;

/** The first version of Hoshin wrote transitions that do not name their notices. */
type Owing = Pick<Transition, 'objective' | 'version' | 'at'> & { notices?: string[] };

const hasNotice = async (board: NamedTable, id: string): Promise<boolean> => {
  const { Item } = await board.client.send(
    new GetItemCommand({
      TableName: board.name,
      Key: toItem(noticeKey(id)),
      ProjectionExpression: 'pk',
      ConsistentRead: true,
    }),
  );
  return Item !== undefined;
};

/** The transitions of an objective between two instants, newest first. */
const readRecent = async (board: NamedTable, objective: string, from: string, to: string): Promise<Owing[]> => {
  const transitions = queryItems<Owing>(
    board,
    {
      KeyConditionExpression: 'pk = :pk',
      ProjectionExpression: 'objective, version, #at, notices',
      ExpressionAttributeNames: { '#at': 'at' },
      ScanIndexForward: false,
      // Most objectives have not moved for days: their newest transition says so.
      Limit: 2,
    },
    { ':pk': transitionKey(objective, 0).pk },
  );
  const recent: Owing[] = [];
  for await (const transition of transitions) {
    if (transition.at < from) break;
    if (transition.at <= to) recent.push(transition);
  }
  return recent;
};

const readMissing = async (board: NamedTable, now: number): Promise<PipelineSnapshot['missing']> => {
  const limit = limitConcurrency(20);
  const [from, to] = [now - recentMs, now - settledMs].map((at) => new Date(at).toISOString());
  const alerts = await take(readAlerts(board));
  const recent = await Promise.all(
    alerts.map(({ objective }) => limit(() => readRecent(board, objective, from ?? '', to ?? ''))),
  );
  const held = await Promise.all(
    recent.flat().map(async ({ objective, version, at, notices = [] }) => {
      const found = await Promise.all(notices.map((id) => limit(() => hasNotice(board, id))));
      return { objective, version, at, notices: notices.filter((_, place) => !found[place]) };
    }),
  );
  return held.filter(({ notices }) => notices.length > 0);
};

/** What the board shows now; `watchedSince` as the auditor's last run left it, if there was one. */
export const readPipeline = async (
  board: NamedTable,
  now: number,
): Promise<Omit<PipelineSnapshot, 'watchedSince'> & { watchedSince?: string }> => {
  const [open, missing, heartbeats, echoes] = await Promise.all([
    take(readOpenNotices(board, new Date(now).toISOString())),
    readMissing(board, now),
    readHeartbeats(board),
    readEchoes(board),
  ]);
  const beats: Partial<Record<Scheduled, string>> = {};
  for (const { name, at } of Object.values(heartbeats)) beats[name] = at;
  const watchedSince = heartbeats.audit?.since;
  return { open, missing, beats, echoes, ...(watchedSince !== undefined && { watchedSince }) };
};
