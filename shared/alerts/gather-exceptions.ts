/** The records that went wrong in a reading's window: five to open, and which slices they lie in. */
import type { EvidenceExample } from '../core/alert/evidence.ts';
import type { Reading } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { typesOf } from '../core/reading.ts';
import { total } from '../core/record/slice.ts';
import { type ExceptionItem, readExceptions } from '../store/read-lists.ts';
import type { NamedTable } from '../store/table.ts';

/** No more are kept, nor so many others looked at to find them: a window may hold a million. */
const most = { kept: 4_000, looked: 40_000 };
const shown = 5;

export interface Exceptions {
  items: ExceptionItem[];
  /** True if there are more than were looked at. */
  cut: boolean;
}

/** The exceptions that show what went wrong with a KPI in a reading's slice and window, each record once. */
export const gatherExceptions = async (
  board: NamedTable,
  kpi: Kpi,
  reading: Reading,
  { kept, looked } = most,
): Promise<Exceptions> => {
  const { epoch, from, to, slice } = reading;
  const byRecord = new Map<string, ExceptionItem>();
  const cut = () => ({ items: [...byRecord.values()], cut: true });
  let seen = 0;
  for (const type of typesOf(kpi)) {
    for await (const item of readExceptions(board, { epoch, type, from, to })) {
      if (seen === looked) return cut();
      seen += 1;
      if (slice !== total && !item.slices.includes(slice)) continue;
      if (kpi.examples && !kpi.examples.includes(item.reason)) continue;
      if (byRecord.size === kept) return cut();
      const record = `${item.type}#${item.namespace}#${item.subject}`;
      if (!byRecord.has(record)) byRecord.set(record, item);
    }
  }
  return { items: [...byRecord.values()], cut: false };
};

/** How bad a record is, in minutes late; one not delivered is as late as the window's end makes it. */
const severity = ({ reason, day, lateMinutes, lateDays }: ExceptionItem, to: string): number => {
  if (reason === 'overdue') return (Date.parse(to) - Date.parse(day)) / 60_000;
  return lateMinutes ?? (lateDays ?? 0) * 1_440;
};

/** Five examples, the worst first; of equals the newest. */
export const examplesOf = ({ items }: Exceptions, to: string): EvidenceExample[] =>
  [...items]
    .sort((a, b) => severity(b, to) - severity(a, to) || (a.day > b.day ? -1 : 1))
    .slice(0, shown)
    .map(({ type, namespace, subject, reason, day, promised, deliveredAt, lateDays, lateMinutes, detail }) => ({
      ...{ type, namespace, subject, reason, day },
      ...{ promised, deliveredAt, lateDays, lateMinutes, detail },
    }));

/** How many exceptions lie in each slice other than the total and the reading's own, most first. */
export const countBySlice = ({ items }: Exceptions, own: string): [slice: string, count: number][] => {
  const counts = new Map<string, number>();
  for (const { slices } of items) {
    for (const slice of slices) {
      if (slice !== total && slice !== own) counts.set(slice, (counts.get(slice) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};
