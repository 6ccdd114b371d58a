/** What a function's reply to a batch of stream records means for what comes next. */
import * as z from 'zod';
import type { Outcome } from '../lambda/protocol.ts';

export type Verdict =
  | { type: 'done'; state: State }
  /** Records from this index on count as not processed. */
  | { type: 'failed'; from: number; state?: State; reason: string }
  | { type: 'stopped' };

/** The state of a tumbling window, handed from one invocation to the next. */
export type State = Record<string, unknown>;

export interface Reading {
  /** The batch's sequence numbers, in order. */
  sequenceNumbers: readonly string[];
  reportsFailures: boolean;
  /** A windowed function must return its state, always. */
  windowed: boolean;
}

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });
const StateReply = z.object({ state: z.record(z.string(), z.unknown()) });

/** Reads a reply as Lambda does: nothing is full success, an identifier that isn't in the batch fails all of it. */
export const judgeReply = (outcome: Outcome, { sequenceNumbers, reportsFailures, windowed }: Reading): Verdict => {
  if (outcome.type === 'stopped') return { type: 'stopped' };
  if (outcome.type === 'too-large') return { type: 'failed', from: 0, reason: 'the batch is over 6 MB' };
  if (outcome.type === 'error') {
    return { type: 'failed', from: 0, reason: `${outcome.errorType}: ${outcome.errorMessage}` };
  }
  const reply: unknown = JSON.parse(outcome.payload);
  const stateReply = StateReply.safeParse(reply);
  if (windowed && !stateReply.success) return { type: 'failed', from: 0, reason: 'the reply has no state' };
  const state = stateReply.success ? stateReply.data.state : {};
  if (!reportsFailures || reply === null || typeof reply !== 'object') return { type: 'done', state };

  const failures = Failures.safeParse(reply);
  if (!failures.success) return { type: 'failed', from: 0, reason: 'batchItemFailures is malformed' };
  const indexes = (failures.data.batchItemFailures ?? []).map((each) => sequenceNumbers.indexOf(each.itemIdentifier));
  if (indexes.length === 0) return { type: 'done', state };
  const from = Math.max(0, Math.min(...indexes));
  return { type: 'failed', from, state, reason: `reported from ${sequenceNumbers[from] ?? 'the first'} on` };
};
