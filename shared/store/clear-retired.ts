/**
 * Removes the rows and exceptions of epochs that were retired a while ago: nobody reads them, and nobody adds to them.
 * The table is read from end to end, some pages at each call; how far that came is kept on the epoch's item, and always
 * written after everything before it is gone: so any call goes on from there, and two at once do the same work twice.
 */
import { DeleteItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import type { Limit } from '../runtime/limit-concurrency.ts';
import { isConditionFailure } from './condition.ts';
import { type Epoch, loadEpochs } from './epochs.ts';
import { epochKey, epochPrefix, type Key, kinds, touchedPk } from './keys.ts';
import type { NamedTable } from './table.ts';

export interface ClearLedger {
  board: NamedTable;
  limit: Limit;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Longer than a stream keeps its records (24 hours): by then no fold can come that still counts into the epoch. */
  keepMs: number;
  /** Items read at once. */
  pageSize?: number;
}

/** How far the clearing of an epoch has come. */
interface Clearing {
  /** When it was first found retired. */
  noticedAt: number;
  /** The last item that was read; absent at the beginning. */
  cursor?: Key;
  removed: number;
  done?: true;
}

type RetiredEpoch = Epoch & { clearing?: Clearing };

/** An epoch that was cleared a bit, how many items that removed in all, and whether it is done. */
export interface Cleared {
  epoch: number;
  removed: number;
  done: boolean;
}

/** False if the epoch is not retired: then nothing of it may go. */
const save = async (board: NamedTable, epoch: number, clearing: Clearing): Promise<boolean> => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(epochKey(epoch)),
        UpdateExpression: 'SET clearing = :clearing',
        ConditionExpression: '#state = :retired',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':clearing': clearing, ':retired': 'retired' }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Reads one page of the whole board, removes what is the epoch's, and tells how far it is now. */
const clearPage = async (ledger: ClearLedger, epoch: number, clearing: Clearing): Promise<Clearing> => {
  const { board, limit, pageSize = 2_000 } = ledger;
  const page = await board.client.send(
    new ScanCommand({
      TableName: board.name,
      Limit: pageSize,
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'begins_with(pk, :rows) OR begins_with(pk, :exceptions) OR pk = :touched',
      ExpressionAttributeValues: toItem({
        ':rows': epochPrefix(kinds.row, epoch),
        ':exceptions': epochPrefix(kinds.exception, epoch),
        ':touched': touchedPk(epoch),
      }),
      ...(clearing.cursor && { ExclusiveStartKey: toItem(clearing.cursor) }),
    }),
  );
  const found = page.Items ?? [];
  const remove = ({ pk, sk }: Key) =>
    board.client.send(new DeleteItemCommand({ TableName: board.name, Key: toItem({ pk, sk }) }));
  await Promise.all(found.map((item) => limit(() => remove(fromItem<Key & Record<string, unknown>>(item)))));
  const cursor = page.LastEvaluatedKey && fromItem<Key & Record<string, unknown>>(page.LastEvaluatedKey);
  const removed = clearing.removed + found.length;
  const { noticedAt } = clearing;
  return { noticedAt, removed, ...(cursor ? { cursor: { pk: cursor.pk, sk: cursor.sk } } : { done: true }) };
};

/**
 * Goes on with clearing the oldest epoch that was retired long enough ago, for as long as there is time.
 * @param hasTime Asked before each page.
 * @returns What was done, or nothing if there was nothing to do.
 */
export const clearRetired = async (ledger: ClearLedger, hasTime: () => boolean): Promise<Cleared | undefined> => {
  const { board, now, keepMs } = ledger;
  const { all, current } = await loadEpochs(board);
  const retired = all.filter(({ epoch, state }) => state === 'retired' && epoch !== current.epoch);
  for (const { epoch, clearing } of retired as RetiredEpoch[]) {
    if (clearing?.done) continue;
    if (!clearing) await save(board, epoch, { noticedAt: now(), removed: 0 });
    if (!clearing || now() - clearing.noticedAt < keepMs) continue;
    let at: Clearing = clearing;
    while (!at.done && hasTime()) {
      at = await clearPage(ledger, epoch, at);
      if (!(await save(board, epoch, at))) break;
    }
    return { epoch, removed: at.removed, done: at.done === true };
  }
  return undefined;
};
