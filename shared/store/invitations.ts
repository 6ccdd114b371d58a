/** Invitations on the board: each as it stands, when its next mail falls due, and the day under which it is listed. */
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Invitation } from '../core/survey/invitation.ts';
import { addDays } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, isTransactionRefusal, refusedBy, refusedConditions } from './condition.ts';
import { dueKey, duePk, invitationDayKey, invitationKey, type Key, kinds } from './keys.ts';
import { type NamedTable, queryRange } from './table.ts';

/**
 * Days after which an invitation is forgotten: the link to stop in its last mail is good for 400, which may be written 60
 * days after (the longest delay, then the longest wait for the reminder). What was answered is counted elsewhere.
 */
const keptDays = 480;
const forgottenAt = ({ createdAt }: Pick<Invitation, 'createdAt'>): number =>
  Math.floor(Date.parse(createdAt) / 1000) + keptDays * 86_400;

/** Without its key: what is stored is never mistaken for what is meant. */
export const invitationOf = (item: object): Invitation => {
  const {
    pk: _pk,
    sk: _sk,
    kind: _kind,
    ttl: _ttl,
    ...invitation
  } = item as Invitation & Key & { kind: string; ttl: number };
  return invitation;
};

const itemOf = (invitation: Invitation) =>
  toItem({ ...invitationKey(invitation.id), kind: kinds.invitation, ttl: forgottenAt(invitation), ...invitation });

/** An invitation by its id, read consistently; `undefined` if there is none. */
export const readInvitation = async (board: NamedTable, id: string): Promise<Invitation | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(invitationKey(id)), ConsistentRead: true }),
  );
  return Item && invitationOf(fromItem(Item));
};

/** What a transaction has to hold so that an invitation falls due. */
export const dueItem = (board: NamedTable, dueAt: string, invitation: string) => ({
  Put: {
    TableName: board.name,
    Item: toItem({ ...dueKey(dueAt, invitation), kind: kinds.due, invitation, dueAt }),
  },
});

export type CreateInvitation =
  | 'created'
  /** The survey and the delivery have one already, whatever became of it. */
  | 'exists';

/** Writes an invitation once, with its place in the list and, if it has one, when it falls due: all or nothing. */
export const createInvitation = async (board: NamedTable, invitation: Invitation): Promise<CreateInvitation> => {
  const listed = {
    ...invitationDayKey(invitation.createdAt.slice(0, 10), invitation.id),
    kind: kinds.invitationDay,
    ttl: forgottenAt(invitation),
    invitation: invitation.id,
    survey: invitation.survey,
  };
  const items: TransactWriteItem[] = [
    { Put: { TableName: board.name, Item: itemOf(invitation), ConditionExpression: 'attribute_not_exists(pk)' } },
    { Put: { TableName: board.name, Item: toItem(listed) } },
    ...(invitation.dueAt === undefined ? [] : [dueItem(board, invitation.dueAt, invitation.id)]),
  ];
  try {
    await board.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    return 'created';
  } catch (error) {
    // Refused by anything else than its existence, it is to be tried again.
    if (isTransactionRefusal(error) && refusedConditions(error)[0]) return 'exists';
    throw error;
  }
};

/** An invitation as it is to be, if it still is as it was read: `version` is the one that was read plus one. */
const replaceItem = (board: NamedTable, invitation: Invitation): TransactWriteItem => ({
  Put: {
    TableName: board.name,
    Item: itemOf(invitation),
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: toItem({ ':read': invitation.version - 1 }),
  },
});

export type ChangeInvitation =
  | { outcome: 'written' }
  /** The invitation is not as it was read, or somebody else was writing one of the items: look again. */
  | { outcome: 'lost' }
  /** Items beside it were refused by their own conditions: their places, from 0. */
  | { outcome: 'refused'; beside: number[] };

/**
 * Writes an invitation as it is to be, and what else has to be true or written with it, all or nothing.
 *
 * @param invitation with a version one above the one that was read
 */
export const changeInvitation = async (
  board: NamedTable,
  invitation: Invitation,
  beside: readonly TransactWriteItem[] = [],
): Promise<ChangeInvitation> => {
  try {
    await board.client.send(
      new TransactWriteItemsCommand({ TransactItems: [replaceItem(board, invitation), ...beside] }),
    );
    return { outcome: 'written' };
  } catch (error) {
    if (!isTransactionRefusal(error)) throw error;
    const [changed, ...refused] = refusedConditions(error);
    if (changed || !refused.includes(true)) return { outcome: 'lost' };
    return { outcome: 'refused', beside: refused.flatMap((is, at) => (is ? [at] : [])) };
  }
};

export type MarkAnswered =
  /** The invitation as it stands now. */
  | { outcome: 'marked'; invitation: Invitation }
  /** Somebody answered before. */
  | { outcome: 'answered'; invitation: Invitation }
  /** There is none, or nobody was asked by it. */
  | { outcome: 'unknown' };

/**
 * Remembers that an invitation was answered, once: no reminder follows. Call it when the queue has the answer, so that
 * none is lost; an answer that comes twice is one record by its subject.
 *
 * @param answeredAt ISO 8601, UTC
 */
export const markAnswered = async (board: NamedTable, id: string, answeredAt: string): Promise<MarkAnswered> => {
  try {
    const { Attributes = {} } = await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(invitationKey(id)),
        UpdateExpression: 'SET #state = :answered, answeredAt = :at ADD version :one REMOVE dueAt',
        // Also of one that was given up: whoever answers did get the mail.
        ConditionExpression: 'attribute_exists(invitedAt) AND #state <> :answered',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({ ':answered': 'answered', ':at': answeredAt, ':one': 1 }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { outcome: 'marked', invitation: invitationOf(fromItem(Attributes)) };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const before = refusedBy<Invitation & Key>(error);
    if (before.state !== 'answered') return { outcome: 'unknown' };
    return { outcome: 'answered', invitation: invitationOf(before) };
  }
};

/** That an invitation has to be looked at. */
export interface DueEntry {
  /** When; ISO 8601, UTC. */
  dueAt: string;
  invitation: string;
}

/** What fell due up to an instant, oldest first, looking back to an instant before which nothing is left. */
export async function* readDue(board: NamedTable, from: string, now: string): AsyncGenerator<DueEntry> {
  for (let day = from.slice(0, 10); day <= now.slice(0, 10); day = addDays(day, 1))
    for await (const { dueAt, invitation } of queryRange<DueEntry>(board, duePk(day), '0', `${now}~`))
      yield { dueAt, invitation };
}

/** Lets an invitation be looked at again from an instant on, besides what is due anyway. */
export const putDue = async (board: NamedTable, { dueAt, invitation }: DueEntry): Promise<void> => {
  await board.client.send(new PutItemCommand(dueItem(board, dueAt, invitation).Put));
};

/** Takes an entry away once everything that it asked for is done. */
export const removeDue = async (board: NamedTable, { dueAt, invitation }: DueEntry): Promise<void> => {
  await board.client.send(new DeleteItemCommand({ TableName: board.name, Key: toItem(dueKey(dueAt, invitation)) }));
};
