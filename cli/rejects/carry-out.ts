/** Carries a replay out: events go onto the ingest queue, and a reject is removed once the queue has them. */
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { packIngestMessages } from '../../shared/store/ingest-message.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { Failure } from '../failure.ts';
import type { FixPlan, StoredReject, Taken } from './plan-fix.ts';

/** Rejects that are sent before they are removed: as much as is sent again if the command is interrupted. */
const portion = 200;

export interface Carried {
  /** Events that the queue has. */
  sent: number;
  /** Rejects that are gone from the board. */
  removed: number;
}

const remove = async (board: NamedTable, { pk, sk }: StoredReject): Promise<void> => {
  await board.client.send(new DeleteItemCommand({ TableName: board.name, Key: toItem({ pk, sk }) }));
};

const send = async (sqs: SQSClient, queueUrl: string, run: string, taken: readonly Taken[]): Promise<void> => {
  const groups = Map.groupBy(taken, ({ source, namespace }) => JSON.stringify([source, namespace]));
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { source, namespace } = first;
    // When they came, not now: a replay is no sign that the source is alive.
    const receivedAt = group.map(({ reject }) => reject.receivedAt).reduce((a, b) => (a > b ? a : b));
    const events = group.flatMap((each) => each.events.map((event) => ({ ...event, run })));
    const sending = await sendTo(
      sqs,
      queueUrl,
    )(packIngestMessages({ v: 1, source, namespace, receivedAt, events, rejects: [] }));
    if (!sending.sent)
      throw new Failure(
        `The ingest queue did not take the events: ${sending.fault}. Run the command again: what it took is not offered twice.`,
      );
  }
};

/** Sends what would be taken, then removes it and what is settled. Interrupted, it can be run again. */
export const carryOut = async (
  { taken, settled }: Pick<FixPlan, 'taken' | 'settled'>,
  { sqs, queueUrl, board, run }: { sqs: SQSClient; queueUrl: string; board: NamedTable; run: string },
): Promise<Carried> => {
  const carried: Carried = { sent: 0, removed: 0 };
  for (let start = 0; start < taken.length; start += portion) {
    const some = taken.slice(start, start + portion);
    await send(sqs, queueUrl, run, some);
    carried.sent += some.reduce((sum, { events }) => sum + events.length, 0);
    for (const { reject, whole } of some) {
      if (!whole) continue;
      await remove(board, reject);
      carried.removed += 1;
    }
  }
  for (const reject of settled) {
    await remove(board, reject);
    carried.removed += 1;
  }
  return carried;
};
