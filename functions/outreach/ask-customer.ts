/** Asks a customer, or reminds one: the invitation, the notice that owes the mail and what limits both in one transaction. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { customerId, type NewNotice, noticeId } from '../../shared/core/notice/notice.ts';
import type { Invitation, SkipReason } from '../../shared/core/survey/invitation.ts';
import type { Invite } from '../../shared/core/survey/survey.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { askItem, countItem, notErasedItem } from '../../shared/store/customers.ts';
import { changeInvitation, dueItem } from '../../shared/store/invitations.ts';
import { noticeKey } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';

const noticeFor = ({ id, person = '', customer }: Invitation, reminder: boolean, at: string): NewNotice => {
  const reason = reminder ? 'reminder' : 'invitation';
  return {
    kind: 'notice',
    id: noticeId(at, [reason, id], digest),
    person: { id: customerId(person), name: customer?.name ?? '', email: customer?.email ?? '' },
    why: reason,
    about: { kind: 'invitation', invitation: id, reminder },
    reason,
    state: 'pending',
    attempts: 0,
    createdAt: at,
  };
};

/** The invitation with the notice that it owes, and what a transaction has to hold for it. */
const withMail = (board: NamedTable, invitation: Invitation, reminder: boolean, at: string) => {
  const notice = noticeFor(invitation, reminder, at);
  const put: TransactWriteItem = {
    Put: {
      TableName: board.name,
      Item: toItem({ ...noticeKey(notice.id), ...notice }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
  return { invitation: { ...invitation, notices: [...invitation.notices, notice.id] }, put };
};

/** Writes an invitation as it was decided, with when it falls due next; false if it changed since it was read. */
export const writeDecided = async (
  board: NamedTable,
  invitation: Invitation,
  beside: readonly TransactWriteItem[] = [],
): Promise<boolean> => {
  const { id, dueAt } = invitation;
  const due = dueAt === undefined ? [] : [dueItem(board, dueAt, id)];
  return (await changeInvitation(board, invitation, [...beside, ...due])).outcome === 'written';
};

/** Owes the reminder; false if the invitation changed since it was read. */
export const remindCustomer = (board: NamedTable, decided: Invitation, now: number): Promise<boolean> => {
  const { invitation, put } = withMail(board, decided, true, new Date(now).toISOString());
  return writeDecided(board, invitation, [put]);
};

export type Asking =
  /** The invitation as it is written, with its notice. */
  | { outcome: 'asked'; invitation: Invitation }
  /** Something stood against it that was not there, or not seen, when it was decided. */
  | { outcome: 'refused'; reason: SkipReason }
  | { outcome: 'lost' };

const dayMs = 86_400_000;
/** What may refuse, in the order of the transaction. */
const refusals = ['erased', 'asked-lately', 'cap'] as const satisfies readonly SkipReason[];

/**
 * Asks, on condition that no other invitation asked the customer within the quarantine, that the day is not full, and
 * that the customer was not erased.
 *
 * @param zone the company's time zone, in which a day begins and ends
 * @param now milliseconds since 1970
 */
export const askCustomer = async (
  board: NamedTable,
  decided: Invitation,
  { quarantineDays, mostADay }: Pick<Invite, 'quarantineDays' | 'mostADay'>,
  { zone, now }: { zone: string; now: number },
): Promise<Asking> => {
  const at = new Date(now).toISOString();
  const { person = '', survey, id } = decided;
  const { invitation, put } = withMail(board, decided, false, at);
  const { dueAt } = invitation;
  const written = await changeInvitation(board, invitation, [
    notErasedItem(board, person),
    askItem(board, person, { at, invitation: id }, new Date(now - quarantineDays * dayMs).toISOString()),
    countItem(board, dayAt(now, zone), survey, mostADay),
    put,
    ...(dueAt === undefined ? [] : [dueItem(board, dueAt, id)]),
  ]);
  if (written.outcome === 'written') return { outcome: 'asked', invitation };
  const reason = written.outcome === 'refused' ? refusals.find((_, at) => written.beside.includes(at)) : undefined;
  return reason === undefined ? { outcome: 'lost' } : { outcome: 'refused', reason };
};
