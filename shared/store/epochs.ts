/**
 * Epochs: each is one consistent set of rows, counted under one policy and one set of tallies.
 *
 * One is current (readings use it) and at most one is open (being filled, beside the current one). Epochs are numbered
 * upwards, their policy never changes, and one that was left for a moment is never taken up again: that would lose what
 * was folded in between.
 */
import {
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Policy } from '../core/policy.ts';
import { defaultPolicy } from '../core/policy-in-force.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, isTransactionRefusal } from './condition.ts';
import { currentEpochKey, epochKey, kinds } from './keys.ts';
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
    else all.push(item);
  }
  const open = all.findLast((epoch) => epoch.state === 'open');
  return { current: all.find(({ epoch }) => epoch === pointer) ?? virtualFirst, ...(open && { open }), all };
};

const firstEpoch = (policy: Policy, contribution: string, now: number): Epoch => ({
  epoch: 0,
  policy,
  contribution,
  state: 'current',
  openedAt: new Date(now).toISOString(),
  reason: 'first',
});

/**
 * Makes epoch 0 real, unless there are epochs already. Fold does so before it counts anything, so a stack without
 * epochs has counted nothing, and the first policy that is applied to it needs no rebuild.
 */
export const ensureFirstEpoch = async (
  board: NamedTable,
  policy: Policy,
  contribution: string,
  now: number,
): Promise<'created' | 'exists'> => {
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...epochKey(0), kind: kinds.epoch, ...firstEpoch(policy, contribution, now) }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return 'created';
  } catch (error) {
    if (isConditionFailure(error)) return 'exists';
    throw error;
  }
};

const setState = (board: NamedTable, epoch: number, from: Epoch['state'], to: Epoch['state']): TransactWriteItem => ({
  Update: {
    TableName: board.name,
    Key: toItem(epochKey(epoch)),
    UpdateExpression: 'SET #state = :to',
    ConditionExpression: '#state = :from',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({ ':from': from, ':to': to }),
  },
});

export type EnsureEpoch =
  /** The stack had no epoch yet: this policy counts from the first record on, and nothing is rebuilt. */
  | { outcome: 'first'; epoch: number }
  /** The newest epoch has this policy and these tallies already. */
  | { outcome: 'unchanged'; epoch: number }
  /** A rebuild is needed: it fills this epoch and then moves the pointer to it. */
  | { outcome: 'opened'; epoch: number };

/**
 * Sees to it that there is an epoch with this policy and these tallies, current or on its way to be.
 * An open epoch that differs is given up. `repair` opens one even if nothing differs.
 */
export const ensureEpoch = async (
  board: NamedTable,
  wanted: { policy: Policy; contribution: string; now: number; repair?: boolean },
): Promise<EnsureEpoch> => {
  const { policy, contribution, now, repair } = wanted;
  for (;;) {
    const { all, current, open } = await loadEpochs(board);
    if (all.length === 0) {
      if ((await ensureFirstEpoch(board, policy, contribution, now)) === 'created')
        return { outcome: 'first', epoch: 0 };
      continue;
    }
    const newest = open ?? current;
    const samePolicy = newest.policy.version === policy.version;
    const sameTallies = newest.contribution === contribution && !newest.frozenAt;
    if (samePolicy && sameTallies && !repair) return { outcome: 'unchanged', epoch: newest.epoch };

    const epoch = Math.max(...all.map((known) => known.epoch)) + 1;
    const item: Epoch = {
      epoch,
      policy,
      contribution,
      state: 'open',
      openedAt: new Date(now).toISOString(),
      reason: samePolicy ? (sameTallies ? 'repair' : 'tallies') : `policy ${policy.version}`,
    };
    try {
      await board.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: board.name,
                Item: toItem({ ...epochKey(epoch), kind: kinds.epoch, ...item }),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
            ...(open ? [setState(board, open.epoch, 'open', 'retired')] : []),
          ],
        }),
      );
      return { outcome: 'opened', epoch };
    } catch (error) {
      // Somebody else opened or moved one in the meantime: look again.
      if (!isTransactionRefusal(error)) throw error;
    }
  }
};

/** Moves the pointer: the open epoch becomes current, the current one retired. False if that has happened already. */
export const promoteEpoch = async (board: NamedTable, { current, open }: Epochs): Promise<boolean> => {
  if (!open) return false;
  try {
    await board.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          setState(board, current.epoch, 'current', 'retired'),
          setState(board, open.epoch, 'open', 'current'),
          {
            Put: {
              TableName: board.name,
              Item: toItem({ ...currentEpochKey, kind: kinds.epoch, epoch: open.epoch }),
              ConditionExpression: 'attribute_not_exists(pk) OR epoch < :epoch',
              ExpressionAttributeValues: toItem({ ':epoch': open.epoch }),
            },
          },
        ],
      }),
    );
    return true;
  } catch (error) {
    if (isTransactionRefusal(error)) return false;
    throw error;
  }
};

/**
 * The epochs that fold counts into: the current one and those that are open, as long as they are counted with the
 * tallies that are deployed. One that is not is frozen for good: after a return to its tallies it would have a gap.
 */
export const liveEpochs = async (
  board: NamedTable,
  { all, current }: Epochs,
  contribution: string,
  now: number,
): Promise<Epoch[]> => {
  const live: Epoch[] = [];
  for (const epoch of all) {
    if (epoch.frozenAt || (epoch.state === 'retired' && epoch.epoch !== current.epoch)) continue;
    if (epoch.contribution === contribution) live.push(epoch);
    else await freezeEpoch(board, epoch.epoch, now);
  }
  return live;
};

const freezeEpoch = (board: NamedTable, epoch: number, now: number) =>
  board.client.send(
    new UpdateItemCommand({
      TableName: board.name,
      Key: toItem(epochKey(epoch)),
      UpdateExpression: 'SET frozenAt = if_not_exists(frozenAt, :now)',
      ExpressionAttributeValues: toItem({ ':now': new Date(now).toISOString() }),
    }),
  );
