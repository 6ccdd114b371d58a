/** The rows that were not taken, with their reasons, in a file that can be mended and imported again. */

import { once } from 'node:events';
import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Columns } from '../../shared/core/import/row.ts';
import { withoutFormula } from '../../shared/core/text/formula.ts';
import type { RejectedRow } from './batches.ts';

/** One CSV field: quoted, and kept from being run as a formula. */
export const csvField = (value: unknown): string => `"${withoutFormula(String(value ?? '')).replaceAll('"', '""')}"`;

const csvLine = (values: readonly unknown[]) => `${values.map(csvField).join(',')}\r\n`;

const toCsv = ({ row, reasons }: RejectedRow): string =>
  csvLine([row.number, reasons.join('; '), ...((row.cells ?? []) as readonly unknown[])]);

const toNdjson = ({ row, reasons }: RejectedRow): string =>
  `${JSON.stringify({ row: row.number, reasons, value: row.cells })}\n`;

const isWritable = async (folder: string) => {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Beside the file, or in the current folder where that one may not be written. */
const placeOf = async (path: string, extension: string): Promise<string> => {
  const folder = dirname(resolve(path));
  const name = `${basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.[^.]+$/, '')}.rejected.${extension}`;
  return join((await isWritable(folder)) ? folder : process.cwd(), name);
};

export interface RejectedFile {
  /** Where the rows went; `undefined` as long as there are none. */
  path(): string | undefined;
  write(rows: readonly RejectedRow[]): Promise<void>;
  close(): Promise<void>;
}

/** Opened with the first row that is rejected, and added to when an import goes on. */
export const rejectedFile = (
  input: string,
  columns: Columns,
  wanted: string | undefined,
  resumed: boolean,
): RejectedFile => {
  const isCsv = columns.kind === 'csv';
  let file: string | undefined;
  let stream: WriteStream | undefined;
  const open = async (): Promise<WriteStream> => {
    file = wanted ?? (await placeOf(input, isCsv ? 'csv' : 'ndjson'));
    const adds = resumed && existsSync(file);
    const opened = createWriteStream(file, { flags: adds ? 'a' : 'w' });
    await once(opened, 'open');
    if (isCsv && !adds)
      opened.write(csvLine(['row', 'reasons', ...((columns.kind === 'csv' && columns.header) || [])]));
    return opened;
  };
  return {
    path: () => file,
    async write(rows) {
      if (rows.length === 0) return;
      stream ??= await open();
      if (!stream.write(rows.map(isCsv ? toCsv : toNdjson).join(''))) await once(stream, 'drain');
    },
    async close() {
      if (!stream) return;
      stream.end();
      await once(stream, 'close');
    },
  };
};
