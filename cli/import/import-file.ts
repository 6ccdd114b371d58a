/** Imports a file: maps, signs and posts its rows, goes on where an earlier import was interrupted, and reports. */
import { setTimeout as delay } from 'node:timers/promises';
import { formatNumber } from '../../shared/core/text/format.ts';
import { openRows } from '../../shared/import/read-rows.ts';
import { UnreadableFile } from '../../shared/import/unreadable-file.ts';
import { connect, dataFolder } from '../connect.ts';
import { Failure } from '../failure.ts';
import { findSecret } from '../source-secret.ts';
import { packBatches } from './batches.ts';
import { diskFile } from './disk-file.ts';
import type { DryRunOptions } from './dry-run.ts';
import { showRun } from './follow-run.ts';
import { postBatch } from './post-batch.ts';
import { companyZone, compile, loadMap, sayEncoding, sourceOf, statFile } from './prepare.ts';
import { startProgress } from './progress.ts';
import { rejectedFile } from './rejected-file.ts';
import { describe, report } from './report.ts';
import { dropState, identify, resumeOrBegin, saveState, stateFile } from './resume.ts';
import { runImport } from './run-import.ts';

export interface ImportOptions extends DryRunOptions {
  wait?: boolean;
  restart?: boolean;
  rejected?: string;
  batch: number;
  inFlight: number;
}

const saveEveryMs = 1_000;

/** Runs an import to its end. Throws a Failure that says how it goes on when it is stopped or cannot go further. */
export const importFile = async (file: string, options: ImportOptions): Promise<void> => {
  const { map, text } = await loadMap(options.map);
  const source = sourceOf(map, options.source, options.map);
  const { mtime, size } = await statFile(file);
  const connection = await connect(options);
  const secret = await findSecret(connection, source, map.type);
  const target = `${connection.stage} ${source}`;
  const stateAt = stateFile(dataFolder(options.data), file, target);
  const identity = await identify(file, text, target);
  const state = await resumeOrBegin(stateAt, identity, options.restart ?? false);
  const { run } = state;

  const read = { bytes: 0 };
  const opened = await openRows(diskFile(file, read), map);
  sayEncoding(file, opened);
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
          // Before it stops: what was answered is neither sent again nor listed twice among the rejected rows.
          reached = { ...state, ...to };
          stop.signal.throwIfAborted();
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
    const tally = options.wait ? await showRun(connection.board, run, counts.accepted, stop.signal) : undefined;
    await rejected.close();
    await dropState(stateAt);
    const rejectedAt = counts.rejected > 0 ? await rejected.path() : undefined;
    report({ source, run, counts, tally, seconds, rejectedFile: rejectedAt }, options.json ?? false);
  } catch (error) {
    progress.end();
    await rejected.close();
    await saveState(stateAt, reached);
    const again = `Run the same command again: it resumes after row ${formatNumber(reached.row)}.`;
    if (stop.signal.aborted) throw new Failure(`Stopped after row ${formatNumber(reached.row)}. ${again}`);
    if (error instanceof Failure || error instanceof UnreadableFile)
      throw new Failure(`${error.message}\n${describe(reached.counts)}. ${again}`);
    throw error;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
  // What was read may be a mixture of two files; nobody would see that in the counts.
  if ((await identify(file, text, target)) !== identity)
    throw new Failure(`${file} was changed while it was read: import it again.`);
};
