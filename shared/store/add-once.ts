/**
 * Adds to an item exactly once in effect. The item keeps the sequence number of the last change that was added; what
 * lies at or below it has been added already, whoever comes with it again: a retry, a replay, or an invocation that
 * woke up after its successor had done its work.
 */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Counters } from '../core/kpi.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, refusedBy } from './condition.ts';
import type { Key, Kind } from './keys.ts';
import { addCounters } from './read-rows.ts';
import type { NamedTable } from './table.ts';

/** Everything that a batch of one shard adds to one item, change by change, in the order of the shard. */
export interface Addition {
  key: Key;
  kind: Kind;
  /** Changes that add nothing are left out; never empty. */
  entries: AdditionEntry[];
}

interface AdditionEntry {
  /** Padded to `sequenceDigits`: they compare as texts. */
  sequence: string;
  counters: Counters;
}

/** Sequence numbers of a stream have 21 to 40 digits. */
const sequenceDigits = 40;
export const padSequence = (sequence: string): string => sequence.padStart(sequenceDigits, '0');

/**
 * Adds what was not added yet.
 *
 * A sum of zero is written too: it moves the watermark. Left out, an earlier attempt that held only the first of two
 * changes that cancel out could still come and add it.
 * @returns The sequence numbers that were added now.
 */
export const addOnce = async (board: NamedTable, { key, kind, entries }: Addition): Promise<string[]> => {
  let rest = entries;
  while (rest.length > 0) {
    try {
      await board.client.send(new UpdateItemCommand(updateOf(board.name, key, kind, rest)));
      return rest.map(({ sequence }) => sequence);
    } catch (failure) {
      if (!isConditionFailure(failure)) throw failure;
      const { last = '' } = refusedBy<{ last: string }>(failure);
      const above = rest.filter(({ sequence }) => sequence > last);
      if (above.length === rest.length) throw new Error(`${board.name} refused an addition without a reason`);
      rest = above;
    }
  }
  return [];
};

const updateOf = (table: string, key: Key, kind: Kind, entries: readonly AdditionEntry[]) => {
  const sum: Counters = {};
  for (const { counters } of entries) addCounters(sum, counters);
  const names: Record<string, string> = { '#last': 'last' };
  const values: Record<string, unknown> = {
    ':kind': kind,
    ':min': entries[0]?.sequence,
    ':max': entries.at(-1)?.sequence,
  };
  const add = Object.entries(sum).map(([name, value], index) => {
    names[`#c${index}`] = name;
    values[`:c${index}`] = value;
    return `#c${index} :c${index}`;
  });
  return {
    TableName: table,
    Key: toItem(key),
    UpdateExpression: `SET #last = :max, kind = :kind${add.length > 0 ? ` ADD ${add.join(', ')}` : ''}`,
    ConditionExpression: 'attribute_not_exists(#last) OR #last < :min',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: toItem(values),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
};
