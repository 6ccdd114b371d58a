/** `hoshin import FILE --guess`: proposes a map, shows what it saw, asks, writes the map, and goes on with it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { RecordType } from '../../events/record-types.ts';
import { SourceId } from '../../events/source-id.ts';
import { Failure, usage } from '../failure.ts';
import { diskFile } from '../import/disk-file.ts';
import { loadMap, statFile } from '../import/prepare.ts';
import { readMap } from '../import/read-map.ts';
import { formatProblem } from '../read-yaml.ts';
import { guessMap } from './guess-map.ts';
import { readSample } from './read-sample.ts';
import { columnTable, describeLayout, describeTrial } from './show-guess.ts';
import { sniff } from './sniff.ts';
import { tryMap } from './try-map.ts';
import { writeMap } from './write-map.ts';

export interface GuessOptions {
  source?: string;
  /** Where the map goes. */
  out?: string;
  type?: RecordType;
  sheet?: string | number;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** The file's name without what says how it is packed. */
const stem = (file: string) =>
  basename(file)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]+$/, '');

const sourceFrom = (file: string): string => {
  const slug = stem(file)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '');
  return SourceId.safeParse(slug).success ? slug : 'import';
};

const formatByName = (file: string, format: string): boolean =>
  ({
    csv: /\.(csv|tsv|txt)(\.gz)?$/i,
    ndjson: /\.(ndjson|jsonl)(\.gz)?$/i,
    json: /\.json(\.gz)?$/i,
    xlsx: /\.xls[xm](\.gz)?$/i,
  })[format]?.test(file) ?? false;

/** The proposed map, and what a person should see of it. Throws Failure where nothing can be proposed. */
export const propose = async (file: string, options: GuessOptions): Promise<{ text: string; seen: string }> => {
  const { mtime } = await statFile(file);
  const input = diskFile(file);
  const sample = await readSample(input, await sniff(input), options.sheet);
  if (sample.rows.length === 0) throw new Failure(`${file} has no rows to guess from.`);
  const guess = guessMap(sample, options.type);
  if (guess.type === undefined)
    throw new Failure(
      `${describeLayout(sample)}.\n\n${columnTable(guess.profiles, undefined)}\n\nNothing here says what the rows are: say --type delivery, inspection, complaint or response.`,
      2,
    );
  const { format } = sample.layout;
  const text = writeMap(guess, sample, {
    ...{ file, sheet: options.sheet, formatByName: formatByName(file, format) },
    source: options.source ?? sourceFrom(file),
  });
  const read = readMap('the proposed map', text);
  const trial = read.ok ? tryMap(read.source.value, sample, mtime) : undefined;
  const certain = guess.fields.some(({ sure }) => sure) || guess.type === 'response';
  const verdict = trial
    ? describeTrial(trial)
    : certain && !read.ok
      ? `The map is not complete:\n${read.problems.map(formatProblem).join('\n')}`
      : 'No field is certain: nothing can be imported with this map as it stands.';
  const doubt = guess.typeSure ? '' : ' (not sure)';
  return {
    text,
    seen: `${describeLayout(sample)}.\n\n${columnTable(guess.profiles, guess)}\n\nType: ${guess.type}${doubt}. ${verdict}`,
  };
};

/** Opens the person's own editor; bad usage if none is named. */
const edit = (path: string) => {
  const editor = process.env.VISUAL ?? process.env.EDITOR;
  if (!editor)
    throw usage(`No editor is named by $EDITOR. The map is in ${path}: change it, then import with --map ${path}.`);
  // As git does: $EDITOR may have arguments of its own.
  const { status } = spawnSync('sh', ['-c', `${editor} "$1"`, 'sh', path], { stdio: 'inherit' });
  if (status !== 0) throw new Failure(`${editor} ended with ${status}. The map is in ${path}.`);
};

/** Asks until the answer is one of these; the first letter is enough. */
const ask = async (question: string): Promise<'yes' | 'edit' | 'no'> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const answer = (await terminal.question(question)).trim().toLowerCase();
      if (/^y(es)?$/.test(answer)) return 'yes';
      if (/^e(dit)?$/.test(answer)) return 'edit';
      if (/^no?$/.test(answer) || answer === '') return 'no';
    }
  } finally {
    terminal.close();
  }
};

/**
 * Guesses and asks. Without a terminal nothing is asked and nothing imported: the map goes to the standard output, or
 * to `out`.
 * @returns the map file to import with; `undefined` if nothing is to be imported
 */
export const guessImport = async (file: string, options: GuessOptions): Promise<string | undefined> => {
  const { text, seen } = await propose(file, options);
  say(`${seen}\n`);
  const interactive = process.stdin.isTTY && process.stdout.isTTY;
  const path = options.out ?? `${stem(file)}.map.yaml`;
  if (!interactive) {
    if (options.out) {
      await writeFile(options.out, text);
      say(`The map is in ${options.out}. Check it, then import with --map ${options.out}.`);
    } else process.stdout.write(text);
    return undefined;
  }
  say(`${text}`);
  if (existsSync(path) && !options.out) throw usage(`${path} is there already: say with --out where the map goes.`);
  let answer = await ask(`Import with this map (it goes to ${path})? yes / edit / NO `);
  if (answer === 'no') return undefined;
  await writeFile(path, text);
  while (answer === 'edit') {
    edit(path);
    try {
      await loadMap(path);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(error.message);
    }
    answer = await ask(`Import with ${path} now? yes / edit / NO `);
  }
  return answer === 'yes' ? path : undefined;
};
