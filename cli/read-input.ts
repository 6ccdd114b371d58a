/** Reads a file that somebody named on the command line. */
import { readFile } from 'node:fs/promises';
import { usage } from './failure.ts';

/** The text of a file, without a byte-order mark; bad usage if it cannot be read. */
export const readInput = async (path: string): Promise<string> => {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw usage(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${String(code ?? error)}).`);
  }
};
