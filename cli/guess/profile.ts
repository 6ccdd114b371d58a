/** What stands in the columns of a file: how many are filled, what repeats, and what the texts could be read as. */
import { type DateEvidence, readDates } from './date-shapes.ts';

/** A column of the rows that were looked at. */
export interface Profile {
  name: string;
  /** As a map names it: by its header, or by its number where there is none. */
  column: string | number;
  rows: number;
  filled: number;
  /** Different texts; counted up to a bound, above which it is only known to be more. */
  distinct: number;
  /** Each text and how often it stands there; without the texts that mean none. At most `distinctBound` of them. */
  values: ReadonlyMap<string, number>;
  /** Texts that by their looks mean "no value", with counts. */
  sentinels: { text: string; count: number }[];
  dates: DateEvidence;
  numbers: { whole: number; fraction: number; decimalComma: number; least: number; most: number };
  /** The longest text. */
  longest: number;
}

const distinctBound = 20_000;

/** What people and programs write where nothing is known. Compared in lower case. */
const meaningNone = new Set([
  ...[
    'n/a',
    'na',
    '#n/a',
    '#na',
    'n.a.',
    'n/d',
    'n.d.',
    's/d',
    'k.a.',
    'nil',
    'null',
    '(null)',
    '<null>',
    '\\n',
    'nan',
    'none',
  ],
  ...[
    '-',
    '--',
    '---',
    '—',
    '–',
    '.',
    '?',
    '??',
    'unknown',
    'unspecified',
    'undefined',
    'not available',
    'not applicable',
  ],
  ...[
    'unbekannt',
    'keine angabe',
    'inconnu',
    'inconnue',
    'non renseigné',
    'desconocido',
    'desconhecido',
    'sconosciuto',
    'onbekend',
    'nieznany',
    'brak',
  ],
  ...[
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00.00.0000',
    '9999-12-31',
    '31.12.9999',
    '12/31/9999',
    '1900-01-01',
    '01.01.1900',
    '1970-01-01',
  ],
]);

const number = /^[+-]?\d+$/;
const fraction = /^[+-]?\d*\.\d+$/;
const comma = /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$|^[+-]?\d{1,3}(,\d{3})+$|^[+-]?\d+,\d+$/;

const readNumbers = (values: ReadonlyMap<string, number>): Profile['numbers'] => {
  const found = {
    whole: 0,
    fraction: 0,
    decimalComma: 0,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
  };
  for (const [text, count] of values) {
    const kind = number.test(text)
      ? 'whole'
      : fraction.test(text)
        ? 'fraction'
        : comma.test(text)
          ? 'decimalComma'
          : undefined;
    if (!kind) continue;
    found[kind] += count;
    const value = Number(kind === 'decimalComma' ? text.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.') : text);
    found.least = Math.min(found.least, value);
    found.most = Math.max(found.most, value);
  }
  return found;
};

const saysDate = (name: string): boolean =>
  /date|datum|fecha|data\b|dato\b|time|zeit|heure|hora|ora\b|timestamp|_at$|_dt$|_ts$|At$|termin|dzień|when/i.test(
    name,
  );

/** Texts of a cell as the map will read it. */
const textOf = (cell: unknown): string =>
  cell === undefined || cell === null ? '' : (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).trim();

/** Looks at every cell of a column. */
export const profileColumn = (name: string, column: string | number, cells: Iterable<unknown>): Profile => {
  const values = new Map<string, number>();
  let rows = 0;
  let filled = 0;
  let longest = 0;
  let more = 0;
  for (const cell of cells) {
    rows += 1;
    const text = textOf(cell);
    if (text === '') continue;
    filled += 1;
    longest = Math.max(longest, text.length);
    const seen = values.get(text);
    if (seen !== undefined || values.size < distinctBound) values.set(text, (seen ?? 0) + 1);
    else more += 1;
  }
  const distinct = values.size + more;
  const sentinels = [...values]
    .filter(([text]) => meaningNone.has(text.toLowerCase()))
    .map(([text, count]) => ({ text, count }))
    .sort((one, two) => two.count - one.count);
  for (const { text } of sentinels) values.delete(text);
  return {
    ...{ name, column, rows, filled, distinct, values, sentinels, longest },
    dates: readDates(values, saysDate(name)),
    numbers: readNumbers(values),
  };
};

const counted = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((sum, count) => sum + count, 0);

/** The share of a column's values (those that mean none aside) that are dates; 0 for an empty column. */
export const dateShare = ({ dates, values }: Profile): number => {
  const all = counted(values);
  return all === 0 ? 0 : (all - dates.unread) / all;
};

/** The share of values that are whole numbers. */
export const wholeShare = ({ numbers, values }: Profile): number => {
  const all = counted(values);
  return all === 0 ? 0 : numbers.whole / all;
};

/** The share of values that are numbers of any kind. */
export const numberShare = ({ numbers, values }: Profile): number => {
  const all = counted(values);
  return all === 0 ? 0 : (numbers.whole + numbers.fraction + numbers.decimalComma) / all;
};
