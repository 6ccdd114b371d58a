/** The values of a map, compiled: a row in, a text, number, truth value, moment, or nothing out. */
import type { FieldKind } from './field-kinds.ts';
import type { Column, ColumnValue, Condition, Scalar, Value } from './map-schema.ts';
import { momentReader } from './read-moment.ts';
import { type Compiling, parseNumber, shorten, textReader, type ValueReader } from './read-text.ts';
import type { Row } from './row.ts';

/** A text as a field of this kind wants it. */
const coerce = (
  text: string,
  kind: Exclude<FieldKind, 'list'>,
  decimal: '.' | ',' | undefined,
  problems: string[],
): Scalar | undefined => {
  if (kind === 'text') return text;
  if (kind === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    problems.push(`must be true or false (is ${shorten(text)}); say with \`values\` what it stands for`);
    return undefined;
  }
  const number = parseNumber(text, decimal);
  if (number === undefined || (kind === 'integer' && !Number.isInteger(number))) {
    problems.push(`must be a ${kind === 'integer' ? 'whole number' : 'number'} (is ${shorten(text)})`);
    return undefined;
  }
  return number;
};

/** A constant of the map, as the field wants it: `5` for a text field is the text. */
const constantOf = (value: Scalar, kind: FieldKind): Scalar =>
  kind === 'text' || kind === 'moment' ? String(value) : value;

/** Several texts in one column: the items of a JSON list, or what stands between the texts that `split` names. */
const listReader = (value: ColumnValue, by: Compiling): ValueReader => {
  const text = textReader(value.column, value.none, by);
  const cell = by.column(value.column);
  const stands = value.values && new Map(Object.entries(value.values));
  return (row, problems) => {
    const written = text(row);
    if (written === undefined) return undefined;
    const held = cell(row);
    const parts = Array.isArray(held) ? held.map(String) : value.split ? written.split(value.split) : [written];
    const items = parts.map((part) => part.trim()).filter((part) => part !== '');
    const meant = items.flatMap((item): Scalar[] => {
      if (!stands) return [item];
      const mapped = stands.has(item) ? stands.get(item) : value.otherwise;
      if (mapped === undefined) problems.push(unnamed(item, stands));
      return mapped === undefined || mapped === null ? [] : [mapped];
    });
    return meant.length > 0 ? meant.map(String) : undefined;
  };
};

const unnamed = (text: string, values: ReadonlyMap<string, unknown>): string =>
  `is ${shorten(text)}, which \`values\` does not name (${[...values.keys()].join(', ')})`;

const columnReader = (value: ColumnValue, kind: FieldKind, by: Compiling): ValueReader => {
  if (kind === 'list') return listReader(value, by);
  const text = textReader(value.column, value.none, by);
  const cell = by.column(value.column);
  const read: ValueReader =
    kind === 'moment'
      ? momentReader(value, text, by)
      : (row, problems) => {
          const written = text(row);
          if (written === undefined) return undefined;
          // What a sheet or JSON holds as a number has no decimal sign that could be mistaken.
          return coerce(written, kind, typeof cell(row) === 'number' ? undefined : value.decimal, problems);
        };
  if (!value.values) return read;
  const values = new Map(Object.entries(value.values));
  const keep = value.otherwise;
  return (row, problems) => {
    const written = text(row);
    if (written === undefined) return undefined;
    const mapped = values.has(written) ? values.get(written) : keep;
    if (mapped === undefined) {
      problems.push(unnamed(written, values));
      return undefined;
    }
    return mapped === null ? undefined : constantOf(mapped, kind);
  };
};

const constantReader = (value: Scalar, kind: FieldKind): ValueReader => {
  const constant = kind === 'list' ? [String(value)] : constantOf(value, kind);
  return () => constant;
};

/** Compiles a value for a field of this kind. */
export const compileValue = (value: Value, kind: FieldKind, by: Compiling): ValueReader => {
  if (Array.isArray(value)) {
    const readers = value.map((one) => compileValue(one, kind, by));
    return (row, problems) => {
      for (const read of readers) {
        const found = read(row, problems);
        if (found !== undefined || problems.length > 0) return found;
      }
      return undefined;
    };
  }
  if (typeof value !== 'object') return columnReader({ column: value }, kind, by);
  const read = 'constant' in value ? constantReader(value.constant, kind) : columnReader(value, kind, by);
  if (!value.when) return read;
  const conditions = value.when.map((condition) => compileCondition(condition, by));
  return (row, problems) => (conditions.every((holds) => holds(row)) ? read(row, problems) : undefined);
};

/** True if a row meets a condition. */
export const compileCondition = (condition: Condition, by: Compiling): ((row: Row) => boolean) => {
  const text = textReader(condition.column, condition.none, by);
  const is = condition.is && new Set(condition.is.map(String));
  const not = condition.not && new Set(condition.not.map(String));
  return (row) => {
    const written = text(row);
    if (condition.present !== undefined && condition.present !== (written !== undefined)) return false;
    return (!is || is.has(written ?? '')) && !not?.has(written ?? '');
  };
};

/** A number that JSON or a sheet has rounded: two ids may have become one. */
const isRounded = (cell: unknown) => typeof cell === 'number' && Number.isInteger(cell) && !Number.isSafeInteger(cell);

/**
 * Compiles the columns of an id: their texts, joined so that no two rows' ids can be confused. What means none is no id;
 * among several columns it is a part like any other.
 */
export const compileId = (
  columns: readonly Column[],
  by: Compiling,
): ((row: Row, problems: string[]) => string | undefined) => {
  const none = columns.length === 1 ? by.none : [];
  const readers = columns.map((column) => ({ column, text: textReader(column, none, by), cell: by.column(column) }));
  return (row, problems) => {
    const parts = readers.map(({ column, text, cell }) => {
      const written = text(row);
      if (written === undefined) problems.push(`column ${column} is empty`);
      if (isRounded(cell(row)))
        problems.push(`column ${column} is a number of more than 15 digits, which is not exact: write it as a text`);
      return written ?? '';
    });
    if (problems.length > 0) return undefined;
    // A slash joins; one inside a part is spelt %2F, so ('a/b', 'c') is not ('a', 'b/c').
    return parts.length === 1
      ? parts[0]
      : parts.map((part) => part.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
  };
};
