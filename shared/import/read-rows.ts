/**
 * The rows of a file, one at a time: CSV, NDJSON, a JSON array, or a sheet of an Excel workbook. Memory does not grow with
 * the file, workbooks aside.
 */
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import parser from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import type { FileMap } from '../core/import/map-schema.ts';
import type { BrokenRow, Columns, Row } from '../core/import/row.ts';
import { byMark, detectEncoding } from './detect-encoding.ts';
import { type FileInput, firstBytes, readText } from './open-file.ts';
import { readSheet } from './read-sheet.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Longer than any event may be: a quote that is never closed must not swallow the file. */
const longestRow = 256 * 1024;

type Format = NonNullable<FileMap['format']>;

/** A file's rows, after its columns are known. */
export interface OpenedRows {
  columns: Columns;
  /** How the text was read; absent for a workbook. `doubtful` where that is a guess that somebody should see. */
  encoding?: { encoding: string; doubtful: boolean };
  rows: AsyncGenerator<Row | BrokenRow>;
}

/** The format by the file's name, `.gz` aside. */
const formatOf = (path: string): Format | undefined => {
  const extension = /\.([a-z]+)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  const formats: Record<string, Format> = {
    csv: 'csv',
    tsv: 'csv',
    txt: 'csv',
    ndjson: 'ndjson',
    jsonl: 'ndjson',
    json: 'json',
    xlsx: 'xlsx',
    xlsm: 'xlsx',
  };
  return extension ? formats[extension] : undefined;
};

const csvFailure = (path: string, error: CsvError): UnreadableFile =>
  new UnreadableFile(
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? `${path}: a row is longer than ${longestRow / 1024} KiB, near line ${error.lines ?? '?'}: a quote may not be closed; say csv: { quote: none } if quotes are plain text in this file`
      : `${path}: ${error.message.replace(/, value is ".*"$/s, '')}. If quotes are plain text in this file, say csv: { quote: none } in the map`,
  );

async function* readCsv(file: FileInput, text: AsyncIterable<string>, map: FileMap): AsyncGenerator<Row | BrokenRow> {
  const records = Readable.from(text).compose(
    parse({
      delimiter: map.csv.delimiter,
      quote: map.csv.quote === 'none' ? null : map.csv.quote,
      // Longest first: CR-CR-LF, CR-LF, LF, and the CR of old Macs, all in one file if need be.
      record_delimiter: ['\r\r\n', '\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: longestRow,
    }),
  );
  let number = 0;
  let filled = 0;
  let width: number | undefined;
  try {
    for await (const cells of records as AsyncIterable<string[]>) {
      number += 1;
      // An empty line is no row, but counts, as in a spreadsheet.
      if (cells.length === 1 && cells[0] === '') continue;
      filled += 1;
      if (filled <= map.csv.skip) continue;
      width ??= cells.length;
      yield cells.length === width
        ? { number, cells }
        : { number, broken: `has ${cells.length} columns where the first line has ${width}`, cells };
    }
  } catch (error) {
    throw (error instanceof Error && 'code' in error && String(error.code).includes('_QUOTE')) ||
      (error as CsvError).code === 'CSV_MAX_RECORD_SIZE'
      ? csvFailure(file.name, error as CsvError)
      : error;
  }
}

const asRow = (number: number, value: unknown): Row | BrokenRow =>
  typeof value === 'object' && value !== null
    ? { number, cells: value as Row['cells'] }
    : { number, broken: 'is not an object', cells: value };

async function* readNdjson(file: FileInput, text: AsyncIterable<string>): AsyncGenerator<Row | BrokenRow> {
  let number = 0;
  for await (const line of readLines(file.name, text)) {
    number += 1;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      // Not what the engine says: it may quote the line, and reasons are listed and counted.
      yield { number, broken: 'is not JSON', cells: line };
      continue;
    }
    yield asRow(number, value);
  }
}

