/** `hoshin drop`: puts a file into the bucket, where the stack itself reads it. */
import type { Command } from 'commander';
import { SourceId } from '../../events/source-id.ts';
import { formatNumber } from '../../shared/core/text/format.ts';
import { connect, type StageOptions } from '../connect.ts';
import { type DropSummary, dropFile } from '../drop-file.ts';
import { usage } from '../failure.ts';
import { showRun } from '../import/follow-run.ts';
import { showProgress } from '../import/progress.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface DropOptions extends StageOptions, OutputOptions {
  source: string;
  wait?: boolean;
}

const headings: Record<DropSummary['outcome'], string> = {
  taken: 'Read to its end',
  'under-way': 'Under way',
  broken: 'Read in part',
  refused: 'Not taken',
};

const describe = ({ outcome, counts }: DropSummary): string =>
  `${headings[outcome]}: read ${formatNumber(counts.read)}, filtered out ${formatNumber(counts.filtered)}, accepted ${formatNumber(counts.accepted)}, rejected ${formatNumber(counts.rejected)}.`;

const drop = async (file: string, options: DropOptions): Promise<void> => {
  const { source, json } = options;
  if (!SourceId.safeParse(source).success) throw usage(`'${source}' is not a source id, for example erp-lyon.`);
  const connection = await connect(options);
  const { address, results, summary } = await dropFile(connection, file, source);
  if (!options.wait) {
    if (json) return printJson({ address, results });
    return print(`Dropped as ${address}.\nWhat comes of it will stand in ${results}: summary.txt, rejected.csv.`);
  }
  const end = await showProgress(source, summary);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { stored, unchanged, superseded } = await showRun(connection.board, end.run, end.counts.accepted, stop.signal);
  if (end.outcome !== 'taken' || end.counts.rejected > 0) process.exitCode = 1;
  const tally = { stored, unchanged, refused: superseded };
  if (json) return printJson({ address, results, ...end, ...tally });
  print(describe(end));
  if (end.problem) print(end.problem);
  print(
    `Stored ${formatNumber(stored)}, unchanged ${formatNumber(unchanged)}, refused ${formatNumber(superseded)} (older than what is stored).`,
  );
  if (end.rejectedFiles.length > 0)
    print(`The rejected rows and their reasons: ${end.rejectedFiles.map((name) => `${results}${name}`).join(', ')}.`);
};

export const dropVerb = (): Command =>
  stackVerb('drop')
    .description("put a file into the stack's bucket: it is read there, by the map of its source")
    .argument('<file>', 'CSV, NDJSON or a JSON array, also gzipped, or an Excel workbook')
    .requiredOption('--source <id>', 'the source that speaks; it has a map (docs/import.md)')
    .option('--wait', 'wait until every row is stored and counted')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['drop orders.xlsx --source erp-lyon --wait', 'upload, and wait until it is counted'],
        ['drop orders.csv.gz --source erp-lyon --stage production', 'to a deployed stack'],
      )}\nThe same by any other tool: aws s3 cp orders.csv s3://BUCKET/incoming/erp-lyon/\nDropping a file twice changes nothing. Exit status: 0; with --wait 1 if a row was rejected or the file could not be read whole; 2 for bad usage.\n`,
    )
    .action(drop);
