/** Everything that fell due, also while nothing ran, a few at once. */
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { type DueEntry, readDue } from '../../shared/store/invitations.ts';
import { take } from '../../shared/store/table.ts';
import type { Rules } from './invite.ts';
import { type Settled, type Settling, settleDue } from './settle-due.ts';

export interface Round {
  settled: Settled[];
  /** Entries that stay because of a fault. */
  failed: { invitation: string; fault: unknown }[];
  /** Everything that was due up to then is done (ms); `undefined` if something failed or has to be looked at again. */
  doneUntil: number | undefined;
}

/** So many entries a run, at some 50 ms each and eight at once, take half of the time that it has. */
const mostEntries = 15_000;
const atOnce = 8;

/**
 * @param from an instant (ms) before which nothing is left
 * @param now milliseconds since 1970
 */
export const settleAll = async (settling: Settling, rules: Rules, from: number, now: number): Promise<Round> => {
  const iso = (ms: number) => new Date(ms).toISOString();
  const entries = await take(readDue(settling.board, iso(from), iso(now)), mostEntries);
  const limit = limitConcurrency(atOnce);
  const settled: Settled[] = [];
  const failed: Round['failed'] = [];
  const settleOne = async (entry: DueEntry) => {
    try {
      settled.push(await settleDue(settling, rules, entry, now));
    } catch (fault) {
      failed.push({ invitation: entry.invitation, fault });
    }
  };
  await Promise.all(entries.map((entry) => limit(() => settleOne(entry))));
  const whole = failed.length === 0 && settled.every(({ outcome }) => outcome !== 'again');
  const last = entries.at(-1);
  const reached = entries.length < mostEntries || !last ? now : Date.parse(last.dueAt);
  return { settled, failed, doneUntil: whole ? reached : undefined };
};
