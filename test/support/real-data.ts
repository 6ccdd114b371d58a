/** Public files that nobody on this project made; where they lie is told by HOSHIN_DATA, else beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const folder = process.env.HOSHIN_DATA ?? join(import.meta.dirname, '../../../shared/data');

export const hasRealData = existsSync(join(folder, 'README.md'));
if (!hasRealData) console.warn(`Unproven: no real files at ${folder}. HOSHIN_DATA says where they are.`);

/** Where a real file lies. */
export const realFile = (name: string): string => join(folder, name);

export const readReal = (name: string): string => gunzipSync(readFileSync(realFile(name))).toString('utf8');

/** Rows of a CSV with a header; every field a text. */
export const readRealCsv = (name: string): Record<string, string>[] =>
  parse(readReal(name), { columns: true, bom: true });
