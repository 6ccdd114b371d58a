/** Opens epochs: the first, and each that a policy, other tallies or a repair asks for. */
import { isDeepStrictEqual } from 'node:util';
import { PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { countingPart } from '../core/config/counts-alike.ts';
import type { Policy } from '../core/config/policy.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, isTransactionRefusal } from './condition.ts';
import { type Epoch, loadEpochs } from './epochs.ts';
import { epochKey, kinds } from './keys.ts';
import { moveEpoch } from './promote-epoch.ts';
import type { NamedTable } from './table.ts';

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

export type EnsureEpoch =
  /** The stack had no epoch yet: this policy counts from the first record on, and nothing is rebuilt. */
  | { outcome: 'first'; epoch: number }
  /** The newest epoch has this policy and these tallies already. */
  | { outcome: 'unchanged'; epoch: number }
  /** The policy has changed, but counts every record as before: the newest epoch goes on under it. */
  | { outcome: 'adopted'; epoch: number }
  /** A rebuild is needed: it fills this epoch and then moves the pointer to it. */
  | { outcome: 'opened'; epoch: number };

/** Puts a policy that counts alike in the place of an epoch's own. False if somebody changed the epoch in the meantime. */
const adoptPolicy = async (board: NamedTable, { epoch, state, policy: before }: Epoch, policy: Policy) => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(epochKey(epoch)),
        UpdateExpression: 'SET policy = :policy',
        ConditionExpression: '#state = :state AND policy.version = :before',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':policy': policy, ':state': state, ':before': before.version }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

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

    if (sameTallies && !repair && isDeepStrictEqual(countingPart(newest.policy), countingPart(policy))) {
      if (await adoptPolicy(board, newest, policy)) return { outcome: 'adopted', epoch: newest.epoch };
      continue;
    }

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
            ...(open ? [moveEpoch(board, open.epoch, 'open', 'retired')] : []),
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
