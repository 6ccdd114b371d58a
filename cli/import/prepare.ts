/** What an import needs before its first row, sent or not: the map, the source that speaks, the file, the company's zone. */
import { stat } from 'node:fs/promises';
import { SourceId } from '../../events/source-id.ts';
import type { ImportMap } from '../../shared/core/import/map-schema.ts';
import { compileMap, type EventContext } from '../../shared/import/map-row.ts';
import type { OpenedRows } from '../../shared/import/read-rows.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { Connection } from '../connect.ts';
import { usage } from '../failure.ts';
import { readInput } from '../read-input.ts';
import { formatProblem } from '../read-yaml.ts';
import { readMap } from './read-map.ts';

/** Reads and checks a map; bad usage, with every problem, if it cannot be used. */
export const loadMap = async (file: string): Promise<{ map: ImportMap; text: string }> => {
  const text = await readInput(file);
  const result = readMap(file, text);
  if (!result.ok) throw usage(`The map cannot be used:\n${result.problems.map(formatProblem).join('\n')}`);
  return { map: result.source.value, text };
};

/** The source that speaks: as asked for, else as the map says. */
export const sourceOf = (map: ImportMap, option: string | undefined, mapFile: string): string => {
  const source = option ?? map.source;
  if (!source) throw usage(`Which source speaks? Give it in ${mapFile} (source: erp-lyon) or with --source.`);
  if (!SourceId.safeParse(source).success) throw usage(`'${source}' is not a source id, for example erp-lyon.`);
  return source;
};

/** Fits a map to the columns of an opened file. */
export const compile = (file: string, map: ImportMap, rows: OpenedRows, context: EventContext) => {
  const compiled = compileMap(map, rows.columns, context);
  if (!compiled.ok)
    throw usage(`The map does not fit ${file}:\n${compiled.problems.map((line) => `  ${line}`).join('\n')}`);
  return compiled.map;
};

/** The zone that the policy counts days in. */
export const companyZone = async ({ board }: Connection): Promise<string> =>
  (await loadEpochs(board)).current.policy.timeZone;

/** Says on the error output how the file's text was read, where that is a guess. */
export const sayEncoding = (file: string, { encoding }: OpenedRows): void => {
  if (encoding?.doubtful)
    process.stderr.write(
      `${file} does not say its encoding, and is not UTF-8: it is read as ${encoding.encoding}. The map's \`encoding\` says otherwise.\n`,
    );
};

/** Size and time of the file to import; bad usage where there is none. */
export const statFile = async (file: string) => {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw usage(`There is no file ${file}.`);
  if (found.isDirectory()) throw usage(`${file} is a folder: name a file in it.`);
  return found;
};
