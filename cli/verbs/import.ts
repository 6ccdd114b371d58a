/** `hoshin import`: a file's rows, mapped, signed and posted to the webhook. */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { HoshinEvent } from '../../events/event.ts';
import { SourceId } from '../../events/source-id.ts';
import { formatNumber } from '../../shared/core/format.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { RunTally } from '../../shared/store/read-lists.ts';
import { type Connection, connect, dataFolder, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { packBatches } from '../import/batches.ts';
import { followRun } from '../import/follow-run.ts';
import { compileMap, type EventContext } from '../import/map-row.ts';
import type { ImportMap } from '../import/map-schema.ts';
import { postBatch } from '../import/post-batch.ts';
import { startProgress } from '../import/progress.ts';
import { readMap } from '../import/read-map.ts';
import { type OpenedRows, openRows } from '../import/read-rows.ts';
import { rejectedFile } from '../import/rejected-file.ts';
import {
  type Counts,
  dropState,
  type ImportState,
  identify,
  loadState,
  saveState,
  stateFile,
} from '../import/resume.ts';
import { runImport } from '../import/run-import.ts';
import { readInput } from '../read-input.ts';
import { formatProblem } from '../read-yaml.ts';
import { findSecret } from '../source-secret.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface ImportOptions extends StageOptions, OutputOptions {
  map: string;
  source?: string;
  wait?: boolean;
  limit?: number;
  restart?: boolean;
  dryRun?: boolean;
  rejected?: string;
  batch: number;
  inFlight: number;
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  return value;
};

const loadMap = async (file: string): Promise<{ map: ImportMap; text: string }> => {
  const text = await readInput(file);
  const result = readMap(file, text);
  if (!result.ok) throw usage(`The map cannot be used:\n${result.problems.map(formatProblem).join('\n')}`);
  return { map: result.source.value, text };
};

const sourceOf = (map: ImportMap, option: string | undefined, mapFile: string): string => {
  const source = option ?? map.source;
  if (!source) throw usage(`Which source speaks? Give it in ${mapFile} (source: erp-lyon) or with --source.`);
  if (!SourceId.safeParse(source).success) throw usage(`'${source}' is not a source id, for example erp-lyon.`);
  return source;
};

const compile = (file: string, map: ImportMap, rows: OpenedRows, context: EventContext) => {
  const compiled = compileMap(map, rows.columns, context);
  if (!compiled.ok)
    throw usage(`The map does not fit ${file}:\n${compiled.problems.map((line) => `  ${line}`).join('\n')}`);
  return compiled.map;
};

const companyZone = async ({ board }: Connection): Promise<string> => (await loadEpochs(board)).current.policy.timeZone;

const statFile = async (file: string) => {
  try {
    return await stat(file);
  } catch {
    throw usage(`There is no file ${file}.`);
  }
};

