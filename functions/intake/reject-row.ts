/** A row that was not taken, as a reject that can be judged again once its map or the contract has changed. */
import { limits } from '../../events/limits.ts';
import type { BrokenRow, Columns, Row } from '../../shared/core/import/row.ts';
import type { Reason } from '../../shared/import/read-reason.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { rejectEvent } from '../../shared/sources/judge-event.ts';
import type { Reject } from '../../shared/store/ingest-message.ts';

/** Where rows come from. */
export interface RowsFrom {
  /** `incoming/erp-lyon/orders.csv` */
  file: string;
  columns: Columns;
  fileTime: string;
}

/** What is wrong with a row, and which record it was about. */
interface Found extends Reason {
  subject?: string | undefined;
  eventId?: string | undefined;
}

const keep = (row: Row | BrokenRow, found: Found): Reject => {
  const text = JSON.stringify(row.cells ?? null);
  // Two rows may say the same: the number tells their digests apart.
  const verdict = rejectEvent(text, undefined, { path: [], problem: found.problem }, (content) =>
    digest(`${row.number}\n${found.path}\n${content}`),
  );
  if (verdict.accepted) throw new Error('a rejected row was accepted');
  return { ...verdict.reject, path: found.path, value: found.value.toWellFormed() };
};

/** A row that the map or the contract rejects: with another of the two it may pass. */
export const rejectRow = ({ columns, file, fileTime }: RowsFrom, row: Row, found: Found): Reject => {
  const header = columns.kind === 'json' ? undefined : columns.header;
  return {
    ...keep(row, found),
    ...(found.subject !== undefined && { subject: found.subject.slice(0, limits.idLength).toWellFormed() }),
    ...(found.eventId !== undefined && { eventId: found.eventId }),
    origin: {
      ...{ kind: 'row', file, row: row.number, fileTime },
      columns: { kind: columns.kind, ...(header && { header: [...header] }) },
    },
  };
};

/** A row that is none: nothing but another file mends it. */
export const rejectBroken = ({ file }: RowsFrom, row: BrokenRow): Reject => ({
  ...keep(row, { path: '', problem: row.broken, value: '' }),
  origin: { kind: 'file', file },
});
