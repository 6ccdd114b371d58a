/** Reads rows: the counters of one slice by day, the shards that counted them merged. */
import type { RecordType } from '../../events/record-types.ts';
import type { Counters } from '../core/kpi.ts';
import type { DayRow } from '../core/reading.ts';
import type { Day } from '../core/time/calendar.ts';
import { parseRowKey, rowPk } from './keys.ts';
import { type NamedTable, queryRange } from './table.ts';

/** What an item that is added to under a watermark holds beside its counters. */
const reserved = new Set(['pk', 'sk', 'kind', 'last']);

/** The counters of a row item; zeroes are left out, since a row that is zero equals one that does not exist. */
export const countersOf = (item: Record<string, unknown>): Counters => {
  const counters: Counters = {};
  for (const [name, value] of Object.entries(item)) {
    if (!reserved.has(name) && typeof value === 'number' && value !== 0) counters[name] = value;
  }
  return counters;
};

/** Adds counters in place; a sum of zero is removed. */
export const addCounters = (into: Counters, counters: Counters): void => {
  for (const [name, value] of Object.entries(counters)) {
    const sum = (into[name] ?? 0) + value;
    if (sum === 0) delete into[name];
    else into[name] = sum;
  }
};

export interface RowQuery {
  epoch: number;
  type: RecordType;
  /** `total` or `site=Lyon`. */
  slice: string;
  /** Both ends included. */
  from: Day;
  to: Day;
}

/** The rows of one slice, oldest day first, read consistently; days on which nothing counts are left out. */
export const readRows = async (board: NamedTable, { epoch, type, slice, from, to }: RowQuery): Promise<DayRow[]> => {
  const years: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) years.push(String(year));
  const byDay = new Map<Day, Counters>();
  await Promise.all(
    years.map(async (year) => {
      const pk = rowPk(epoch, type, slice, year);
      // `$` is the character after the `#` that parts the day from the shard.
      for await (const item of queryRange<{ pk: string; sk: string }>(board, pk, from, `${to}$`)) {
        const { day } = parseRowKey(item);
        const counters = byDay.get(day) ?? {};
        byDay.set(day, counters);
        addCounters(counters, countersOf({ ...item }));
      }
    }),
  );
  return [...byDay]
    .filter(([, counters]) => Object.keys(counters).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, counters]) => ({ day, counters }));
};
