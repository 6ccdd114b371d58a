/** Where an import stands, kept in the data folder, so that one that was interrupted goes on where it was. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { formatNumber } from '../../shared/core/text/format.ts';

export const Counts = z.object({
  /** Rows read, the header aside. */
  read: z.number(),
  /** Left out by the map's `where`. */
  filtered: z.number(),
  sent: z.number(),
  accepted: z.number(),
  /** By the map, or by the webhook. */
  rejected: z.number(),
});
export type Counts = z.infer<typeof Counts>;

const State = z.object({
  /** Tells a file that changed from the one that was being imported. */
  identity: z.string(),
  run: z.string(),
  /** Every row up to this one is dealt with: sent and answered, left out, or rejected. */
  row: z.number(),
  counts: Counts,
});
export type ImportState = z.infer<typeof State>;

/** Names what is imported: the file by its size, time and first 64 KiB; the map by its text; where it goes. */
export const identify = async (path: string, mapText: string, target: string): Promise<string> => {
  const { size, mtimeMs } = await stat(path);
  const hash = createHash('sha256').update(`${size} ${mtimeMs} ${target}\n${mapText}\n`);
  for await (const chunk of createReadStream(path, { end: 65_535 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** One state for each file and destination. */
export const stateFile = (folder: string, path: string, target: string): string =>
  join(
    folder,
    'imports',
    `${createHash('sha256')
      .update(`${resolve(path)}\n${target}`)
      .digest('hex')
      .slice(0, 24)}.json`,
  );

/** What was reached before; `changed` when the file or the map is not the same any more. */
export type Resume = { kind: 'none' } | { kind: 'changed' } | { kind: 'at'; state: ImportState };

export const loadState = async (file: string, identity: string): Promise<Resume> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return { kind: 'none' };
  }
  const parsed = State.safeParse(JSON.parse(text));
  if (!parsed.success) return { kind: 'none' };
  return parsed.data.identity === identity ? { kind: 'at', state: parsed.data } : { kind: 'changed' };
};

export const saveState = async (file: string, state: ImportState): Promise<void> => {
  await mkdir(join(file, '..'), { recursive: true });
  // Renamed into place: a half-written state would be worse than an old one.
  await writeFile(`${file}.new`, JSON.stringify(state));
  await rename(`${file}.new`, file);
};

export const dropState = (file: string): Promise<void> => rm(file, { force: true });

const begin = (identity: string): ImportState => ({
  identity,
  run: `import-${Date.now().toString(36)}${randomBytes(4).toString('hex')}`,
  row: 0,
  counts: { read: 0, filtered: 0, sent: 0, accepted: 0, rejected: 0 },
});

/** Where to begin: at the start, or where an import of this file with this map was interrupted. */
export const resumeOrBegin = async (file: string, identity: string, restart: boolean): Promise<ImportState> => {
  const resume = restart ? { kind: 'none' as const } : await loadState(file, identity);
  if (resume.kind === 'at') {
    process.stderr.write(
      `Resumes after row ${formatNumber(resume.state.row)}, where it was interrupted (--restart begins again).\n`,
    );
    return resume.state;
  }
  if (resume.kind === 'changed')
    process.stderr.write(
      'An import of this file was interrupted, but the file or the map has changed: begins again.\n',
    );
  return begin(identity);
};
