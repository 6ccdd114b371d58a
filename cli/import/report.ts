/** What an import says when it is done, for people or programs. */
import { formatNumber } from '../../shared/core/text/format.ts';
import type { RunTally } from '../../shared/store/read-lists.ts';
import { print, printJson } from '../verb.ts';
import type { Counts } from './resume.ts';

/** The counts of an import, finished or not. */
export const describe = (counts: Counts) =>
  `Read ${formatNumber(counts.read)}, filtered out ${formatNumber(counts.filtered)}, sent ${formatNumber(counts.sent)}, accepted ${formatNumber(counts.accepted)}, rejected ${formatNumber(counts.rejected)}`;

/** Events that changed nothing since a newer or an equal one was there already, and those that store refused. */
const describeTally = (tally: RunTally) =>
  `Stored ${formatNumber(tally.stored)}, unchanged ${formatNumber(tally.unchanged)}, refused ${formatNumber(tally.superseded)} (older than what is stored)`;

interface Report {
  source: string;
  run: string;
  counts: Counts;
  tally: RunTally | undefined;
  seconds: number;
  rejectedFile: string | undefined;
}

/** Prints the outcome; a rejected row makes the exit status 1. */
export const report = ({ source, run, counts, tally, seconds, rejectedFile }: Report, json: boolean): void => {
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
  if (rejectedFile)
    print(
      `The rejected rows and their reasons are in ${rejectedFile}. Mend the file or the map, and import again: nothing counts twice.`,
    );
};
