/** Folds one batch of one shard of the records' stream into the rows, exactly once in effect. */

import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import type { AnyTally } from '../../shared/core/kpi.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import type { Limit } from '../../shared/runtime/limit-concurrency.ts';
import { type Addition, addOnce } from '../../shared/store/add-once.ts';
import type { Cached } from '../../shared/store/cache.ts';
import { type Epoch, loadEpochs } from '../../shared/store/epochs.ts';
import { type Change, foldChanges, type Owed, type Unfoldable } from '../../shared/store/fold-changes.ts';
import { kinds, recordPk } from '../../shared/store/keys.ts';
import { listConflict } from '../../shared/store/list-conflict.ts';
import { liveEpochs } from '../../shared/store/live-epochs.ts';
import { ensureFirstEpoch } from '../../shared/store/open-epoch.ts';
import { answerProbe } from '../../shared/store/probe.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { writeException } from '../../shared/store/write-exception.ts';
import { writeReject } from '../../shared/store/write-reject.ts';

/** The epochs that are counted, and the newest number that was known when they were read. */
export interface Counted {
  live: Epoch[];
  newest: number;
}

/** Reads the epochs that are counted under the tallies of this code; makes the first one if there is none. */
export const loadCounted = async (
  board: NamedTable,
  tallies: readonly AnyTally[],
  now: () => number,
): Promise<Counted> => {
  const contribution = contributionVersion(tallies);
  const read = await loadEpochs(board);
  if (read.all.length === 0) await ensureFirstEpoch(board, defaultPolicy, contribution, now());
  const epochs = read.all.length === 0 ? await loadEpochs(board) : read;
  return {
    live: await liveEpochs(board, epochs, contribution, now()),
    newest: Math.max(0, ...epochs.all.map(({ epoch }) => epoch)),
  };
};

export interface FoldLedger {
  board: NamedTable;
  tallies: readonly AnyTally[];
  counted: Cached<Counted>;
  limit: Limit;
  now: () => number;
}

export interface Batch {
  shard: string;
  changes: readonly Change[];
  /** The highest sequence number that an earlier batch of this window reported as done. */
  highest?: string;
}

export interface BatchResult {
  /** Everything below it is done. */
  highest?: string;
  /** The first change that is not wholly done, and why: from here on the batch must come again. */
  failed?: { sequence: string; fault: unknown };
  folded: number;
  /** Records that could not be counted and were put aside. */
  setAside: number;
  /** Changes that came after a later one had been reported as done, and were not added before. */
  gaps: number;
}

/** The epochs, read anew if an image carries one that is not known: it must not be counted without it. */
const epochsFor = async ({ counted }: FoldLedger, changes: readonly Change[]): Promise<Counted> => {
  const known = await counted.get();
  const carried = Math.max(0, ...changes.map(({ after, before }) => (after ?? before)?.epoch ?? 0));
  return carried > known.newest ? counted.reload() : known;
};

const setAside = (board: NamedTable, { record, at, sequence, problem }: Unfoldable): Promise<void> =>
  writeReject(
    board,
    { source: 'fold', namespace: record.namespace, receivedAt: at },
    {
      path: '',
      problem: `cannot be counted: ${problem}`,
      value: recordPk(record),
      event: '',
      subject: record.subject,
      digest: sequence,
    },
  );

/** What tells imports and rebuilds how far the fold has come: of the changes before a failed one, if there is one. */
const marksOf = (additions: readonly Owed<Addition>[], failed: string | undefined): Owed<Addition>[] =>
  additions.flatMap(({ sequence, value }) => {
    if (value.kind === kinds.row) return [];
    const entries = failed === undefined ? value.entries : value.entries.filter((entry) => entry.sequence < failed);
    return entries.length > 0 ? [{ sequence, value: { ...value, entries } }] : [];
  });

/** Answers the auditor's probe once everything before it shows on the board. */
const answerNewest = async ({ board, now }: FoldLedger, done: readonly Change[]): Promise<void> => {
  const newest = done
    .flatMap(({ probe }) => probe ?? [])
    .sort()
    .at(-1);
  if (newest === undefined) return;
  await answerProbe(board, { station: 'fold', sentAt: newest, at: new Date(now()).toISOString() });
};

export const foldBatch = async (ledger: FoldLedger, batch: Batch): Promise<BatchResult> => {
  const { board, limit, now, tallies } = ledger;
  const { shard, changes, highest = '' } = batch;
  const { live } = await epochsFor(ledger, changes);
  const { additions, exceptions, conflicts, unfoldable } = foldChanges(changes, { live, tallies, shard });

  let failed: BatchResult['failed'];
  let gaps = 0;
  const write = <T>(owed: readonly Owed<T>[], send: (value: T) => Promise<void>): Promise<void>[] =>
    owed.map(({ sequence, value }) =>
      limit(() => send(value)).catch((fault: unknown) => {
        if (!failed || sequence < failed.sequence) failed = { sequence, fault };
      }),
    );
  const add = async (addition: Addition) => {
    const added = await addOnce(board, addition);
    gaps += added.filter((sequence) => sequence <= highest).length;
  };
  await Promise.all([
    ...write(
      additions.filter(({ value }) => value.kind === kinds.row),
      add,
    ),
    ...write(exceptions, (change) => writeException(board, change, now())),
    ...write(conflicts, ({ record, facet, orders }) => listConflict(board, record, facet, orders)),
    ...write(unfoldable, (record) => setAside(board, record)),
  ]);
  // Imports and rebuilds wait for these: they must not hear of a change before every row shows it.
  await Promise.all(write(marksOf(additions, failed?.sequence), add));

  const first = failed?.sequence;
  const done = first === undefined ? changes : changes.filter(({ sequence }) => sequence < first);
  await answerNewest(ledger, done);
  const last = done.at(-1)?.sequence ?? '';
  const reached = last > highest ? last : highest;
  return {
    ...(reached !== '' && { highest: reached }),
    ...(failed && { failed }),
    folded: done.filter(({ probe }) => probe === undefined).length,
    setAside: unfoldable.length,
    gaps,
  };
};
