/** Notices on the board: which ones are open, and every write that moves one. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Notice, NoticeState } from '../core/notice.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { noticePk } from './keys.ts';
import { type NamedTable, queryItems } from './table.ts';

/** The first instant of the month before. */
const monthBefore = (instant: string): string => {
  const at = new Date(instant);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString();
};

/** Notices of this month and the last that are not settled, oldest first. */
export async function* readOpenNotices(board: NamedTable, now: string): AsyncGenerator<Notice> {
  for (const instant of [monthBefore(now), now])
    yield* queryItems<Notice>(
      board,
      {
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: '#state IN (:pending, :ambiguous)',
        ExpressionAttributeNames: { '#state': 'state' },
        ConsistentRead: true,
      },
      { ':pk': noticePk(instant), ':pending': 'pending', ':ambiguous': 'ambiguous' },
    );
}

const change = async (
  board: NamedTable,
  { pk, sk }: Pick<Notice, 'pk' | 'sk'>,
  expression: { UpdateExpression: string; ConditionExpression: string },
  values: Record<string, unknown>,
): Promise<boolean> => {
  try {
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem({ pk, sk }),
        ...expression,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem(values),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/**
 * Takes a notice to hand it over. It is `ambiguous` from here on until a reply says otherwise, so that a crash at any
 * point afterwards is treated as the lost reply that it may be. False if somebody else took it since it was read.
 */
export const claimNotice = (board: NamedTable, notice: Notice, now: string, leaseUntil: string): Promise<boolean> =>
  change(
    board,
    notice,
    {
      UpdateExpression:
        'SET #state = :ambiguous, attempts = :next, lostReplies = :lost, leaseUntil = :until, triedAt = :now REMOVE notBefore',
      ConditionExpression: '#state = :read AND attempts = :attempts AND attribute_not_exists(sesSendAt)',
    },
    {
      ':ambiguous': 'ambiguous' satisfies NoticeState,
      ':read': notice.state,
      ':attempts': notice.attempts,
      ':next': notice.attempts + 1,
      ':lost': (notice.lostReplies ?? 0) + 1,
      ':until': leaseUntil,
      ':now': now,
    },
  );

/** What became of a notice; attributes that are not given are removed. */
export interface NoticeEnd {
  state: NoticeState;
  problem?: string;
  messageId?: string;
  notBefore?: string;
  leaseUntil?: string;
  lostReplies?: number;
}
const endings = ['problem', 'messageId', 'notBefore', 'leaseUntil', 'lostReplies'] as const;

/** Writes what became of a notice, if it still is as it is given here. False if somebody else moved it. */
export const settleNotice = (board: NamedTable, notice: Notice, end: NoticeEnd): Promise<boolean> => {
  const given = endings.filter((name) => end[name] !== undefined);
  const removed = endings.filter((name) => end[name] === undefined);
  return change(
    board,
    notice,
    {
      UpdateExpression: `SET #state = :state${given.map((name) => `, ${name} = :${name}`).join('')}${
        removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''
      }`,
      ConditionExpression: '#state = :read AND attempts = :attempts',
    },
    {
      ':state': end.state,
      ':read': notice.state,
      ':attempts': notice.attempts,
      ...Object.fromEntries(given.map((name) => [`:${name}`, end[name]])),
    },
  );
};
