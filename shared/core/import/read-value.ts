/** The values of a map, compiled: a row in, a text, number, truth value, moment, or nothing out. */
import { addDays, instantAt } from '../time/calendar.ts';
import { compilePattern, type DateReader, type Parsed } from './date-patterns.ts';
import type { FieldKind } from './field-kinds.ts';
import type { Column, ColumnValue, Condition, Scalar, Span, Value } from './map-schema.ts';
import type { CellReader, Row } from './row.ts';

/** What a map's values are compiled against. */
export interface Compiling {
  column(column: Column): CellReader;
  /** Texts that mean no value, unless a value names its own. */
  none: readonly Scalar[];
  timeZone: string | undefined;
  /** A date cell of a sheet comes as `2026-03-14T08:40:00`, whatever the sheet shows: read beside the map's own patterns. */
  dateCells: boolean;
}

/** Reads a value; problems go to the list, and the row is then rejected. */
export type ValueReader = (row: Row, problems: string[]) => Scalar | string[] | undefined;

const minuteMs = 60_000;
const spanMs = { seconds: 1000, minutes: minuteMs, hours: 60 * minuteMs, days: 1440 * minuteMs } as const;

const shorten = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The text of a cell without the space around it; `undefined` for nothing and for whatever means none. */
const textReader = (
  column: Column,
  none: readonly Scalar[] | undefined,
  by: Compiling,
): ((row: Row) => string | undefined) => {
  const read = by.column(column);
  const means = new Set((none ?? by.none).map((text) => String(text).trim()));
  return (row) => {
    const cell = read(row);
    if (cell === undefined || cell === null) return undefined;
    const text = (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).trim();
    return text === '' || means.has(text) ? undefined : text;
  };
};

/** A number as files write it: `1.234,5` with a decimal comma. `undefined` where it is none. */
const parseNumber = (text: string, decimal: '.' | ',' | undefined): number | undefined => {
  const grouping = decimal === ',' ? /[.\s\u00a0\u202f']/g : /[,\s\u00a0\u202f']/g;
  const plain = decimal ? text.replace(grouping, '').replace(',', '.') : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
};

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

const firstMatch = (readers: readonly DateReader[], text: string): Parsed | undefined => {
  for (const read of readers) {
    const parsed = read(text);
    if (parsed) return parsed;
  }
  return undefined;
};

const spanReader = (
  span: Span,
  by: Compiling,
  sign: 1 | -1,
): ((row: Row, problems: string[]) => number | undefined) => {
  const [unit, amount] = Object.entries(span)[0] ?? ['seconds', 0];
  const factor = sign * (spanMs[unit as keyof typeof spanMs] ?? 0);
  if (typeof amount === 'number') return () => amount * factor;
  const column = typeof amount === 'object' ? amount.column : amount;
  const text = textReader(column, undefined, by);
  return (row, found) => {
    const written = text(row);
    if (written === undefined) return undefined;
    const number = parseNumber(written, undefined);
    if (number === undefined) found.push(`column ${column} must be a number of ${unit} (is ${shorten(written)})`);
    return number === undefined ? undefined : number * factor;
  };
};

type TimeOfDay = Extract<Parsed, { kind: 'time' }>;

/** The time of day that stands in a column of its own. */
const timeReader = (time: NonNullable<ColumnValue['time']>, by: Compiling) => {
  const patterns = [...time.pattern, ...(by.dateCells ? ['HH:mm:ss'] : [])].map(compilePattern);
  const readText = (column: Column) => {
    const text = textReader(column, time.none, by);
    return (row: Row, problems: string[]): TimeOfDay | undefined => {
      const written = text(row);
      if (written === undefined) return undefined;
      const parsed = firstMatch(patterns, written);
      if (parsed?.kind === 'time') return parsed;
      problems.push(`column ${column} must be a time like ${time.pattern.join(' or ')} (is ${shorten(written)})`);
      return undefined;
    };
  };
  const own = readText(time.column);
  const floor = time.nextDayIfBefore === undefined ? undefined : readText(time.nextDayIfBefore);
  return (row: Row, problems: string[]): TimeOfDay | undefined => {
    const parsed = own(row, problems);
    const from = floor?.(row, problems);
    const before = parsed && from && parsed.minutes * 60 + parsed.seconds < from.minutes * 60 + from.seconds;
    return before ? { ...parsed, minutes: parsed.minutes + 1440 } : parsed;
  };
};

/** A date of a column, with a time of another, plus or minus a duration: as a moment of the contract. */
const momentReader = (value: ColumnValue, text: (row: Row) => string | undefined, by: Compiling): ValueReader => {
  const patterns = value.date ?? ['iso'];
  const readers = [...patterns, ...(by.dateCells ? ['iso'] : [])].map(compilePattern);
  const time = value.time && timeReader(value.time, by);
  const spans = [value.plus && spanReader(value.plus, by, 1), value.minus && spanReader(value.minus, by, -1)].filter(
    (span) => span !== undefined,
  );
  const place = (parsed: Exclude<Parsed, { kind: 'time' }>, problems: string[]): number | undefined => {
    if (parsed.kind === 'instant') return parsed.at;
    if (!by.timeZone) {
      problems.push("has no offset: give the map's timeZone");
      return undefined;
    }
    const minutes = parsed.kind === 'wall' ? parsed.minutes : 0;
    const day = addDays(parsed.day, Math.floor(minutes / 1440));
    const clock = new Date((minutes % 1440) * minuteMs).toISOString().slice(11, 16);
    const rest = parsed.kind === 'wall' ? parsed.seconds * 1000 + parsed.millis : 0;
    return instantAt(`${day}T${clock}:00`, by.timeZone) + rest;
  };
  return (row, problems) => {
    const written = text(row);
    if (written === undefined) return undefined;
    const date = firstMatch(readers, written);
    if (!date || date.kind === 'time') {
      problems.push(`must be a date like ${patterns.join(' or ')} (is ${shorten(written)})`);
      return undefined;
    }
    const ofDay = time?.(row, problems);
    if (time && !ofDay) return undefined;
    const joined = ofDay && date.kind === 'day' ? { ...ofDay, kind: 'wall' as const, day: date.day } : date;
    const amounts = spans.map((span) => span(row, problems));
    if (amounts.includes(undefined)) return undefined;
    const shift = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
    if (joined.kind === 'day' && shift % spanMs.days === 0) return addDays(joined.day, shift / spanMs.days);
    const at = place(joined, problems);
    return at === undefined ? undefined : new Date(Math.round(at + shift)).toISOString();
  };
};

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
  const read: ValueReader =
    kind === 'moment'
      ? momentReader(value, text, by)
      : (row, problems) => {
          const written = text(row);
          return written === undefined ? undefined : coerce(written, kind, value.decimal, problems);
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

/** Compiles the columns of an id: their texts, joined so that no two rows' ids can be confused. */
export const compileId = (
  columns: readonly Column[],
  by: Compiling,
): ((row: Row, problems: string[]) => string | undefined) => {
  const readers = columns.map((column) => ({ column, text: textReader(column, [], by) }));
  return (row, problems) => {
    const parts = readers.map(({ column, text }) => {
      const written = text(row);
      if (written === undefined) problems.push(`column ${column} is empty`);
      return written ?? '';
    });
    if (problems.length > 0) return undefined;
    // A slash joins; one inside a part is spelt %2F, so ('a/b', 'c') is not ('a', 'b/c').
    return parts.length === 1
      ? parts[0]
      : parts.map((part) => part.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
  };
};
