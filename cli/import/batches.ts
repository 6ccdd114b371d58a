/** Packs mapped rows into batches that the webhook takes: at most so many events, and well below its size limit. */
import { limits } from '../../events/limits.ts';
import type { BrokenRow, Row } from '../../shared/core/import/row.ts';
import type { MappedRow, RowMapper } from '../../shared/import/map-row.ts';
import type { RejectedRow } from '../../shared/import/rejected-rows.ts';

export interface Batch {
  /** From 1, in the order of the file. */
  number: number;
  body: Buffer;
  /** The rows of its events, by their position in the body. */
  rows: Row[];
  /** Rows that the map itself rejected on the way to this batch's end. */
  rejected: RejectedRow[];
  /** Rows read and left out on the way to this batch's end. */
  read: number;
  filtered: number;
  /** The last row that this batch deals with. */
  lastRow: number;
}

/** Half of the limit: a batch that must be sent again costs less, and the body is held once for each request in flight. */
const batchBytes = limits.bodyBytes / 2;

const emptyBatch = (number: number): Omit<Batch, 'body'> => ({
  number,
  rows: [],
  rejected: [],
  read: 0,
  filtered: 0,
  lastRow: 0,
});

/** Where reading begins and ends, and how large a batch may be. */
export interface Reading {
  /** Rows up to this one were dealt with before. */
  after: number;
  /** At most so many rows are read. */
  limit: number;
  batchEvents: number;
}

/**
 * Pulls rows and yields batches; nothing is read ahead of whoever pulls. Rows that were dealt with before are mapped
 * all the same, since the occurrence numbers of repeated contents count them.
 */
export async function* packBatches(
  rows: AsyncIterable<Row | BrokenRow>,
  map: RowMapper,
  { after, limit, batchEvents }: Reading,
): AsyncGenerator<Batch> {
  let batch = emptyBatch(1);
  let parts: string[] = [];
  let bytes = 0;
  let seen = 0;
  const close = (): Batch => {
    const closed = { ...batch, body: Buffer.from(`[${parts.join(',')}]`) };
    batch = emptyBatch(closed.number + 1);
    parts = [];
    bytes = 0;
    return closed;
  };
  for await (const row of rows) {
    if (seen >= limit) break;
    seen += 1;
    const mapped: MappedRow = 'broken' in row ? { kind: 'rejected', reasons: [row.broken] } : map(row);
    if (row.number <= after) continue;
    if (mapped.kind === 'event' && !('broken' in row)) {
      const text = JSON.stringify(mapped.event);
      const size = Buffer.byteLength(text) + 1;
      if (size > limits.eventBytes) {
        batch.rejected.push({ row, reasons: [`the event has ${size} bytes; the limit is ${limits.eventBytes}`] });
      } else {
        if (parts.length >= batchEvents || bytes + size > batchBytes) yield close();
        parts.push(text);
        bytes += size;
        batch.rows.push(row);
      }
    } else if (mapped.kind === 'rejected') batch.rejected.push({ row, reasons: mapped.reasons });
    else batch.filtered += 1;
    batch.read += 1;
    batch.lastRow = row.number;
    // Rejected rows are held until the batch closes: many of them close it early.
    if (batch.rejected.length >= batchEvents) yield close();
  }
  if (batch.read > 0) yield close();
}
