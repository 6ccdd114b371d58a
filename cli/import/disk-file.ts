/** A file on this machine, to be imported; counts what was taken from the disk, for the progress bar. */
import { createReadStream } from 'node:fs';
import type { FileInput } from '../../shared/import/open-file.ts';

/** Bytes that were taken from the disk so far. */
export interface ReadProgress {
  bytes: number;
}

export const diskFile = (path: string, progress: ReadProgress = { bytes: 0 }): FileInput => ({
  name: path,
  async *open() {
    progress.bytes = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      progress.bytes += chunk.length;
      yield chunk;
    }
  },
});
