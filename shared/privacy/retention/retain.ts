/**
 * Goes around both tables, at most once a day, and strips what the policy keeps no longer. Each call does as much as it
 * has time for, page by page; how far that came is written after each page, so that any call goes on from there.
 */
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Retention } from '../../core/config/retention.ts';
import { fromItem, toItem } from '../../runtime/dynamodb.ts';
import type { Limit } from '../../runtime/limit-concurrency.ts';
import type { RecordItem } from '../../store/record-item.ts';
import type { NamedTable } from '../../store/table.ts';
import type { BoardItem } from '../board-item.ts';
import { writeChange } from '../write-change.ts';
import { type Round, readRound, writeRound } from './round.ts';
import { retainedKinds, stripItem } from './strip-item.ts';
import { stripRecord } from './strip-record.ts';

export interface Retaining {
  records: NamedTable;
  board: NamedTable;
  retention: Retention;
  limit: Limit;
  /** Milliseconds since 1970. */
  now: number;
  /** Items of a page, at most; absent: as many as DynamoDB reads at once (1 MB). */
  pageSize?: number;
}

const dayMs = 86_400_000;

const kindNames = Object.fromEntries(retainedKinds.map((kind, at) => [`:k${at}`, kind]));

/** Only what may be stripped is shown; all of it is read and paid for, eventually consistent, at half the price. */
const shownOf = {
  records: {
    FilterExpression: 'attribute_exists(about_p) OR attribute_exists(received_p) OR attribute_exists(answer_p)',
  },
  board: {
    FilterExpression: `#kind IN (${Object.keys(kindNames).join(', ')})`,
    ExpressionAttributeNames: { '#kind': 'kind' },
    ExpressionAttributeValues: toItem(kindNames),
  },
};

const stripOne = async (
  { records, board, retention, now }: Retaining,
  table: Round['table'],
  item: RecordItem | BoardItem,
): Promise<boolean> => {
  if (table === 'records') return stripRecord(records, item as RecordItem, retention, now);
  const read = item as BoardItem;
  const strip = stripItem(read, retention, now);
  if (strip.kind === 'keep') return false;
  if (strip.kind === 'change') return writeChange(board, read, strip.item);
  const { pk, sk } = read;
  await board.client.send(new DeleteItemCommand({ TableName: board.name, Key: toItem({ pk, sk }) }));
  return true;
};

const stripPage = async (retaining: Retaining, round: Round): Promise<Round> => {
  const { client, name } = retaining[round.table];
  const page = await client.send(
    new ScanCommand({
      TableName: name,
      ...shownOf[round.table],
      ...(retaining.pageSize !== undefined && { Limit: retaining.pageSize }),
      ...(round.cursor && { ExclusiveStartKey: toItem(round.cursor) }),
    }),
  );
  const items = (page.Items ?? []).map((item) => fromItem<RecordItem | BoardItem>(item));
  const done = await Promise.all(items.map((item) => retaining.limit(() => stripOne(retaining, round.table, item))));
  const { cursor: _, ...rest } = round;
  const stripped = round.stripped + done.filter(Boolean).length;
  return page.LastEvaluatedKey
    ? { ...rest, stripped, cursor: fromItem<Record<string, string>>(page.LastEvaluatedKey) }
    : { ...rest, stripped, endedAt: new Date(retaining.now).toISOString() };
};

/** The round to go on with: the one under way, a new one a day after the last began, or none. */
const openRound = async ({ board, now }: Retaining, table: Round['table']): Promise<Round | undefined> => {
  const known = await readRound(board, table);
  if (known && known.endedAt === undefined) return known;
  if (known && now - Date.parse(known.startedAt) < dayMs) return undefined;
  return { table, startedAt: new Date(now).toISOString(), stripped: 0 };
};

/**
 * Goes on with both rounds.
 * @param hasTime asked before each page
 * @returns the rounds that were moved; none where both tables were gone through today
 */
export const retain = async (retaining: Retaining, hasTime: () => boolean): Promise<Round[]> => {
  const moved: Round[] = [];
  for (const table of ['records', 'board'] as const) {
    let round = await openRound(retaining, table);
    if (!round) continue;
    while (round.endedAt === undefined && hasTime()) {
      round = await stripPage(retaining, round);
      await writeRound(retaining.board, round);
    }
    moved.push(round);
  }
  return moved;
};