async function* readLines(path: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestRow)
      throw new UnreadableFile(`${path}: a line is longer than ${longestRow / 1024} KiB: is it NDJSON?`);
  }
  if (rest) yield rest;
}

async function* readJson(file: FileInput, text: AsyncIterable<string>): AsyncGenerator<Row | BrokenRow> {
  const items = Readable.from(text).compose(parser.asStream()).compose(streamArray.asStream());
  let number = 0;
  try {
    for await (const { value } of items as AsyncIterable<{ value: unknown }>) {
      number += 1;
      yield asRow(number, value);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(
      `${file.name}: is not a JSON array of objects, after its item ${number}: ${(error as Error).message}`,
    );
  }
}

/** The beginnings of what is no text, whatever the file is called. */
const zipMagic = 'PK\x03\x04';
const ole2Magic = '\xd0\xcf\x11\xe0';

/** What the file is: as the map says, else as its bytes do, else its name. Throws UnreadableFile where nothing tells. */
const findFormat = async (file: FileInput, map: FileMap): Promise<Format> => {
  const magic = (await firstBytes(file, ole2Magic.length)).toString('latin1', 0, ole2Magic.length);
  if (magic === ole2Magic)
    throw new UnreadableFile(
      `${file.name} is an old Excel file (.xls), or one with a password: save it as an Excel workbook (.xlsx) without a password, or as CSV`,
    );
  const format = map.format ?? (magic === zipMagic ? 'xlsx' : formatOf(file.name));
  if (!format)
    throw new UnreadableFile(
      `${file.name}: its name does not tell the format: give the map's format (csv, ndjson, json or xlsx)`,
    );
  if ((format === 'xlsx') !== (magic === zipMagic))
    throw new UnreadableFile(
      format === 'xlsx'
        ? `${file.name} is no Excel workbook, whatever its name says: give the map's format (csv, ndjson or json)`
        : `${file.name} is an Excel workbook or another ZIP archive, not ${format}`,
    );
  return format;
};

/** The first row names the columns. */
const takeHeader = async (
  file: FileInput,
  rows: AsyncGenerator<Row | BrokenRow>,
  map: FileMap,
): Promise<readonly string[] | undefined> => {
  if (!map.csv.header) return undefined;
  const first = await rows.next();
  if (first.done || 'broken' in first.value) throw new UnreadableFile(`${file.name} is empty: it has no header`);
  return (first.value.cells as readonly unknown[]).map((name) => String(name ?? '').trim());
};

/** The encoding that the map names; refused where a byte-order mark proves another, since that may read without an error. */
const takeEncoding = async (file: FileInput, encoding: string): Promise<OpenedRows['encoding'] & object> => {
  const marked = byMark(await firstBytes(file, 3));
  if (marked && marked !== encoding)
    throw new UnreadableFile(
      `${file.name} begins with the mark of ${marked}, and the map's encoding is ${encoding}: leave the encoding out of the map, the file tells it`,
    );
  return { encoding, doubtful: false };
};

/** Opens a file as its map says; a header is read, so that the columns are known. Throws UnreadableFile. */
export const openRows = async (file: FileInput, map: FileMap): Promise<OpenedRows> => {
  const format = await findFormat(file, map);
  if (format === 'xlsx') {
    const rows = readSheet(file, map.sheet, map.csv.skip);
    return { columns: { kind: 'sheet', header: await takeHeader(file, rows, map) }, rows };
  }
  const encoding = map.encoding ? await takeEncoding(file, map.encoding) : await detectEncoding(file);
  const text = readText(file, encoding.encoding);
  if (format === 'ndjson') return { columns: { kind: 'json' }, encoding, rows: readNdjson(file, text) };
  if (format === 'json') return { columns: { kind: 'json' }, encoding, rows: readJson(file, text) };
  const rows = readCsv(file, text, map);
  return { columns: { kind: 'csv', header: await takeHeader(file, rows, map) }, encoding, rows };
};
