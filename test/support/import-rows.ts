/** Runs a map over a file in this process, as `hoshin import` does up to the point of sending. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFile } from '../../cli/import/disk-file.ts';
import { readMap } from '../../cli/import/read-map.ts';
import { formatProblem } from '../../cli/read-yaml.ts';
import type { ImportMap } from '../../shared/core/import/map-schema.ts';
import { compileMap, type DraftEvent, type EventContext } from '../../shared/import/map-row.ts';
import { type OpenedRows, openRows } from '../../shared/import/read-rows.ts';

export interface Imported {
  opened: OpenedRows;
  events: DraftEvent[];
  filtered: number;
  rejected: { row: number; reasons: string[] }[];
}

const context: EventContext = { source: 'test', fileTime: '2026-01-01T00:00:00.000Z' };

/** A map that must be right. */
export const parseMap = (text: string): ImportMap => {
  const result = readMap('map.yaml', text);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.source.value;
};

/** Maps every row of a file. */
export const importFile = async (path: string, map: ImportMap, more: Partial<EventContext> = {}): Promise<Imported> => {
  const opened = await openRows(diskFile(path), map);
  const { columns, rows } = opened;
  const compiled = compileMap(map, columns, { ...context, ...more });
  if (!compiled.ok) throw new Error(compiled.problems.join('\n'));
  const imported: Imported = { opened, events: [], filtered: 0, rejected: [] };
  for await (const row of rows) {
    const mapped = 'broken' in row ? { kind: 'rejected' as const, reasons: [row.broken] } : compiled.map(row);
    if (mapped.kind === 'event') imported.events.push(mapped.event);
    else if (mapped.kind === 'filtered') imported.filtered += 1;
    else imported.rejected.push({ row: row.number, reasons: mapped.reasons });
  }
  return imported;
};

/** The same for a file's content. */
export const importText = async (
  content: string | Uint8Array,
  map: string,
  name = 'rows.csv',
  more: Partial<EventContext> = {},
): Promise<Imported> => {
  const folder = await mkdtemp(join(tmpdir(), 'hoshin-import-'));
  try {
    await writeFile(join(folder, name), content);
    return await importFile(join(folder, name), parseMap(map), more);
  } finally {
    await rm(folder, { recursive: true });
  }
};
