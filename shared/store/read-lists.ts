/** Reads what the board lists for people: exceptions, rejects, conflicts. Every reader streams; `take` cuts it off. */
import type { RecordType } from '../../events/record-types.ts';
import type { RecordException } from '../core/record/exceptions.ts';
import type { RecordKey } from '../core/record/record.ts';
import { addDays, type Day } from '../core/time/calendar.ts';
import { exceptionKey, kinds, rejectKey, runPk } from './keys.ts';
import { type NamedTable, queryItems, queryRange } from './table.ts';

/** An exception as it is stored. A cleared one is a tombstone and never listed. */
export interface ExceptionItem extends RecordException, RecordKey {
  revision: number;
  cleared?: boolean;
}

/** Exceptions of a window (both ends included), oldest day first. */
export async function* readExceptions(
  board: NamedTable,
  query: { epoch: number; type: RecordType; from: Day; to: Day; reason?: string },
): AsyncGenerator<ExceptionItem> {
  const { epoch, type, from, to, reason } = query;
  const record = { type, namespace: '', subject: '' };
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = `${addDays(month, 31).slice(0, 7)}-01`) {
    const { pk } = exceptionKey(epoch, month, '', record);
    for await (const item of queryRange<ExceptionItem>(board, pk, from, `${to}$`)) {
      if (item.cleared) continue;
      if (reason !== undefined && item.reason !== reason) continue;
      yield item;
    }
  }
}

/** Two bodies for one facet and one instant. */
export interface ConflictItem extends RecordKey {
  facet: string;
  /** The instant that both claim, UTC. */
  time: string;
  /** The orders that met; the greatest one counts. */
  orders: Set<string>;
}

export const readConflicts = (board: NamedTable): AsyncGenerator<ConflictItem> =>
  queryItems<ConflictItem>(board, { KeyConditionExpression: 'pk = :pk' }, { ':pk': kinds.conflict });

/** Rejects of one source, newest first, as they were stored. */
export const readRejects = <T>(board: NamedTable, source: string): AsyncGenerator<T> =>
  queryItems<T>(
    board,
    { KeyConditionExpression: 'pk = :pk', ScanIndexForward: false },
    { ':pk': rejectKey(source, '', '').pk },
  );

/** What came of an import run so far. */
export interface RunTally {
  messages: number;
  stored: number;
  unchanged: number;
  superseded: number;
  conflicts: number;
  rejects: number;
  /** Writes that changed a record; the run is folded once `folded` has reached them. */
  writes: number;
  folded: number;
}

/** Sums an import run's tallies. It is done when all its messages are there and `folded` ≥ `writes`. */
export const readRun = async (board: NamedTable, run: string): Promise<RunTally> => {
  const tally: RunTally = {
    messages: 0,
    stored: 0,
    unchanged: 0,
    superseded: 0,
    conflicts: 0,
    rejects: 0,
    writes: 0,
    folded: 0,
  };
  const query = { KeyConditionExpression: 'pk = :pk', ConsistentRead: true };
  for await (const item of queryItems<Partial<RunTally> & { sk: string }>(board, query, { ':pk': runPk(run) })) {
    if (item.sk.startsWith('message#')) tally.messages += 1;
    for (const name of Object.keys(tally) as (keyof RunTally)[]) tally[name] += item[name] ?? 0;
  }
  return tally;
};
