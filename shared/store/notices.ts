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
const monthBefore = (instant: string): string => {
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

const dayMs = 86_400_000;
/** Nearly every notice is settled within minutes. */
const lately = 2 * dayMs;

/** A busy month of notices costs more to read than all else that a sweep does: only the first call of an hour looks so far. */
const looksFar = (now: string): boolean => new Date(now).getUTCMinutes() < 5;

/**
 * Notices in states that something is still owed for, oldest first: of the last two days; where a call is the first of
 * its hour, of this month and the last.
 *
 * @param condition further than the state; on attributes of the notice
 */
export async function* readUnfinished(
  board: NamedTable,
  now: string,
  [one, other]: readonly [NoticeState, NoticeState],
  condition = '',
): AsyncGenerator<Notice> {
  const from = looksFar(now) ? monthBefore(now) : new Date(Date.parse(now) - lately).toISOString();
  for (const partition of new Set([noticePk(from), noticePk(now)]))
    yield* queryItems<Notice>(
      board,
      {
        // Ids begin with their instant, and do so with as many digits until 2059.
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        FilterExpression: `#state IN (:one, :other)${condition}`,
        ExpressionAttributeNames: { '#state': 'state' },
        ConsistentRead: true,
      },
      { ':pk': partition, ':from': Date.parse(from).toString(36), ':one': one, ':other': other },
    );
}

/** Notices that are not settled; which ones are looked at, says `readUnfinished`. */
export const readOpenNotices = (board: NamedTable, now: string): AsyncGenerator<Notice> =>
  readUnfinished(board, now, ['pending', 'ambiguous']);

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
 * Writes what SES told of a notice's mail, if since it was read nobody wrote other events of it or forgot its customer. What the outbox waited
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
      // Whoever was erased since is not quoted: what the mail server says often holds the address.
      ConditionExpression: `person = :person AND ${notice.events ? 'events = :known' : 'attribute_not_exists(events)'}`,
    },
    {
      ':state': delivery.state,
      ':events': delivery.events,
      ':message': messageId,
      ':person': notice.person,
      ...(notice.events && { ':known': notice.events }),
      ...Object.fromEntries(given.map((name) => [`:${name}`, delivery[name]])),
    },
  );
};
