/**
 * Counts everything anew from the records and compares it with what the fold has added up, digit for digit.
 * It shares nothing with the fold but the appraisal of a single record.
 */

import type { AnyTally } from '../core/kpi.ts';
import { appraise } from '../core/record/appraise.ts';
import { contributionVersion } from '../core/record/contribution.ts';
import type { RecordException } from '../core/record/exceptions.ts';
import { loadEpochs } from './epochs.ts';
import { epochPrefix, exceptionKey, kinds, parseRowKey } from './keys.ts';
import { isProbe } from './probe.ts';
import type { ExceptionItem } from './read-lists.ts';
import { countersOf } from './read-rows.ts';
import { type RecordItem, toRecord } from './record-item.ts';
import { type NamedTable, scanPrefix } from './table.ts';

/** A figure that is not what it should be. */
interface Difference {
  /** `delivery site=Lyon 2026-03-14 otd.n`, or the key of an exception. */
  what: string;
  expected: string;
  found: string;
}

export interface Recount {
  equal: boolean;
  epoch: number;
  policy: number;
  /** The rows were counted with other tallies than these; they stand still until a rebuild. */
  frozen: boolean;
  records: number;
  /** Figures compared: counters of rows that are not zero, and exceptions. */
  counters: number;
  exceptions: number;
  /** Records that cannot be counted, and count nowhere. */
  unfoldable: number;
  differenceCount: number;
  /** The first hundred. */
  differences: Difference[];
}

const describe = ({ reason, day, slices, promised, deliveredAt, lateDays, lateMinutes, detail }: RecordException) =>
  JSON.stringify([reason, day, [...slices].sort(), promised, deliveredAt, lateDays, lateMinutes, detail]);

/** Differences between two maps; what is missing in one is `none`. */
const compare = (expected: Map<string, string>, found: Map<string, string>, none: string): Difference[] =>
  [...new Set([...expected.keys(), ...found.keys()])]
    .map((what) => ({ what, expected: expected.get(what) ?? none, found: found.get(what) ?? none }))
    .filter((figure) => figure.expected !== figure.found);

const asText = (figures: Map<string, number>): Map<string, string> =>
  new Map([...figures].filter(([, value]) => value !== 0).map(([what, value]) => [what, String(value)]));

/** Compares the current epoch. While events come in, records that are not folded yet show as differences. */
export const recount = async (
  records: NamedTable,
  board: NamedTable,
  tallies: readonly AnyTally[],
): Promise<Recount> => {
  const { current } = await loadEpochs(board);
  const expected = new Map<string, number>();
  const expectedExceptions = new Map<string, string>();
  let [read, unfoldable] = [0, 0];
  for await (const item of scanPrefix<RecordItem>(records, '')) {
    if (isProbe(item)) continue;
    read += 1;
    const record = toRecord(item);
    const { contribution, exceptions, problem } = appraise(record, current.policy, tallies);
    if (problem !== undefined) unfoldable += 1;
    for (const slice of contribution?.slices ?? []) {
      for (const [counter, value] of Object.entries(contribution?.counters ?? {})) {
        const what = `${record.type} ${slice} ${contribution?.day} ${counter}`;
        expected.set(what, (expected.get(what) ?? 0) + value);
      }
    }
    for (const exception of exceptions) {
      const { pk, sk } = exceptionKey(current.epoch, exception.day, exception.reason, record);
      expectedExceptions.set(`${pk} ${sk}`, describe(exception));
    }
  }

  const found = new Map<string, number>();
  for await (const item of scanPrefix<{ pk: string; sk: string }>(board, epochPrefix(kinds.row, current.epoch))) {
    const { type, slice, day } = parseRowKey(item);
    for (const [counter, value] of Object.entries(countersOf({ ...item }))) {
      const what = `${type} ${slice} ${day} ${counter}`;
      found.set(what, (found.get(what) ?? 0) + value);
    }
  }
  const foundExceptions = new Map<string, string>();
  const prefix = epochPrefix(kinds.exception, current.epoch);
  for await (const item of scanPrefix<ExceptionItem & { pk: string; sk: string }>(board, prefix)) {
    if (!item.cleared) foundExceptions.set(`${item.pk} ${item.sk}`, describe(item));
  }

  const counted = asText(expected);
  const differences = [
    ...compare(counted, asText(found), '0'),
    ...compare(expectedExceptions, foundExceptions, 'none'),
  ];
  return {
    equal: differences.length === 0,
    epoch: current.epoch,
    policy: current.policy.version,
    frozen: current.contribution !== contributionVersion(tallies) || current.frozenAt !== undefined,
    records: read,
    counters: counted.size,
    exceptions: expectedExceptions.size,
    unfoldable,
    differenceCount: differences.length,
    differences: differences.slice(0, 100),
  };
};
