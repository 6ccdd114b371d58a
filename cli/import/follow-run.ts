/** Follows an import run through the stack until every one of its events is stored and folded into rows. */
import { formatNumber } from '../../shared/core/text/format.ts';
import { type RunTally, readRun } from '../../shared/store/read-lists.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { Failure } from '../failure.ts';
import { startProgress } from './progress.ts';

const pollMs = 500;
/** Longer than the queue's retries take: after that nothing more is to be expected. */
const patienceMs = 10 * 60_000;

const settledEvents = ({ stored, unchanged, superseded }: RunTally) => stored + unchanged + superseded;

/** True once every accepted event is stored, and every change of theirs folded. */
const isDone = (tally: RunTally, accepted: number): boolean =>
  settledEvents(tally) >= accepted && tally.folded >= tally.writes;

/**
 * Polls until the run is done. Throws a Failure if nothing moves for ten minutes.
 * @param told called after each look
 */
export const followRun = async (
  board: NamedTable,
  run: string,
  accepted: number,
  told: (tally: RunTally, settled: number) => void,
  signal: AbortSignal,
): Promise<RunTally> => {
  let last = '';
  let movedAt = Date.now();
  for (;;) {
    const tally = await readRun(board, run);
    told(tally, settledEvents(tally));
    if (isDone(tally, accepted)) return tally;
    const seen = JSON.stringify(tally);
    if (seen !== last) movedAt = Date.now();
    last = seen;
    if (Date.now() - movedAt > patienceMs)
      throw new Failure(
        `The run ${run} stands still: ${settledEvents(tally)} of ${accepted} events are stored, ${tally.folded} of ${tally.writes} changes are counted. See \`hoshin doctor\`.`,
      );
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
};

/** Follows a run as `followRun` does, and shows how far it is. */
export const showRun = async (
  board: NamedTable,
  run: string,
  accepted: number,
  signal: AbortSignal,
): Promise<RunTally> => {
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
