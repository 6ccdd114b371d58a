/** Which date patterns the texts of a column follow, and what decides between day-first and month-first. */
import { compilePattern } from '../../shared/core/import/date-patterns.ts';

/** What a column's texts say about their dates. Values are counted as often as they stand in the file. */
export interface DateEvidence {
  /** Patterns in the order in which a map should try them, with how many values each one reads. */
  patterns: { pattern: string; count: number }[];
  /** Values that no pattern reads. */
  unread: number;
  /** Where day and month could be taken for each other: values that only fit one way, or either. */
  order?: { dayFirst: number; monthFirst: number; either: number };
  /** Values whose two-digit year may as well stand first, where nothing speaks against it: `24-03-15`. */
  yearFirst?: number;
  /** True if values have a time of day. */
  timed: boolean;
  /** True if some of those say no offset: they are read in a zone. */
  local: boolean;
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const dateShape = new RegExp(
  String.raw`^(\d{1,4})([/.\- ])(\d{1,2}|${months})\2(\d{4}|\d{2})(?:(T| +)(\d{1,2}):(\d{2})(:\d{2})?([.,]\d{1,9})?( ?[ap]\.?m\.?)?)?( ?)(Z|[+-]\d{2}:?\d{2})?$`,
  'i',
);

const clockOf = (match: RegExpExecArray): string => {
  const [, , , , , gap, hour = '', , seconds, fraction, half, space, zone] = match;
  if (!gap) return '';
  const letter = half ? 'h' : 'H';
  const clock = `${hour.length === 2 ? letter.repeat(2) : letter}:mm${seconds ? ':ss' : ''}`;
  const rest = `${fraction ? `${fraction[0]}SSS` : ''}${half ? `${half.startsWith(' ') ? ' ' : ''}a` : ''}`;
  return `${gap === 'T' ? "'T'" : gap}${clock}${rest}${zone ? `${space}XXX` : ''}`;
};

type Order = 'ymd' | 'dmy' | 'mdy';
interface Shape {
  separator: string;
  clock: string;
  /** The candidates, as patterns: one, or two where the order is open. */
  candidates: Partial<Record<Order, string>>;
}

/** The patterns that a text may follow by its looks; `undefined` for what is no date with separators. */
const shapeOf = (text: string): Shape | undefined => {
  const match = dateShape.exec(text);
  if (!match) return undefined;
  const [, first = '', separator = '', second = '', third = ''] = match;
  const clock = clockOf(match);
  const named = /[a-z]/i.test(second);
  const month = named ? 'MMM' : second.length === 2 ? 'MM' : 'M';
  const pattern = (...parts: string[]) => `${parts.join(separator)}${clock}`;
  if (first.length === 4) {
    const day = third.length === 2 ? 'dd' : 'd';
    return { separator, clock, candidates: { ymd: pattern('yyyy', month, day) } };
  }
  if (first.length > 2) return undefined;
  const year = third.length === 4 ? 'yyyy' : 'yy';
  const dmy = pattern(first.length === 2 ? 'dd' : 'd', month, year);
  if (named) return { separator, clock, candidates: { dmy } };
  const mdy = pattern(first.length === 2 ? 'MM' : 'M', second.length === 2 ? 'dd' : 'd', year);
  return { separator, clock, candidates: { dmy, mdy } };
};

const readers = new Map<string, ReturnType<typeof compilePattern>>();
/** True if a pattern reads a text. */
export const reads = (pattern: string, text: string): boolean => {
  const reader = readers.get(pattern) ?? compilePattern(pattern);
  readers.set(pattern, reader);
  return reader(text) !== undefined;
};

/** Texts without separators, which are dates only if the column's name says so. */
const compact = ['yyyyMMddHHmmss', 'yyyyMMdd', 'epoch-milliseconds', 'epoch-seconds'] as const;
const compactOf = (text: string): string | undefined => {
  const width = { 8: 'yyyyMMdd', 14: 'yyyyMMddHHmmss', 10: 'epoch-seconds', 13: 'epoch-milliseconds' }[text.length];
  return width && /^\d+$/.test(text) && reads(width, text) ? width : undefined;
};

/** A shorter token reads what its padded one reads too: `d/M/yyyy` stands for `dd/MM/yyyy` where both occur. */
const loosen = (patterns: readonly string[]): string[] => {
  const loose = (pattern: string) =>
    pattern
      .replace(/dd/, 'd')
      .replace(/MM(?!M)/, 'M')
      .replace(/HH/, 'H')
      .replace(/hh/, 'h');
  const groups = Map.groupBy(patterns, loose);
  return [...groups].flatMap(([key, same]) => (same.length === 1 ? same : [key]));
};

/**
 * How many values have a two-digit year that may stand first. Days differ more than years do: it stands last where the
 * first number has more values than the last, or where the last cannot be a day.
 */
const countYearFirst = (values: ReadonlyMap<string, number>): number => {
  const [firsts, lasts] = [new Set<string>(), new Set<string>()];
  let found = 0;
  for (const [text, count] of values) {
    const [date, first = '', separator = '', last = ''] = /^(\d{2})([/.\- ])\d{1,2}\2(\d{2})(?!\d)/.exec(text) ?? [];
    if (date === undefined) continue;
    if (!reads(`yy${separator}M${separator}dd`, date)) return 0;
    firsts.add(first);
    lasts.add(last);
    found += count;
  }
  return lasts.size >= firsts.size ? found : 0;
};

/**
 * Reads a column's values as dates.
 * @param values each text, with how often it stands there
 * @param saysDate the column's name says that it holds dates: digits alone may then be one
 */
export const readDates = (values: ReadonlyMap<string, number>, saysDate: boolean): DateEvidence => {
  const byPattern = new Map<string, number>();
  const order = { dayFirst: 0, monthFirst: 0, either: 0 };
  const open = new Set<string>();
  const add = (pattern: string, count: number) => byPattern.set(pattern, (byPattern.get(pattern) ?? 0) + count);
  let unread = 0;
  for (const [text, count] of values) {
    if (reads('iso', text)) {
      add('iso', count);
      continue;
    }
    const shape = shapeOf(text);
    const { ymd, dmy, mdy } = shape?.candidates ?? {};
    const fits = [ymd, dmy, mdy].filter((pattern) => pattern !== undefined && reads(pattern, text));
    if (fits.length === 0) {
      const digits = saysDate ? compactOf(text) : undefined;
      if (digits) add(digits, count);
      else unread += count;
      continue;
    }
    if (dmy && mdy) {
      const key = fits.length === 2 ? 'either' : fits[0] === dmy ? 'dayFirst' : 'monthFirst';
      order[key] += count;
      if (fits.length === 2) open.add(text);
    }
    if (fits.length === 1 && fits[0]) add(fits[0], count);
  }
  const mdyWins = order.monthFirst > order.dayFirst;
  for (const text of open) {
    const { dmy = '', mdy = '' } = shapeOf(text)?.candidates ?? {};
    add(mdyWins ? mdy : dmy, values.get(text) ?? 0);
  }
  const kept = loosen([...byPattern.keys()]);
  const patterns = kept
    .map((pattern) => ({
      pattern,
      count: [...values].reduce((sum, [text, count]) => sum + (reads(pattern, text) ? count : 0), 0),
    }))
    .sort((one, two) => two.count - one.count);
  const yearFirst = countYearFirst(values);
  const clocks = [...values.keys()].filter((text) => /\d:\d\d/.test(text));
  return {
    patterns,
    unread,
    local: clocks.some((text) => !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)),
    ...(order.dayFirst + order.monthFirst + order.either > 0 && { order }),
    ...(yearFirst > 0 && { yearFirst }),
    timed: clocks.length > 0 || [...values.keys()].some((text) => /^(?:\d{10}|\d{13,14})$/.test(text)),
  };
};

/** The other reading of a pattern whose order is open. */
export const swapped = (pattern: string): string =>
  pattern.replace(
    /^(d{1,2}|M{1,2})(.)(M{1,2}|d{1,2})\2/,
    (_, first: string, separator: string, second: string) => `${second}${separator}${first}${separator}`,
  );

export const isCompact = (pattern: string): boolean => (compact as readonly string[]).includes(pattern);
