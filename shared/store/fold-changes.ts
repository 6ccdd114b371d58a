/** What a batch of changed records adds to the rows, and what else follows from it. Pure. */
import { facetNames } from '../../events/record-types.ts';
import type { AnyTally, Counters } from '../core/kpi.ts';
import { type Appraisal, appraise, nothing } from '../core/record/appraise.ts';
import type { RecordException } from '../core/record/exceptions.ts';
import { timeOfOrder } from '../core/record/order.ts';
import type { RecordKey } from '../core/record/record.ts';
import type { Addition } from './add-once.ts';
import type { Epoch } from './epochs.ts';
import { type Key, type Kind, kinds, rowKey, runFoldKey, touchedKey } from './keys.ts';
import { addCounters } from './read-rows.ts';
import { orderOn, type RecordItem, toRecord } from './record-item.ts';
import type { ExceptionChange } from './write-exception.ts';

/** One record of the stream: the item before and after. */
export interface Change {
  /** Padded. */
  sequence: string;
  /** ISO 8601, UTC: when the table took it. */
  at: string;
  before?: RecordItem;
  after?: RecordItem;
  /** No record's change, then, but the auditor's probe, sent at this instant. */
  probe?: string;
}

/** Something to write, and the first change that it stands for. */
export interface Owed<T> {
  sequence: string;
  value: T;
}

interface Conflict {
  record: RecordKey;
  facet: string;
  orders: [string, string];
}

export interface Unfoldable {
  record: RecordKey;
  at: string;
  sequence: string;
  problem: string;
}

export interface Folded {
  additions: Owed<Addition>[];
  exceptions: Owed<ExceptionChange>[];
  conflicts: Owed<Conflict>[];
  unfoldable: Owed<Unfoldable>[];
}

export interface Folding {
  /** Epochs that are counted, oldest first. */
  live: readonly Epoch[];
  tallies: readonly AnyTally[];
  /** The shard that the changes come from. */
  shard: string;
}

/** Folds a batch of one shard, in the shard's order. */
export const foldChanges = (changes: readonly Change[], folding: Folding): Folded => {
  const { live, shard } = folding;
  const additions = new Map<string, Owed<Addition>>();
  const exceptions = new Map<string, Owed<ExceptionChange>>();
  const conflicts: Owed<Conflict>[] = [];
  const unfoldable: Owed<Unfoldable>[] = [];

  const add = (sequence: string, key: Key, kind: Kind, counters: Counters) => {
    const id = `${key.pk}\n${key.sk}`;
    const known = additions.get(id);
    if (!known) {
      additions.set(id, { sequence, value: { key, kind, entries: [{ sequence, counters: { ...counters } }] } });
      return;
    }
    const { entries } = known.value;
    const latest = entries.at(-1);
    if (latest?.sequence === sequence) addCounters(latest.counters, counters);
    else entries.push({ sequence, counters: { ...counters } });
  };

  const owe = (sequence: string, change: ExceptionChange) => {
    const { epoch, record, exception } = change;
    const id = [epoch, exception.day, exception.reason, record.type, record.namespace, record.subject].join('\n');
    // The newest revision says all; the first change that it stands for must come again if it can't be written.
    exceptions.set(id, { sequence: exceptions.get(id)?.sequence ?? sequence, value: change });
  };

  for (const { sequence, at, before, after } of changes) {
    const record = after ?? before;
    if (!record) continue;
    const [old, now] = [before && toRecord(before), after && toRecord(after)];
    const key = (now ?? old) as RecordKey;
    const revision = after?.revision ?? record.revision + 1;
    let problem: string | undefined;

    for (const { epoch, policy, state } of live) {
      const counts = (image: RecordItem | undefined) => image !== undefined && image.epoch >= epoch;
      const was: Appraisal = old && counts(before) ? appraise(old, policy, folding.tallies) : nothing;
      const is: Appraisal = now && counts(after) ? appraise(now, policy, folding.tallies) : nothing;
      problem ??= is.problem;
      for (const [row, counters] of difference(was, is))
        add(sequence, rowKey(epoch, key.type, row.slice, row.day, shard), kinds.row, counters);
      for (const { exception, cleared } of changedExceptions(was.exceptions, is.exceptions))
        owe(sequence, { epoch, record: key, revision, exception, cleared });
      // Born before this epoch and lifted into it: one of those that a rebuild waits for.
      if (state === 'open' && before && !counts(before) && counts(after))
        add(sequence, touchedKey(epoch, shard), kinds.touched, { touched: 1 });
    }

    if (problem !== undefined) unfoldable.push({ sequence, value: { record: key, at, sequence, problem } });
    if (after?.run !== undefined)
      add(sequence, runFoldKey(after.run.slice(0, after.run.lastIndexOf('#')), shard), kinds.run, { folded: 1 });
    for (const facet of facetNames[key.type] ?? []) {
      const [lost, won] = [before && orderOn(before, facet), after && orderOn(after, facet)];
      if (lost && won && lost !== won && timeOfOrder(lost) === timeOfOrder(won))
        conflicts.push({ sequence, value: { record: key, facet, orders: [lost, won] } });
    }
  }
  return {
    additions: [...additions.values()].filter(({ value }) => dropEmpty(value)),
    exceptions: [...exceptions.values()],
    conflicts,
    unfoldable,
  };
};

/** A change that adds nothing to a row may go; two changes that add up to nothing may not (see `addOnce`). */
const dropEmpty = (addition: Addition): boolean => {
  addition.entries = addition.entries.filter(({ counters }) => Object.keys(counters).length > 0);
  return addition.entries.length > 0;
};

/** What to add to each row of the old contribution and of the new one. */
function* difference(was: Appraisal, is: Appraisal): Generator<[{ day: string; slice: string }, Counters]> {
  const [old, now] = [was.contribution, is.contribution];
  if (old) {
    const negative = Object.fromEntries(Object.entries(old.counters).map(([name, value]) => [name, -value]));
    for (const slice of old.slices) yield [{ day: old.day, slice }, negative];
  }
  if (now) for (const slice of now.slices) yield [{ day: now.day, slice }, now.counters];
}

/** What changed between two revisions; an exception that says the same stays as it was written. */
const changedExceptions = (
  was: readonly RecordException[],
  is: readonly RecordException[],
): { exception: RecordException; cleared: boolean }[] => {
  const same = (a: RecordException, b: RecordException) => a.reason === b.reason && a.day === b.day;
  const set = is.filter((exception) => {
    const old = was.find((other) => same(other, exception));
    return !old || JSON.stringify(old) !== JSON.stringify(exception);
  });
  const gone = was.filter((exception) => !is.some((other) => same(other, exception)));
  return [
    ...gone.map((exception) => ({ exception, cleared: true })),
    ...set.map((exception) => ({ exception, cleared: false })),
  ];
};
