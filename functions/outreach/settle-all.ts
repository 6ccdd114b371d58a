/** Everything that fell due, also while nothing ran. */
import { readDue } from '../../shared/store/invitations.ts';
import { take } from '../../shared/store/table.ts';
import type { Rules } from './invite.ts';
import { lookAt, type Settled, type Settling, settleDue } from './settle-due.ts';

export interface Round {
  settled: Settled[];
  /** Entries that stay because of a fault. */
  failed: { invitation: string; fault: unknown }[];
  /** Everything that was due up to then is done (ms); `undefined` if something failed or has to be looked at again. */
  doneUntil: number | undefined;
}

/** So many entries a run, at some 30 ms each, take half of the time that it has. */
const mostEntries = 4_000;
/** Read and judged at once. */
const atOnce = 16;

/**
 * Sees to what fell due, in the order of the hours: of two deliveries of a customer the earlier one is asked about.
 *
 * @param from an instant (ms) before which nothing is left
 * @param now milliseconds since 1970
 */
export const settleAll = async (settling: Settling, rules: Rules, from: number, now: number): Promise<Round> => {
  const iso = (ms: number) => new Date(ms).toISOString();
  const entries = await take(readDue(settling.board, iso(from), iso(now)), mostEntries);
  const round: Round = { settled: [], failed: [], doneUntil: undefined };
  for (let start = 0; start < entries.length; start += atOnce) {
    const chunk = entries.slice(start, start + atOnce);
    const looks = await Promise.allSettled(chunk.map((entry) => lookAt(settling, rules, entry, now)));
    for (const [at, { invitation }] of chunk.entries()) {
      const look = looks[at];
      try {
        if (look?.status !== 'fulfilled') throw look?.reason;
        round.settled.push(await settleDue(settling, rules, look.value, now));
      } catch (fault) {
        round.failed.push({ invitation, fault });
      }
    }
  }
  const whole = round.failed.length === 0 && round.settled.every(({ outcome }) => outcome !== 'again');
  const last = entries.at(-1);
  const reached = entries.length < mostEntries || !last ? now : Date.parse(last.dueAt);
  return { ...round, doneUntil: whole ? reached : undefined };
};
