/** Shows changed records to whoever looks after their type. One that fails holds up the others for a while, never for good. */
import type { RecordType } from '../../events/record-types.ts';
import type { RecordChange } from './record-change.ts';

/** What is done about a changed record. It may come again: doing it twice has to be the same as doing it once. */
export type Follow = (change: RecordChange) => Promise<void>;

export interface FollowedBatch {
  /** The first change that has to come again, and those behind it. */
  retryFrom?: string;
  /** Changes that failed for so long that they were given up. Ids only. */
  givenUp: { record: string; fault: unknown }[];
  failed: { record: string; fault: unknown }[];
}

/**
 * How long a change is tried again, from the first time that it failed: by then a fault of AWS is over, and another one
 * won't go away by itself. Its own age does not count: after an hour in which nothing ran, all of them are old.
 */
const patienceMs = 15 * 60_000;

/**
 * @param failedSince when each change that failed did so first, by its sequence (ms): kept from call to call
 * @param now milliseconds since 1970
 */
export const followRecords = async (
  follow: Partial<Record<RecordType, Follow>>,
  changes: readonly RecordChange[],
  failedSince: Map<string, number>,
  now: number,
): Promise<FollowedBatch> => {
  const batch: FollowedBatch = { givenUp: [], failed: [] };
  for (const change of changes) {
    if (change.changed.length === 0) continue;
    try {
      await follow[change.type]?.(change);
      failedSince.delete(change.sequence);
    } catch (fault) {
      const failure = { record: change.item.pk, fault };
      const since = failedSince.get(change.sequence) ?? now;
      if (now - since > patienceMs) {
        failedSince.delete(change.sequence);
        batch.givenUp.push(failure);
      } else {
        failedSince.set(change.sequence, since);
        batch.failed.push(failure);
        batch.retryFrom ??= change.sequence;
      }
    }
  }
  return batch;
};
