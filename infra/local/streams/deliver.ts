/** Delivers a batch of stream records to a function until it is done with, or given up as the mapping says. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Invocable } from '../lambda/pool.ts';
import { judgeReply, type State } from './reply.ts';

/** A record that passed the filters, already as JSON: each is written once, however often it is sent. */
export interface Prepared {
  sequenceNumber: string;
  createdAt: number;
  json: string;
}

export interface WindowFields {
  window: { start: string; end: string };
  state: State;
  isFinalInvokeForWindow: boolean;
  isWindowTerminatedEarly: boolean;
}

export interface DeliveryRules {
  reportsFailures: boolean;
  /** Retries after the first attempt; Infinity keeps the batch until it succeeds. */
  maxRetries: number;
  /** Older records are given up; Infinity keeps them. */
  maxAgeMs: number;
}

interface Delivery {
  target: Invocable;
  shardId: string;
  eventSourceArn: string;
  rules: DeliveryRules;
  signal: AbortSignal;
  log(line: string): void;
  /** Records that are given up, with the reason. */
  discard(records: readonly Prepared[], reason: string): Promise<void>;
}

const backoffMs = { least: 100, most: 10_000 };

/**
 * Sends records in order. Returns the window's state after them, or nothing if the stack stopped before the end:
 * `onProgress` has heard of all that was done by then.
 */
export const deliver = async (
  delivery: Delivery,
  batch: readonly Prepared[],
  windowFields: WindowFields | undefined,
  onProgress: (last: Prepared, state: State) => void,
): Promise<State | undefined> => {
  const { target, rules, signal, log } = delivery;
  let records = batch;
  let state = windowFields?.state ?? {};
  let attempts = 0;
  while (!signal.aborted) {
    const oldest = Date.now() - rules.maxAgeMs;
    const expired = records.filter(({ createdAt }) => createdAt < oldest);
    if (expired.length > 0) {
      await delivery.discard(expired, 'RecordAgeExceeded');
      records = records.slice(expired.length);
    }
    if (records.length === 0 && !windowFields?.isFinalInvokeForWindow) return state;

    const outcome = await target.invoke(toEvent(delivery, records, windowFields && { ...windowFields, state }));
    const verdict = judgeReply(outcome, {
      sequenceNumbers: records.map(({ sequenceNumber }) => sequenceNumber),
      reportsFailures: rules.reportsFailures,
      windowed: windowFields !== undefined,
    });
    if (verdict.type === 'stopped') return undefined;
    if (verdict.type === 'done') return verdict.state;

    state = verdict.state ?? state;
    const last = records[verdict.from - 1];
    if (last !== undefined) {
      onProgress(last, state);
      records = records.slice(verdict.from);
      attempts = 0;
    }
    attempts += 1;
    log(`${target.name}: attempt ${attempts} on ${records.length} records failed, ${verdict.reason}`);
    if (attempts > rules.maxRetries) {
      await delivery.discard(records, 'RetryAttemptsExhausted');
      return state;
    }
    const pause = Math.min(backoffMs.least * 2 ** (attempts - 1), backoffMs.most);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
};

const toEvent = (
  { shardId, eventSourceArn }: Delivery,
  records: readonly Prepared[],
  windowFields: WindowFields | undefined,
): string => {
  const list = `"Records":[${records.map(({ json }) => json).join(',')}]`;
  if (windowFields === undefined) return `{${list}}`;
  return `{${list},${JSON.stringify({ ...windowFields, shardId, eventSourceARN: eventSourceArn }).slice(1)}`;
};
