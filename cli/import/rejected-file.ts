/** The rows that were not taken, with their reasons, in a file that says what to mend. */

import { once } from 'node:events';
import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Columns } from '../../shared/core/import/row.ts';
import {
  type RejectedRow,
  rejectedExtension,
  rejectedHeader,
  rejectedLine,
} from '../../shared/import/rejected-rows.ts';

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
  /** Where the rows went, also those of the part before an interruption; `undefined` as long as there are none. */
  path(): Promise<string | undefined>;
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
  let file: string | undefined;
  let stream: WriteStream | undefined;
  const place = async () => wanted ?? (await placeOf(input, rejectedExtension(columns)));
  const open = async (): Promise<WriteStream> => {
    file = await place();
    const adds = resumed && existsSync(file);
    const opened = createWriteStream(file, { flags: adds ? 'a' : 'w' });
    await once(opened, 'open');
    if (!adds) opened.write(rejectedHeader(columns));
    return opened;
  };
  return {
    async path() {
      if (file !== undefined || !resumed) return file;
      const before = await place();
      return existsSync(before) ? before : undefined;
    },
    async write(rows) {
      if (rows.length === 0) return;
      stream ??= await open();
      if (!stream.write(rows.map((row) => rejectedLine(columns, row)).join(''))) await once(stream, 'drain');
    },
    async close() {
      if (!stream) return;
      stream.end();
      await once(stream, 'close');
    },
  };
};
