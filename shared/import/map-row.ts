/** A map, compiled against a file: each row becomes an event, is left out, or is rejected with its reasons. */
import { createHash } from 'node:crypto';
import { type FieldKind, kindOf } from '../core/import/field-kinds.ts';
import type { Column, FileMap, Value } from '../core/import/map-schema.ts';
import type { Compiling, ValueReader } from '../core/import/read-text.ts';
import { compileCondition, compileId, compileValue } from '../core/import/read-value.ts';
import { type Columns, findColumn, type Row } from '../core/import/row.ts';
import { instantOfMoment } from '../core/time/calendar.ts';
import { Occurrences } from './occurrences.ts';

/** What a map says of rows, wherever they come from. */
export type RowMap = Pick<FileMap, 'type' | 'timeZone' | 'none' | 'where' | 'id' | 'time' | 'fields'>;

/** What the events of one import have in common. */
export interface EventContext {
  source: string;
  /** The import run; absent in a dry run. */
  run?: string;
  /** The company's zone: that of times without an offset, where the map names none. */
  timeZone?: string | undefined;
  /** When the file was last modified, ISO 8601: the time of events whose map names none. */
  fileTime: string;
}

/** An event as it is sent; whether it is valid is the webhook's to say. */
export interface DraftEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  run?: string;
  data: Record<string, unknown>;
}

export type MappedRow =
  | { kind: 'event'; event: DraftEvent }
  | { kind: 'filtered' }
  | { kind: 'rejected'; reasons: string[]; subject?: string };

export type RowMapper = (row: Row) => MappedRow;
export type CompileResult = { ok: true; map: RowMapper } | { ok: false; problems: string[] };

interface Field {
  path: string[];
  /** The same in every row: no evidence that the row knows the facet. */
  constant: boolean;
  /** Objects that hold it: `about`, `about.customer`. */
  containers: string[];
  read: ValueReader;
}

const containersOf = (path: readonly string[]) => path.slice(1).map((_, index) => path.slice(0, index + 1).join('.'));

const compileField = (path: string, value: Value, kind: FieldKind, by: Compiling): Field => {
  const segments = path.split('.');
  return {
    path: segments,
    constant: typeof value === 'object' && 'constant' in value && !value.when,
    containers: containersOf(segments),
    read: compileValue(value, kind, by),
  };
};

const isNumbered = ({ path }: Field) => path.some((segment) => /^\d+$/.test(segment));

const setAt = (target: Record<string, unknown>, path: readonly string[], value: unknown) => {
  let inner = target;
  for (const [index, segment] of path.slice(0, -1).entries()) {
    inner[segment] ??= /^\d+$/.test(path[index + 1] ?? '') ? [] : {};
    inner = inner[segment] as Record<string, unknown>;
  }
  inner[path.at(-1) ?? ''] = value;
};

/** Lines that were left out leave no holes: the second of a row may be the only one. */
const withoutHoles = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutHoles(inner)]));
};

/** Builds the data. A facet (or a customer, or a line) of which nothing but constants has a value is left out. */
const buildData = (fields: readonly Field[], row: Row, reasons: string[]): Record<string, unknown> => {
  const values = fields.map((field) => {
    const problems: string[] = [];
    const value = field.read(row, problems);
    reasons.push(...problems.map((problem) => `${field.path.join('.')}: ${problem}`));
    return value;
  });
  const filled = new Map<string, boolean>();
  for (const [index, field] of fields.entries())
    if (!field.constant)
      for (const container of field.containers)
        filled.set(container, (filled.get(container) ?? false) || values[index] !== undefined);
  const data: Record<string, unknown> = {};
  for (const [index, field] of fields.entries())
    if (values[index] !== undefined && field.containers.every((container) => filled.get(container) !== false))
      setAt(data, field.path, values[index]);
  return fields.some(isNumbered) ? (withoutHoles(data) as Record<string, unknown>) : data;
};

const digest = (text: string, characters: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, characters);

const contentOf = ({ cells }: Row) => JSON.stringify(cells);

const compileSubject = (map: RowMap, by: Compiling) => {
  if (typeof map.id === 'object' && 'content' in map.id) {
    const occurrences = new Occurrences();
    return (row: Row) => {
      const content = digest(contentOf(row), 32);
      const occurrence = occurrences.next(content);
      // The first keeps the bare digest; a repeated row is another record with its number.
      return occurrence === 1 ? content : `${content}-${occurrence}`;
    };
  }
  return compileId(Array.isArray(map.id) ? map.id : [map.id], by);
};

const compileTime = (map: RowMap, by: Compiling, context: EventContext): ValueReader => {
  if (typeof map.time === 'object' && 'file' in map.time) return () => context.fileTime;
  const read = compileValue(map.time, 'moment', by);
  return (row, problems) => {
    const moment = read(row, problems);
    if (moment === undefined && problems.length === 0) problems.push('has no value');
    // A date alone: the beginning of the day, since its end may lie in the future, which no event may.
    return typeof moment === 'string' && moment.length === 10
      ? new Date(instantOfMoment(moment, by.timeZone ?? 'UTC') + 1 - 86_400_000).toISOString()
      : moment;
  };
};

/** Compiles a map against the columns of a file; every column that is missing is told at once. */
export const compileMap = (map: RowMap, columns: Columns, context: EventContext): CompileResult => {
  const problems = new Set<string>();
  const by: Compiling = {
    none: map.none,
    timeZone: map.timeZone ?? context.timeZone,
    dateCells: columns.kind === 'sheet',
    column(column: Column) {
      const found = findColumn(columns, column);
      if (found.ok) return found.read;
      problems.add(found.problem);
      return () => undefined;
    },
  };
  const conditions = map.where.map((condition) => compileCondition(condition, by));
  const subjectOf = compileSubject(map, by);
  const timeOf = compileTime(map, by, context);
  const fields = Object.entries(map.fields).map(([path, value]) =>
    compileField(path, value, kindOf(map.type, path) ?? 'text', by),
  );
  if (problems.size > 0) return { ok: false, problems: [...problems] };

  const toEvent: RowMapper = (row) => {
    const reasons: string[] = [];
    const collect = <T>(name: string, read: (problems: string[]) => T): T => {
      const found: string[] = [];
      const value = read(found);
      reasons.push(...found.map((problem) => `${name}: ${problem}`));
      return value;
    };
    const subject = collect('id', (found) => subjectOf(row, found));
    const time = collect('time', (found) => timeOf(row, found));
    const data = buildData(fields, row, reasons);
    if (reasons.length === 0 && Object.keys(data).length === 0) reasons.push('fields: not one of them has a value');
    if (reasons.length > 0 || subject === undefined)
      return { kind: 'rejected', reasons, ...(subject !== undefined && { subject }) };
    const content = { type: `hoshin.${map.type}.v1`, subject, time: String(time), data };
    return {
      kind: 'event',
      event: {
        specversion: '1.0',
        // The same content has the same id, in every import.
        id: digest(JSON.stringify(content), 32),
        source: context.source,
        ...content,
        ...(context.run && { run: context.run }),
      },
    };
  };
  return {
    ok: true,
    map: (row) => (conditions.every((holds) => holds(row)) ? toEvent(row) : { kind: 'filtered' }),
  };
};
