/** Which epochs are counted into, and which stand still for good. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import type { Epoch, Epochs } from './epochs.ts';
import { epochKey } from './keys.ts';
import type { NamedTable } from './table.ts';

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
