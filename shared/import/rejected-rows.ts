/** Rows that were not taken, with their reasons, as a file to be looked at: CSV, or NDJSON where they came as JSON. What is mended is the file that they came in. */
import type { BrokenRow, Columns, Row } from '../core/import/row.ts';
import { withoutFormula } from '../core/text/formula.ts';

/** A row that was not taken, and why. */
export interface RejectedRow {
  row: Row | BrokenRow;
  reasons: string[];
}

/** One CSV field: quoted, and kept from being run as a formula. */
export const csvField = (value: unknown): string => `"${withoutFormula(String(value ?? '')).replaceAll('"', '""')}"`;

const csvLine = (values: readonly unknown[]) => `${values.map(csvField).join(',')}\r\n`;

export const rejectedExtension = ({ kind }: Columns): 'csv' | 'ndjson' => (kind === 'json' ? 'ndjson' : 'csv');

/** The first line of the file; empty where there is none. */
export const rejectedHeader = (columns: Columns): string =>
  columns.kind === 'json' ? '' : csvLine(['row', 'reasons', ...(columns.header ?? [])]);

/** A row's line, with its end. */
export const rejectedLine = (columns: Columns, { row, reasons }: RejectedRow): string =>
  columns.kind === 'json'
    ? `${JSON.stringify({ row: row.number, reasons, value: row.cells })}\n`
    : csvLine([row.number, reasons.join('; '), ...((row.cells ?? []) as readonly unknown[])]);
