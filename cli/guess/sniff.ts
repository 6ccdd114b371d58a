/** How a file is built, by its beginning: format, delimiter, quotes, header. */
import { parse } from 'csv-parse/sync';
import { detectEncoding } from '../../shared/import/detect-encoding.ts';
import { type FileInput, firstBytes } from '../../shared/import/open-file.ts';

export interface Layout {
  format: 'csv' | 'ndjson' | 'json' | 'xlsx';
  encoding?: { encoding: string; doubtful: boolean };
  /** Only for CSV. */
  delimiter: string;
  quote: '"' | 'none';
  header: boolean;
  /** Filled rows before the header: titles and notes. */
  skip: number;
}

const headBytes = 256 * 1024;
const headRows = 500;
const delimiters = [',', ';', '\t', '|'] as const;

type Read = { rows: string[][]; width: number; even: number };

/** The rows that a delimiter makes, and how many have the width of the most. */
const readAs = (text: string, delimiter: string, quote: '"' | null): Read | undefined => {
  try {
    const rows = parse(text, {
      ...{ delimiter, quote, to: headRows },
      record_delimiter: ['\r\r\n', '\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
    const widths = Map.groupBy(rows, (row) => row.length);
    const [width = 0, even = []] = [...widths].sort((one, two) => two[1].length - one[1].length)[0] ?? [];
    return { rows, width, even: rows.length === 0 ? 0 : even.length / rows.length };
  } catch {
    return undefined;
  }
};

interface Candidate extends Read {
  delimiter: string;
  quote: '"' | 'none';
}

const readCsv = (text: string): Candidate | undefined => {
  const read = (marks: readonly string[]) =>
    marks.flatMap((delimiter): Candidate[] => {
      const quoted = readAs(text, delimiter, '"');
      const plain = quoted ? undefined : readAs(text, delimiter, null);
      const found = quoted ?? plain;
      return found && found.width > 1 ? [{ ...found, delimiter, quote: quoted ? '"' : 'none' }] : [];
    });
  const best = (candidates: Candidate[]) =>
    candidates.sort((one, two) => two.even - one.even || two.width - one.width)[0];
  // A space parts words too: it counts only where nothing else does.
  const found =
    best(read(delimiters).filter(({ even }) => even > 0.8)) ?? best(read([' ']).filter(({ even }) => even > 0.95));
  if (found) return found;
  const one = readAs(text, ',', '"') ?? readAs(text, ',', null);
  return one && { ...one, delimiter: ',', quote: '"' };
};

const isName = (cell: string) =>
  /\p{L}/u.test(cell) && cell.length <= 80 && !/^\d{4}-\d\d|^\d{1,2}[/.]\d{1,2}[/.]/.test(cell);
const isFigure = (cell: string) => /^[+-]?[\d.,:/ -]*\d[\d.,:/ -]*([ap]m)?$/i.test(cell.trim());

const mostLead = 20;

/** Rows before the table begins: they fill a cell or two where the others fill many. */
export const countLead = (rows: readonly (readonly unknown[])[]): number => {
  const filled = rows.map((row) => row.filter((cell) => String(cell ?? '').trim() !== '').length);
  const sorted = [...filled].sort((one, two) => one - two);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const few = Math.max(1, Math.floor(usual / 3));
  const begins = filled.findIndex((cells) => cells > few);
  return begins > 0 && begins <= mostLead && usual > few ? begins : 0;
};

/** True if the first row names the columns: names, none twice, and what stands below is of another kind or never repeats them. */
export const looksLikeHeader = (rows: readonly (readonly unknown[])[]): boolean => {
  const [first = [], ...rest] = rows.map((row) => row.map((cell) => String(cell ?? '').trim()));
  const named = first.filter((cell) => cell !== '');
  if (named.length < first.length / 2 || !named.every(isName) || new Set(named).size !== named.length) return false;
  if (rest.length === 0) return true;
  const differs = first.filter((_, column) => {
    const below = rest.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    return below.length > 0 && below.filter(isFigure).length > below.length / 2;
  }).length;
  const repeated = first.filter((cell, column) => cell !== '' && rest.some((row) => row[column] === cell)).length;
  return repeated === 0 || differs > repeated;
};

/** Looks at the beginning of a file. Throws UnreadableFile where its bytes are damaged. */
export const sniff = async (file: FileInput): Promise<Layout> => {
  const layout = { delimiter: ',', quote: '"', header: true, skip: 0 } as const;
  const head = await firstBytes(file, headBytes);
  const magic = head.toString('latin1', 0, 4);
  // An old workbook is refused, with what to do, where it is opened.
  if (magic === 'PK\x03\x04' || magic === '\xd0\xcf\x11\xe0') return { ...layout, format: 'xlsx' };
  const encoding = await detectEncoding(file);
  const decoded = new TextDecoder(encoding.encoding).decode(head);
  const begins = decoded.trimStart().slice(0, 1);
  if (begins === '[') return { ...layout, encoding, format: 'json' };
  if (begins === '{') return { ...layout, encoding, format: 'ndjson' };
  // What was cut off in the middle of a row says nothing.
  const lastEnd = Math.max(decoded.lastIndexOf('\n'), decoded.lastIndexOf('\r'));
  const text = head.length < headBytes || lastEnd < 0 ? decoded : decoded.slice(0, lastEnd);
  const csv = readCsv(text);
  if (!csv) return { ...layout, encoding, format: 'csv' };
  const { delimiter, quote, rows } = csv;
  const skip = countLead(rows);
  return { format: 'csv', encoding, delimiter, quote, skip, header: looksLikeHeader(rows.slice(skip)) };
};
