/** One shard of one mapping: gathers records into batches and windows, delivers them, remembers how far it is. */
import type { Checkpoint, Position } from './checkpoint.ts';
import { deliver, type Prepared, type WindowFields } from './deliver.ts';
import type { ShardReader } from './shard-reader.ts';

export interface BatchRules {
  batchSize: number;
  /** How long a batch is gathered from its first record on. */
  batchWindowMs: number;
  /** Length of a tumbling window; 0 is none. */
  tumblingMs: number;
  passes(event: object): boolean;
}

interface ShardRun {
  reader: ShardReader;
  shardId: string;
  checkpoint: Checkpoint;
  batch: BatchRules;
  delivery: Parameters<typeof deliver>[0];
}

/** Leaves room for the rest of the event below Lambda's 6 MB. */
const batchBytes = 5.5 * 1024 * 1024;
const stateBytes = 1024 * 1024;
/** A window ends when its time is over and what it holds has been read: the engine's clock may be a little behind. */
const windowGraceMs = 1_000;

/** Reads the shard to its end, or until the stack stops. */
export const runShard = async ({ reader, shardId, checkpoint, batch, delivery }: ShardRun): Promise<void> => {
  const { signal } = delivery;
  let position: Position = checkpoint.get(shardId);
  let pending: Prepared[] = [];
  let pendingSince = 0;
  let lastRead = position.after;

  const move = (change: Position) => {
    position = { ...position, ...change };
    checkpoint.set(shardId, position);
  };
  const windowOf = ({ createdAt }: Prepared) =>
    Math.max(Math.floor(createdAt / batch.tumblingMs) * batch.tumblingMs, position.closedUntil ?? 0);

  const toFields = (start: number, state: Record<string, unknown>, final: boolean, early = false): WindowFields => ({
    window: { start: isoSeconds(start), end: isoSeconds(start + batch.tumblingMs) },
    state,
    isFinalInvokeForWindow: final,
    isWindowTerminatedEarly: early,
  });
  const closeWindow = async (early = false): Promise<boolean> => {
    if (position.window === undefined) return true;
    const { start, state } = position.window;
    const done = await deliver(delivery, [], toFields(start, state, true, early), () => undefined);
    if (done === undefined) return false;
    move({ window: undefined, ...(!early && { closedUntil: start + batch.tumblingMs }) });
    return true;
  };

  /** Delivers the first batch of what is pending; false when the stack stopped before it was done. */
  const flush = async (): Promise<boolean> => {
    const [first] = pending;
    if (first === undefined) return true;
    const start = batch.tumblingMs > 0 ? windowOf(first) : undefined;
    if (start !== undefined && position.window && start > position.window.start && !(await closeWindow())) return false;
    const window = start === undefined ? undefined : (position.window ?? { start, state: {} });
    const inWindow = (each: Prepared) => window === undefined || windowOf(each) <= window.start;
    const taken = takeBatch(pending, batch.batchSize, inWindow);
    const fields = window && toFields(window.start, window.state, false);
    const state = await deliver(delivery, taken, fields, (last, reached) => {
      move({ after: last.sequenceNumber, ...(window && { window: { start: window.start, state: reached } }) });
    });
    if (state === undefined) return false;
    pending = pending.slice(taken.length);
    const after = pending.length === 0 ? lastRead : taken.at(-1)?.sequenceNumber;
    move({ after, ...(window && { window: { start: window.start, state } }) });
    const tooLarge = window !== undefined && JSON.stringify(state).length > stateBytes;
    return tooLarge ? closeWindow(true) : true;
  };

  while (!signal.aborted) {
    const page = await reader.read();
    for (const { sequenceNumber, createdAt, event } of page.records) {
      lastRead = sequenceNumber;
      if (!batch.passes(event)) continue;
      if (pending.length === 0) pendingSince = Date.now();
      pending.push({ sequenceNumber, createdAt, json: JSON.stringify(event) });
    }
    const due = () =>
      page.ended || pending.length >= batch.batchSize || Date.now() - pendingSince >= batch.batchWindowMs;
    while (pending.length > 0 && due()) if (!(await flush())) return;
    if (pending.length === 0 && lastRead !== position.after) move({ after: lastRead });

    const over = position.window !== undefined && Date.now() > position.window.start + batch.tumblingMs + windowGraceMs;
    if ((page.ended || (over && page.records.length === 0 && pending.length === 0)) && !(await closeWindow())) return;
    if (page.ended) {
      move({ finished: true });
      return;
    }
  }
};

const takeBatch = (pending: Prepared[], most: number, belongs: (each: Prepared) => boolean): Prepared[] => {
  let bytes = 0;
  const end = pending.findIndex((each, index) => {
    bytes += Buffer.byteLength(each.json) + 1;
    return index >= most || !belongs(each) || (index > 0 && bytes > batchBytes);
  });
  return end < 0 ? [...pending] : pending.slice(0, end);
};

const isoSeconds = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
