/** Dates of columns, with times of others, plus or minus durations: as moments of the contract. */
import { addDays, instantAt } from '../time/calendar.ts';
import { compilePattern, type DateReader, type Parsed } from './date-patterns.ts';
import type { Column, ColumnValue, Span } from './map-schema.ts';
import { type Compiling, parseNumber, shorten, textReader, type ValueReader } from './read-text.ts';
import type { Row } from './row.ts';

const minuteMs = 60_000;
const spanMs = { seconds: 1000, minutes: minuteMs, hours: 60 * minuteMs, days: 1440 * minuteMs } as const;

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
export const momentReader = (
  value: ColumnValue,
  text: (row: Row) => string | undefined,
  by: Compiling,
): ValueReader => {
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
