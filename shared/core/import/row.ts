/** One row of a file, whatever its format: a record of a CSV file, an object or a list of a JSON one. */
import type { Column } from './map-schema.ts';

export interface Row {
  /** From 1, the header line included, as a spreadsheet numbers it. */
  number: number;
  /** What a column holds: a text from CSV, anything from JSON. */
  cells: readonly unknown[] | Readonly<Record<string, unknown>>;
  /** The payload that the row stands in: what a column beginning with `#/` is read from. */
  root?: unknown;
}

/** A line that could not be read as a row at all. */
export interface BrokenRow {
  number: number;
  /** Why. */
  broken: string;
  /** What stands there, as far as it could be told apart. */
  cells?: unknown;
}

/** Finds a column's cell in a row. */
export type CellReader = (row: Row) => unknown;

/** How the columns of a file are found; `header` where a CSV file or a sheet has one. */
export type Columns = { kind: 'csv' | 'sheet'; header: readonly string[] | undefined } | { kind: 'json' };

export type ColumnResult = { ok: true; read: CellReader } | { ok: false; problem: string };

const at = (value: unknown, path: readonly string[]): unknown => {
  let inner = value;
  for (const segment of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, segment)) return undefined;
    inner = (inner as Record<string, unknown>)[segment];
  }
  return inner;
};

/** The value that a JSON Pointer (RFC 6901) names; `undefined` if there is none. */
export const atPointer = (value: unknown, pointer: string): unknown =>
  at(
    value,
    pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
  );

/** Resolves a column once for a file, so that a misspelt name is told before anything is sent. */
export const findColumn = (columns: Columns, column: Column): ColumnResult => {
  if (columns.kind === 'json') {
    // An own property of that very name comes before the path that it may spell.
    const key = String(column);
    return {
      ok: true,
      read: ({ cells, root }) => {
        if (key.startsWith('#/')) return atPointer(root ?? cells, key.slice(1));
        if (Array.isArray(cells) && !key.startsWith('/')) return cells[Number(column) - 1];
        return Object.hasOwn(cells, key)
          ? (cells as Record<string, unknown>)[key]
          : key.startsWith('/')
            ? atPointer(cells, key)
            : at(cells, key.split('.'));
      },
    };
  }
  const { header } = columns;
  const index = typeof column === 'number' ? column - 1 : (header?.indexOf(column) ?? -1);
  if (typeof column === 'string' && header && header.lastIndexOf(column) !== index)
    return { ok: false, problem: `column '${column}' stands twice in the header: use its number` };
  if (index < 0)
    return {
      ok: false,
      problem: header
        ? `the file has no column '${column}'; it has ${header.map((name) => `'${name}'`).join(', ')}`
        : `column '${column}': the file has no header (csv.header is false), so give the column's number`,
    };
  if (header && index >= header.length)
    return { ok: false, problem: `the file has no column ${column}; it has ${header.length}` };
  return { ok: true, read: ({ cells }) => (cells as readonly unknown[])[index] };
};
