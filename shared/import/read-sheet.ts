/** The rows of a sheet of an Excel workbook. Only the sheet is read as a stream; the packed file is held whole. */
import type { BrokenRow, Row } from '../core/import/row.ts';
import { type FileInput, readBytes } from './open-file.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { zipSizes } from './zip-sizes.ts';

/**
 * Larger ones are better sent as CSV, which is read as it comes. Texts are what costs memory: each different one about a
 * kilobyte while it is parsed, however short. 48 MiB of short ones just fit what intake has.
 */
const sheetLimits = { fileMiB: 64, unpackedMiB: 512, textsMiB: 48 } as const;

const mib = 1024 * 1024;

const tooLarge = (file: FileInput, what: string, least: number, most: number) =>
  new UnreadableFile(
    `${file.name}: ${what} ${Math.ceil(least / mib)} MiB; the limit is ${most} MiB. Save the sheet as CSV: files of any length can be imported`,
  );

/** The whole file, or a clear refusal. */
const hold = async (file: FileInput): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readBytes(file)) {
    bytes += chunk.byteLength;
    if (bytes > sheetLimits.fileMiB * mib)
      throw tooLarge(file, 'the workbook has more than', bytes, sheetLimits.fileMiB);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const checkSizes = (file: FileInput, archive: Buffer) => {
  const sizes = zipSizes(archive);
  if (!sizes) throw new UnreadableFile(`${file.name} is no whole Excel workbook: the file may be cut off`);
  if (!sizes.has('[Content_Types].xml'))
    throw new UnreadableFile(`${file.name} is a ZIP archive, but no Excel workbook (.xlsx)`);
  const unpacked = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (unpacked > sheetLimits.unpackedMiB * mib)
    throw tooLarge(file, 'the workbook unpacks to', unpacked, sheetLimits.unpackedMiB);
  const texts = [...sizes].reduce((sum, [name, size]) => (/sharedstrings\.xml$/i.test(name) ? sum + size : sum), 0);
  if (texts > sheetLimits.textsMiB * mib)
    throw tooLarge(file, 'the texts of the workbook unpack to', texts, sheetLimits.textsMiB);
};

const pad = (value: number) => String(value).padStart(2, '0');

/**
 * A date cell as the sheet shows it, without a zone: a day where it is midnight, a day and a time, or a time alone
 * (Excel keeps those as fractions of its first day; durations go on past 24:00).
 */
const dateText = (date: Date): string => {
  // Excel's fractions of a day miss the second by some milliseconds.
  const at = Math.round(date.getTime() / 1000) * 1000;
  const year = new Date(at).getUTCFullYear();
  if (year < 1905) {
    const seconds = (at - (year === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 31))) / 1000;
    return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  }
  const text = new Date(at).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
};

const cellText = (value: unknown): unknown =>
  value instanceof Date ? (Number.isNaN(value.getTime()) ? null : dateText(value)) : value;

/** The names of a workbook's sheets, hidden ones too. */
const sheetNames = async (archive: Buffer): Promise<string[]> => {
  const { readXlsx } = await import('hucre/xlsx');
  const names: string[] = [];
  await readXlsx(archive, {
    sheets: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  return names;
};

const findSheet = (file: FileInput, names: readonly string[], wanted: string | number): number => {
  const index = typeof wanted === 'number' ? wanted - 1 : names.indexOf(wanted);
  if (names[index] === undefined)
    throw new UnreadableFile(
      `${file.name} has no sheet ${typeof wanted === 'number' ? wanted : `'${wanted}'`}; it has ${names.map((name, at) => `${at + 1} '${name}'`).join(', ')}`,
    );
  return index;
};

/**
 * Reads a sheet by its name, or its number from 1. Rows without any value are left out; a row that is shorter than the
 * first one is filled up, since a sheet does not store what is empty. Formulas give the values that were saved with them.
 * Throws UnreadableFile.
 */
export async function* readSheet(file: FileInput, wanted: string | number, skip = 0): AsyncGenerator<Row | BrokenRow> {
  const archive = await hold(file);
  checkSizes(file, archive);
  const { streamXlsxRows } = await import('hucre/xlsx');
  try {
    const sheet = findSheet(file, await sheetNames(archive), wanted);
    let width: number | undefined;
    let filled = 0;
    for await (const { index, values } of streamXlsxRows(archive, { sheet })) {
      const cells = values.map(cellText);
      while (cells.length > (width ?? 0) && (cells.at(-1) ?? '') === '') cells.pop();
      if (cells.every((cell) => (cell ?? '') === '')) continue;
      filled += 1;
      if (filled <= skip) continue;
      width ??= cells.length;
      const number = index + 1;
      if (cells.length > width)
        yield { number, broken: `has ${cells.length} columns where the first row has ${width}`, cells };
      else yield { number, cells: [...cells, ...Array<null>(width - cells.length).fill(null)] };
    }
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof Error)) throw error;
    // Damage shows in many ways: in the archive, in the XML, in a number that points nowhere.
    throw new UnreadableFile(`${file.name} cannot be read as an Excel workbook: ${error.message}`);
  }
}
