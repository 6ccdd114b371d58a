/**
 * Rebuild by touching: lifts every record into the open epoch, waits until the fold has counted them, and moves the
 * pointer. Live traffic goes on. The state of the work is kept on the epoch's item, so any call carries on from there.
 */
import { ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import type { Limit } from '../runtime/limit-concurrency.ts';
import { isConditionFailure } from './condition.ts';
import { type Epoch, loadEpochs } from './epochs.ts';
import { epochKey, touchedPk } from './keys.ts';
import { isProbe } from './probe.ts';
import { promoteEpoch } from './promote-epoch.ts';
import type { RecordItem } from './record-item.ts';
import { type NamedTable, queryPartition } from './table.ts';
import { touchRecord } from './touch-record.ts';

export interface RebuildLedger {
  records: NamedTable;
  board: NamedTable;
  limit: Limit;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From so long after its opening on, everybody who stores knows the epoch. */
  graceMs: number;
  /** Records read at once. */
  pageSize?: number;
}

/** How far the touching has come. */
interface Progress {
  /** Goes up with every change: of two jobs at once, the one that comes second stops. */
  step: number;
  /** When this job first saw the epoch, by its own clock. */
  noticedAt: number;
  pass: {
    /** 1, 2, 3 … */
    number: number;
    startedAt: number;
    /** The last record that was read; absent at the beginning. */
    cursor?: string;
    /** Records read, records below the epoch, and records that are older than the epoch. */
    read: number;
    below: number;
    older: number;
  };
  /** A whole pass found nothing to touch, after the grace: so many records had to be lifted. */
  lifted?: number;
}

type RebuildEpoch = Epoch & { progress?: Progress };

export type RebuildStatus =
  /** No epoch is open. */
  | { state: 'idle'; epoch: number }
  /** Another job has taken over. */
  | { state: 'elsewhere'; epoch: number }
  /** Records are being touched. */
  | { state: 'touching'; epoch: number; pass: number; read: number; below: number }
  /** All are touched; somebody may still be storing without knowing the epoch. */
  | { state: 'waiting'; epoch: number; remainingMs: number }
  /** Everything is touched; the fold has counted so many. */
  | { state: 'draining'; epoch: number; lifted: number; folded: number }
  | { state: 'done'; epoch: number };

const firstPass = (now: number, number = 1): Progress['pass'] => ({
  number,
  startedAt: now,
  read: 0,
  below: 0,
  older: 0,
});

/** Saves progress unless somebody else has gone on from the same step. */
const save = async (board: NamedTable, epoch: RebuildEpoch, progress: Progress): Promise<boolean> => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(epochKey(epoch.epoch)),
        UpdateExpression: 'SET progress = :progress',
        ConditionExpression: '#state = :open AND (attribute_not_exists(progress) OR progress.step < :step)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':progress': progress, ':step': progress.step, ':open': 'open' }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Reads one page, touches what lies below the epoch, and tells how the pass stands after it. */
const touchPage = async (ledger: RebuildLedger, epoch: number, pass: Progress['pass']) => {
  const { records, limit, pageSize = 1_000 } = ledger;
  const page = await records.client.send(
    new ScanCommand({
      TableName: records.name,
      ConsistentRead: true,
      Limit: pageSize,
      ProjectionExpression: 'pk, epoch, born',
      ...(pass.cursor !== undefined && { ExclusiveStartKey: toItem({ pk: pass.cursor }) }),
    }),
  );
  const all = (page.Items ?? []).map((item) => fromItem<Pick<RecordItem, 'pk' | 'epoch' | 'born'>>(item));
  const items = all.filter((item) => !isProbe(item));
  const below = items.filter((item) => item.epoch < epoch);
  await Promise.all(below.map(({ pk }) => limit(() => touchRecord(records, pk, epoch))));
  const next = page.LastEvaluatedKey && fromItem<{ pk: string }>(page.LastEvaluatedKey).pk;
  return {
    ended: next === undefined,
    pass: {
      ...pass,
      read: pass.read + items.length,
      below: pass.below + below.length,
      older: pass.older + items.filter((item) => item.born < epoch).length,
      ...(next !== undefined && { cursor: next }),
    },
  };
};

/** Records that the fold has seen lifted into an epoch. */
const countLifted = async (board: NamedTable, epoch: number): Promise<number> => {
  let folded = 0;
  for await (const { touched } of queryPartition<{ touched: number }>(board, touchedPk(epoch))) folded += touched;
  return folded;
};

/**
 * Carries on with the open epoch for as long as there is time, and says how it stands. Never waits.
 * @param hasTime Asked before each page.
 */
export const continueRebuild = async (ledger: RebuildLedger, hasTime: () => boolean): Promise<RebuildStatus> => {
  const { board, now, graceMs } = ledger;
  const epochs = await loadEpochs(board);
  if (!epochs.open) return { state: 'idle', epoch: epochs.current.epoch };
  const open: RebuildEpoch = epochs.open;
  const { epoch } = open;

  let progress: Progress = open.progress ?? { step: 0, noticedAt: now(), pass: firstPass(now()) };
  const goOn = async (change: Partial<Progress>): Promise<boolean> => {
    progress = { ...progress, ...change, step: progress.step + 1 };
    return save(board, open, progress);
  };
  const touching = (): RebuildStatus => {
    const { number, read, below } = progress.pass;
    return { state: 'touching', epoch, pass: number, read, below };
  };

  while (progress.lifted === undefined) {
    const { pass, noticedAt } = progress;
    const settledAt = noticedAt + graceMs;
    // Beginning the pass that must find nothing before the grace is over would prove nothing.
    if (pass.number > 1 && pass.cursor === undefined && now() <= settledAt) {
      if (!open.progress && !(await goOn({}))) return { state: 'elsewhere', epoch };
      return { state: 'waiting', epoch, remainingMs: settledAt - now() };
    }
    if (!hasTime()) return touching();
    const startedAt = pass.cursor === undefined ? now() : pass.startedAt;
    const page = await touchPage(ledger, epoch, { ...pass, startedAt });
    const clean = page.ended && page.pass.below === 0 && startedAt > settledAt;
    const saved = await goOn(
      clean
        ? { pass: page.pass, lifted: page.pass.older }
        : { pass: page.ended ? firstPass(now(), pass.number + 1) : page.pass },
    );
    if (!saved) return { state: 'elsewhere', epoch };
  }

  const { lifted } = progress;
  const folded = await countLifted(board, epoch);
  if (folded < lifted) return { state: 'draining', epoch, lifted, folded };
  return { state: (await promoteEpoch(board, epochs)) ? 'done' : 'elsewhere', epoch };
};
