/** Notices on the board: which ones are open, and every write that moves one. */
import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Delivery } from '../core/notice/mail-event.ts';
import { type Notice, type NoticeState, noticeInstant } from '../core/notice/notice.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure } from './condition.ts';
import { noticeKey, noticePk } from './keys.ts';
import { type NamedTable, queryItems, queryPartition } from './table.ts';

/** A notice by its id, read consistently; `undefined` if there is none, or the text is no id. */
export const readNotice = async (board: NamedTable, id: string): Promise<Notice | undefined> => {
  if (noticeInstant(id) === undefined) return undefined;
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(noticeKey(id)), ConsistentRead: true }),
  );
  return Item && fromItem<Notice>(Item);
};

/** The first instant of the month before. */
export const monthBefore = (instant: string): string => {
  const at = new Date(instant);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1)).toISOString();
};

/** Every notice that was owed from one instant to another (both included), oldest first. */
export async function* readNotices(board: NamedTable, from: string, to: string): AsyncGenerator<Notice> {
  const first = new Date(from);
  for (let month = 0; ; month += 1) {
    const begin = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1)).toISOString();
    if (begin > to) return;
    for await (const notice of queryPartition<Notice>(board, noticePk(begin)))
      if (notice.createdAt >= from && notice.createdAt <= to) yield notice;
  }
}

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

const told = ['sesSendAt', 'deliveredAt', 'delayedAt', 'bouncedAt', 'complainedAt', 'problem'] as const;

/**
 * Writes what SES told of a notice's mail, if nobody wrote other events of it since it was read. What the outbox waited
 * for is over with that: SES has the mail. False if the notice has to be read again.
 */
export const writeDelivery = (
  board: NamedTable,
  notice: Notice,
  { messageId, ...delivery }: Delivery & { messageId: string },
): Promise<boolean> => {
  const given = told.filter((name) => delivery[name] !== undefined);
  const removed = [...told.filter((name) => delivery[name] === undefined), 'leaseUntil', 'notBefore', 'lostReplies'];
  const set = given.map((name) => `, ${name} = :${name}`).join('');
  return change(
    board,
    notice,
    {
      UpdateExpression: `SET #state = :state, events = :events, messageId = :message${set} REMOVE ${removed.join(', ')}`,
      ConditionExpression: `attribute_exists(pk) AND ${notice.events ? 'events = :known' : 'attribute_not_exists(events)'}`,
    },
    {
      ':state': delivery.state,
      ':events': delivery.events,
      ':message': messageId,
      ...(notice.events && { ':known': notice.events }),
      ...Object.fromEntries(given.map((name) => [`:${name}`, delivery[name]])),
    },
  );
};
