/**
 * Epochs: each is one consistent set of rows, counted under one policy and one set of tallies.
 *
 * One is current (readings use it) and at most one is open (being filled, beside the current one). Epochs are numbered
 * upwards, how they count never changes (a policy that counts alike may take the place of theirs), and one that was left for a moment is never taken up again: that would lose what
 * was folded in between.
 */
import type { Policy } from '../core/config/policy.ts';
import { completePolicy, defaultPolicy } from '../core/config/policy-in-force.ts';
import { currentEpochKey, kinds } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

export interface Epoch {
  epoch: number;
  policy: Policy;
  /** Tallies and their versions, as `contributionVersion` names them. */
  contribution: string;
  state: 'open' | 'current' | 'retired';
  /** ISO 8601, UTC. */
  openedAt: string;
  /** Since when other tallies than the epoch's own are deployed: its rows stand still, and show "as of" this time. */
  frozenAt?: string;
  /** Why it was opened: `first`, `policy 3`, `tallies`, `repair`. */
  reason: string;
}

export interface Epochs {
  /** The one that readings use. */
  current: Epoch;
  /** The one that is being filled, if any. */
  open?: Epoch;
  all: Epoch[];
}

/** What a stack counts before anything was applied or folded. */
const virtualFirst: Epoch = {
  epoch: 0,
  policy: defaultPolicy,
  contribution: '',
  state: 'current',
  openedAt: '',
  reason: 'first',
};

/** Every epoch, read consistently. A stack without any has epoch 0 with the default policy, and no rows. */
export const loadEpochs = async (board: NamedTable): Promise<Epochs> => {
  const all: Epoch[] = [];
  let pointer = 0;
  for await (const item of queryPartition<Epoch & { sk: string }>(board, kinds.epoch)) {
    if (item.sk === currentEpochKey.sk) pointer = item.epoch;
    else all.push({ ...item, policy: completePolicy(item.policy) });
  }
  const open = all.findLast((epoch) => epoch.state === 'open');
  return { current: all.find(({ epoch }) => epoch === pointer) ?? virtualFirst, ...(open && { open }), all };
};