/** Maps without sending: the first events, and every row that the map or the contract would reject. */
const dryRun = async (file: string, options: ImportOptions): Promise<void> => {
  const { map } = await loadMap(options.map);
  const source = sourceOf(map, options.source, options.map);
  const { mtime } = await statFile(file);
  const rows = await openRows(file, map, { bytes: 0 });
  // A dry run needs no stack; it only knows the company's zone if there is one.
  const timeZone = map.timeZone ?? (await connect(options).then(companyZone, () => undefined));
  const toEvent = compile(file, map, rows, { source, timeZone, fileTime: mtime.toISOString() });
  const shown: unknown[] = [];
  const rejected: { row: number; reasons: string[] }[] = [];
  const counts = { read: 0, filtered: 0, valid: 0, rejected: 0 };
  for await (const row of rows.rows) {
    if (counts.read >= (options.limit ?? Number.POSITIVE_INFINITY)) break;
    counts.read += 1;
    const mapped = 'broken' in row ? { kind: 'rejected' as const, reasons: [row.broken] } : toEvent(row);
    if (mapped.kind === 'filtered') {
      counts.filtered += 1;
      continue;
    }
    const checked = mapped.kind === 'event' ? HoshinEvent.safeParse(mapped.event) : undefined;
    if (mapped.kind === 'event' && checked?.success) {
      counts.valid += 1;
      if (shown.length < 3) shown.push(mapped.event);
      continue;
    }
    counts.rejected += 1;
    const reasons =
      mapped.kind === 'rejected'
        ? mapped.reasons
        : (checked?.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (rejected.length < 20) rejected.push({ row: row.number, reasons });
  }
  if (options.json) return printJson({ ...counts, events: shown, rejects: rejected });
  for (const event of shown) printJson(event);
  for (const { row, reasons } of rejected) print(`row ${row}: ${reasons.join('; ')}`);
  print(
    `Nothing was sent. Read ${formatNumber(counts.read)}, filtered out ${formatNumber(counts.filtered)}, valid ${formatNumber(counts.valid)}, would be rejected ${formatNumber(counts.rejected)}.`,
  );
};

const begin = (identity: string): ImportState => ({
  identity,
  run: `import-${Date.now().toString(36)}${randomBytes(4).toString('hex')}`,
  row: 0,
  counts: { read: 0, filtered: 0, sent: 0, accepted: 0, rejected: 0 },
});

/** Where to begin: at the start, or where an import of this file with this map was interrupted. */
const resumeOrBegin = async (file: string, identity: string, restart: boolean): Promise<ImportState> => {
  const resume = restart ? { kind: 'none' as const } : await loadState(file, identity);
  if (resume.kind === 'at') {
    process.stderr.write(
      `Resumes after row ${formatNumber(resume.state.row)}, where it was interrupted (--restart begins again).\n`,
    );
    return resume.state;
  }
  if (resume.kind === 'changed')
    process.stderr.write(
      'An import of this file was interrupted, but the file or the map has changed: begins again.\n',
    );
  return begin(identity);
};

const describe = (counts: Counts) =>
  `Read ${formatNumber(counts.read)}, filtered out ${formatNumber(counts.filtered)}, sent ${formatNumber(counts.sent)}, accepted ${formatNumber(counts.accepted)}, rejected ${formatNumber(counts.rejected)}`;

/** Events that changed nothing since a newer or an equal one was there already, and those that store refused. */
const describeTally = (tally: RunTally) =>
  `Stored ${formatNumber(tally.stored)}, unchanged ${formatNumber(tally.unchanged)}, refused ${formatNumber(tally.superseded)} (older than what is stored)`;

const saveEveryMs = 1_000;

const importFile = async (file: string, options: ImportOptions): Promise<void> => {
  const { map, text } = await loadMap(options.map);
  const source = sourceOf(map, options.source, options.map);
  const { mtime, size } = await statFile(file);
  const connection = await connect(options);
  const secret = await findSecret(connection, source, map.type);
  const target = `${connection.stage} ${source}`;
  const stateAt = stateFile(dataFolder(options.data), file, target);
  const state = await resumeOrBegin(stateAt, await identify(file, text, target), options.restart ?? false);
  const { run } = state;

  const read = { bytes: 0 };
  const opened = await openRows(file, map, read);
  const timeZone = await companyZone(connection);
  const toEvent = compile(file, map, opened, { source, run, timeZone, fileTime: mtime.toISOString() });
  const rejected = rejectedFile(file, opened.columns, options.rejected, state.row > 0);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

  const webhook = {
    url: `${connection.stack.ingestUrl}${source}`,
    secret,
    fetch,
    now: Date.now,
    wait: (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }),
  };
  const progress = startProgress(source);
  const startedAt = Date.now();
  let reached = state;
  let savedAt = Date.now();
  try {
    const counts = await runImport(
      run,
      state.counts,
      {
        batches: packBatches(opened.rows, toEvent, {
          after: state.row,
          limit: options.limit ?? Number.POSITIVE_INFINITY,
          batchEvents: options.batch,
        }),
        post: (id, body) => postBatch(webhook, id, body, stop.signal),
        rejected,
        async reached(to) {
          stop.signal.throwIfAborted();
          reached = { ...state, ...to };
          progress.at(
            read.bytes,
            size,
            `${formatNumber(to.counts.accepted)} accepted, ${formatNumber(to.counts.rejected)} rejected`,
          );
          if (Date.now() - savedAt < saveEveryMs) return;
          savedAt = Date.now();
          await saveState(stateAt, reached);
        },
      },
      options.inFlight,
    );
    const seconds = (Date.now() - startedAt) / 1000;
    progress.end();
    const tally = options.wait ? await follow(connection.board, run, counts.accepted, stop.signal) : undefined;
    await rejected.close();
    await dropState(stateAt);
    report({ source, run, counts, tally, seconds, rejectedFile: rejected.path() }, options.json ?? false);
  } catch (error) {
    progress.end();
    await rejected.close();
    await saveState(stateAt, reached);
    const again = `Run the same command again: it resumes after row ${formatNumber(reached.row)}.`;
    if (stop.signal.aborted) throw new Failure(`Stopped after row ${formatNumber(reached.row)}. ${again}`);
    if (error instanceof Failure) throw new Failure(`${error.message}\n${describe(reached.counts)}. ${again}`);
    throw error;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
};

const follow = async (board: Parameters<typeof followRun>[0], run: string, accepted: number, signal: AbortSignal) => {
  const progress = startProgress('stored and counted');
  try {
    return await followRun(
      board,
      run,
      accepted,
      (tally, settled) =>
        progress.at(
          settled + tally.folded,
          accepted + tally.writes,
          `${formatNumber(settled)} of ${formatNumber(accepted)} stored`,
        ),
      signal,
    );
  } finally {
    progress.end();
  }
};

interface Report {
  source: string;
  run: string;
  counts: Counts;
  tally: RunTally | undefined;
  seconds: number;
  rejectedFile: string | undefined;
}

const report = ({ source, run, counts, tally, seconds, rejectedFile }: Report, json: boolean): void => {
  if (counts.rejected > 0) process.exitCode = 1;
  if (json) {
    const { stored, unchanged, superseded, conflicts, rejects } = tally ?? {};
    printJson({
      source,
      run,
      ...counts,
      ...(tally && { stored, unchanged, refused: superseded, conflicts, rejects }),
      seconds,
      rejectedFile,
    });
    return;
  }
  print(`${describe(counts)} (${formatNumber(seconds, 1)} s).`);
  if (tally) print(`${describeTally(tally)}.`);
  if (rejectedFile) print(`The rejected rows and their reasons are in ${rejectedFile}.`);
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
    .action((file: string, options: ImportOptions) =>
      options.dryRun ? dryRun(file, options) : importFile(file, options),
    );
