/** Invitations by the day on which they were made: for lists and counts, a hundred at a time. */
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Invitation } from '../core/survey/invitation.ts';
import { addDays, type Day } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { invitationOf } from './invitations.ts';
import { invitationDayPk, invitationKey } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** The most that one call reads. */
const atOnce = 100;

const readBatch = async (board: NamedTable, ids: readonly string[]): Promise<Invitation[]> => {
  const found: Invitation[] = [];
  let keys = ids.map((id) => toItem(invitationKey(id)));
  while (keys.length > 0) {
    const reply = await board.client.send(new BatchGetItemCommand({ RequestItems: { [board.name]: { Keys: keys } } }));
    found.push(...(reply.Responses?.[board.name] ?? []).map((item) => invitationOf(fromItem(item))));
    keys = reply.UnprocessedKeys?.[board.name]?.Keys ?? [];
  }
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
};

/** Every invitation that was made from one day to another (UTC, both included), day by day. */
export async function* readInvitations(board: NamedTable, from: Day, to: Day): AsyncGenerator<Invitation> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    let ids: string[] = [];
    for await (const { sk } of queryPartition<{ sk: string }>(board, invitationDayPk(day))) {
      ids.push(sk);
      if (ids.length < atOnce) continue;
      yield* await readBatch(board, ids);
      ids = [];
    }
    yield* await readBatch(board, ids);
  }
}
