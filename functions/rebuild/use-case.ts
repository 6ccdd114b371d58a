/** Opens an epoch when the policy or the tallies changed, carries on with it, or recounts. */

import type { AnyTally } from '../../shared/core/kpi.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { type Cleared, type ClearLedger, clearRetired } from '../../shared/store/clear-retired.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { type EnsureEpoch, ensureEpoch } from '../../shared/store/open-epoch.ts';
import { continueRebuild, type RebuildLedger, type RebuildStatus } from '../../shared/store/rebuild.ts';
import { type Recount, recount } from '../../shared/store/recount.ts';
import type { Request } from './request.ts';

export type RebuildReply = { start?: EnsureEpoch; status: RebuildStatus; cleared?: Cleared } | { check: Recount };

type Ledger = RebuildLedger & ClearLedger & { tallies: readonly AnyTally[] };

/** A call from the command is answered within this time, and made again; the schedule's uses all that there is. */
const callMs = 20_000;
/** Of each call of the schedule, for what retired epochs left behind. */
const clearMs = 60_000;

const start = async ({ board, tallies, now }: Ledger, { repair = false, scheduled = false }): Promise<EnsureEpoch> => {
  const { all, current } = await loadEpochs(board);
  // The first policy that is applied shall find nothing counted under another one.
  if (scheduled && all.length === 0) return { outcome: 'unchanged', epoch: current.epoch };
  const policy = await readPolicy(board, now());
  return ensureEpoch(board, { policy, contribution: contributionVersion(tallies), now: now(), repair });
};

export const runRebuild = async (ledger: Ledger, request: Request, hasTime: () => boolean): Promise<RebuildReply> => {
  const startedAt = ledger.now();
  const inTime = (ms: number) => ledger.now() - startedAt < ms;
  if ('time' in request) {
    const opened = await start(ledger, { scheduled: true });
    const status = await continueRebuild(ledger, hasTime);
    // A rebuild needs the table's capacity more than the past does.
    const cleared =
      status.state === 'idle' ? await clearRetired(ledger, () => hasTime() && inTime(clearMs)) : undefined;
    return { start: opened, status, ...(cleared && { cleared }) };
  }
  if (request.action === 'check') return { check: await recount(ledger.records, ledger.board, ledger.tallies) };

  const hasCallTime = () => hasTime() && inTime(callMs);
  if (request.action === 'continue') return { status: await continueRebuild(ledger, hasCallTime) };
  const opened = await start(ledger, request);
  return { start: opened, status: await continueRebuild(ledger, hasCallTime) };
};
