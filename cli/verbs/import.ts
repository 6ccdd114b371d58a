/** `hoshin import`: a file's rows, mapped, signed and posted to the webhook. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { recordTypes } from '../../events/record-types.ts';
import { usage } from '../failure.ts';
import type { GuessOptions } from '../guess/guess-import.ts';
import { dryRun } from '../import/dry-run.ts';
import { type ImportOptions, importFile } from '../import/import-file.ts';
import { examples, jsonOption, stackVerb } from '../verb.ts';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  return value;
};

const sheet = (text: string): string | number => (/^[1-9]\d*$/.test(text) ? Number(text) : text);

type ImportVerbOptions = Omit<ImportOptions, 'map'> &
  GuessOptions & { map?: string; guess?: boolean; dryRun?: boolean };

export const importVerb = (): Command =>
  stackVerb('import')
    .description('send the rows of a file to the webhook: CSV, NDJSON, a JSON array or an Excel workbook, also gzipped')
    .argument('<file>', 'the file')
    .option('--map <map.yaml>', 'how its columns become records (docs/import.md)')
    .option('--guess', 'propose a map by what stands in the file, and ask')
    .addOption(new Option('--type <type>', 'with --guess: what the rows are').choices(recordTypes))
    .option('--sheet <sheet>', 'with --guess: the sheet of a workbook, by name or number', sheet)
    .option('--out <map.yaml>', 'with --guess: where the map goes')
    .option('--source <id>', "the source that speaks; overrides the map's")
    .option('--wait', 'wait until every row is stored and counted')
    .option('--dry-run', 'send nothing: show the first events, and what would be rejected')
    .option('--limit <rows>', 'read at most so many rows', wholeNumber(1, 1e12))
    .option('--restart', 'begin at the first row, though an earlier import was interrupted')
    .option('--rejected <file>', 'where rejected rows go (default: FILE.rejected.csv beside the file)')
    .option('--batch <events>', 'events in one request', wholeNumber(1, 1000), 500)
    .option('--in-flight <requests>', 'requests at a time', wholeNumber(1, 32), 4)
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['import orders.csv --guess', 'propose a map, ask, and import with it'],
        ['import orders.csv --map orders.yaml --dry-run', 'check the map'],
        ['import orders.csv.gz --map orders.yaml --wait', 'send, and wait until it is counted'],
        ['import orders.csv --map orders.yaml --stage production', 'to a deployed stack'],
      ) +
        '\nImporting a file twice changes nothing. Ctrl-C stops; the same command goes on from there.\nExit status: 0; 1 if a row was rejected or the import failed; 2 for bad usage.\n',
    )
    .action(async (file: string, { map: given, guess, ...options }: ImportVerbOptions) => {
      if ((given === undefined) === !guess) throw usage('Give --map, or --guess for a proposal (one of the two).');
      // What guesses is only loaded by those who ask for it.
      const map = given ?? (await (await import('../guess/guess-import.ts')).guessImport(file, options));
      if (map === undefined) return;
      await (options.dryRun ? dryRun(file, { ...options, map }) : importFile(file, { ...options, map }));
    });
