/** The rows that a guess looks at, as columns. */
import { FileMap } from '../../shared/core/import/map-schema.ts';
import type { FileInput } from '../../shared/import/open-file.ts';
import { openRows } from '../../shared/import/read-rows.ts';
import { countLead, type Layout, looksLikeHeader } from './sniff.ts';

export interface Sample {
  layout: Layout;
  /** The columns' names, and how a map names them. */
  columns: { name: string; column: string | number }[];
  /** Cells by row, in the order of the columns. */
  rows: unknown[][];
  /** True if the file has no more. */
  whole: boolean;
  /** Rows that could not be told apart. */
  broken: number;
}

/** Enough to tell ids that repeat; few enough to be held. */
const mostCells = 1_000_000;
const leastRows = 2_000;

/** Scalars of an object by path; lists are left out, since a map names their items one by one. */
const flatten = (value: unknown, path: string, into: Map<string, unknown>): Map<string, unknown> => {
  if (typeof value !== 'object' || value === null) return path ? into.set(path, value) : into;
  if (Array.isArray(value)) return into;
  for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, into);
  return into;
};

const enough = (rows: number, width: number) => rows >= leastRows && rows * width >= mostCells;

/** Filled rows before the table of a sheet begins: all rows have the width of the first one, or are broken. */
const sheetLead = async (file: FileInput, map: FileMap): Promise<number> => {
  const head: (readonly unknown[])[] = [];
  for await (const { cells } of (await openRows(file, map)).rows) {
    if (Array.isArray(cells)) head.push(cells);
    if (head.length >= 50) break;
  }
  return countLead(head);
};

/** Reads as many rows as the guess looks at. Throws UnreadableFile. */
export const readSample = async (
  file: FileInput,
  found: Layout,
  sheet: string | number | undefined,
): Promise<Sample> => {
  const { format, delimiter, quote, skip } = found;
  const plain = FileMap.parse({
    ...{ type: 'delivery', id: 1, fields: {}, format },
    ...(found.encoding && { encoding: found.encoding.encoding }),
    ...(sheet !== undefined && { sheet }),
    csv: { delimiter, quote, skip, header: false },
  });
  const lead = format === 'xlsx' ? await sheetLead(file, plain) : skip;
  const map = { ...plain, csv: { ...plain.csv, skip: lead } };
  const opened = await openRows(file, map);
  const read: (readonly unknown[] | Map<string, unknown>)[] = [];
  let width = 1;
  let broken = 0;
  let whole = true;
  const paths = new Set<string>();
  for await (const row of opened.rows) {
    if ('broken' in row) broken += 1;
    else if (Array.isArray(row.cells)) {
      read.push(row.cells);
      width = Math.max(width, row.cells.length);
    } else {
      const flat = flatten(row.cells, '', new Map());
      for (const path of flat.keys()) paths.add(path);
      read.push(flat);
      width = Math.max(width, paths.size);
    }
    if (enough(read.length, width)) {
      whole = false;
      break;
    }
  }
  if (paths.size > 0) {
    const names = [...paths];
    return {
      ...{ layout: found, whole, broken },
      columns: names.map((name) => ({ name, column: name })),
      rows: read.map((row) => names.map((name) => (row instanceof Map ? row.get(name) : undefined))),
    };
  }
  const rows = read.map((row) => (row instanceof Map ? [] : [...row]));
  const header =
    format !== 'json' && format !== 'ndjson' && (format === 'csv' ? found.header : looksLikeHeader(rows.slice(0, 500)));
  const names = header ? (rows.shift() ?? []).map((name) => String(name ?? '').trim()) : [];
  return {
    ...{ layout: { ...found, header, skip: lead }, whole, broken, rows },
    columns: Array.from({ length: width }, (_, index) => {
      const name = names[index] ?? '';
      // A name that stands twice, or none, is no name: the number is.
      const usable = name !== '' && names.indexOf(name) === names.lastIndexOf(name);
      return { name: name || `column ${index + 1}`, column: usable ? name : index + 1 };
    }),
  };
};
