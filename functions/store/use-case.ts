/** Stores one message: its events, its rejects, and what its import run needs to know of it. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import { stripReject } from '../../shared/privacy/strip-reject.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import type { Limit } from '../../shared/runtime/limit-concurrency.ts';
import { isConditionFailure } from '../../shared/store/condition.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { IngestMessage } from '../../shared/store/ingest-message.ts';
import { kinds, runMessageKey } from '../../shared/store/keys.ts';
import { type Ledger, type StoredEvent, storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { writeReject } from '../../shared/store/write-reject.ts';

/** The number of the newest epoch, the open one if there is one. */
export const loadNewestEpoch = async (board: NamedTable): Promise<number> => {
  const { all } = await loadEpochs(board);
  return Math.max(0, ...all.map(({ epoch }) => epoch));
};

/**
 * How long store may go on with the epochs, and with the erased people, that it knows. The grace of a rebuild and of an
 * erasure is longer than this and a call together.
 */
export const epochFreshMs = 5_000;

export interface StoreLedger extends Ledger {
  limit: Limit;
}

/** What became of a message: counts of events, but for `writes` and `conflicts`. */
export interface MessageTally {
  /** Events that changed their record. */
  stored: number;
  unchanged: number;
  superseded: number;
  /** Facets that met another body of the same instant. */
  conflicts: number;
  writes: number;
  rejects: number;
}

const emptyTally = (): MessageTally => ({
  stored: 0,
  unchanged: 0,
  superseded: 0,
  conflicts: 0,
  writes: 0,
  rejects: 0,
});

const count = (tally: MessageTally, event: StoredEvent): void => {
  if (event.stored > 0) tally.stored += 1;
  else if (event.superseded > 0 || event.conflicts > 0) tally.superseded += 1;
  else tally.unchanged += 1;
  tally.conflicts += event.conflicts;
  tally.writes += event.writes;
};

/** An event, and its place in its message. */
interface Placed {
  event: HoshinEvent;
  place: number;
}

/** Events by record: those of one record go one after the other, so that they don't contend. */
const byRecord = (events: readonly HoshinEvent[]): Iterable<Placed[]> =>
  Map.groupBy(
    events.map((event, place) => ({ event, place })),
    ({ event }) => `${recordTypeOf(event.type)}#${event.subject}`,
  ).values();

const writeTally = async (board: NamedTable, run: string, messageId: string, tally: MessageTally): Promise<void> => {
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...runMessageKey(run, messageId), kind: kinds.run, ...tally }),
        // The first attempt that came through knows what was stored; to a later one all is unchanged.
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/**
 * Stores a message. All of it is tried; then the first fault is thrown, if there was one, and the message comes again.
 * @param messageId Unique for the message, and the same whenever it comes again.
 */
export const storeMessage = async (
  ledger: StoreLedger,
  message: IngestMessage,
  messageId: string,
): Promise<MessageTally> => {
  const { board, limit } = ledger;
  const { events, rejects, namespace, source, receivedAt } = message;
  const total = emptyTally();
  const runs = new Map<string, MessageTally>();

  const store = async ({ event, place }: Placed) => {
    const mark = event.run === undefined ? undefined : `${event.run}#${messageId.slice(0, 8)}.${place}`;
    const stored = await storeEvent(ledger, namespace, event, mark);
    count(total, stored);
    if (event.run === undefined) return;
    const tally = runs.get(event.run) ?? emptyTally();
    runs.set(event.run, tally);
    count(tally, stored);
  };
  const results = await Promise.allSettled([
    ...[...byRecord(events)].map((group) =>
      limit(async () => {
        for (const placed of group) await store(placed);
      }),
    ),
    ...rejects.map((reject) =>
      limit(async () => {
        const kept = await stripReject(ledger.erased, namespace, reject);
        await writeReject(board, { source, namespace, receivedAt }, kept);
      }),
    ),
  ]);
  const fault = results.find((result) => result.status === 'rejected');
  if (fault) throw fault.reason;

  total.rejects = rejects.length;
  const [first] = runs.values();
  if (first) first.rejects = rejects.length;
  for (const [run, tally] of runs) await writeTally(board, run, messageId, tally);
  return total;
};
