/** `hoshin import`: a file's rows, mapped, signed and posted to the webhook. */
import { type Command, InvalidArgumentError } from 'commander';
import { dryRun } from '../import/dry-run.ts';
import { type ImportOptions, importFile } from '../import/import-file.ts';
import { examples, jsonOption, stackVerb } from '../verb.ts';

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  return value;
};

export const importVerb = (): Command =>
  stackVerb('import')
    .description('send the rows of a file to the webhook: CSV, NDJSON or a JSON array, also gzipped')
    .argument('<file>', 'the file')
    .requiredOption('--map <map.yaml>', 'how its columns become records (docs/import.md)')
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
        ['import orders.csv --map orders.yaml --dry-run', 'check the map'],
        ['import orders.csv.gz --map orders.yaml --wait', 'send, and wait until it is counted'],
        ['import orders.csv --map orders.yaml --stage production', 'to a deployed stack'],
      ) +
        '\nImporting a file twice changes nothing. Ctrl-C stops; the same command goes on from there.\nExit status: 0; 1 if a row was rejected or the import failed; 2 for bad usage.\n',
    )
    .action((file: string, options: ImportOptions & { dryRun?: boolean }) =>
      options.dryRun ? dryRun(file, options) : importFile(file, options),
    );
