/** Decisions on the board. One is written once, in one transaction with what it does to the alert, and never changed. */
import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Alert } from '../core/alert/alert.ts';
import type { Decision } from '../core/alert/decision.ts';
import { toItem } from '../runtime/dynamodb.ts';
import { putAlert } from './alerts.ts';
import { isTransactionRefusal } from './condition.ts';
import { decisionKey, decisionPk, type Key, kinds } from './keys.ts';
import { type NamedTable, queryPartition } from './table.ts';

/** Every decision about an objective's alerts, read consistently, oldest first. */
export const readDecisions = async (board: NamedTable, objective: string): Promise<Decision[]> => {
  const decisions: Decision[] = [];
  for await (const item of queryPartition<Decision & Key & { kind: string }>(board, decisionPk(objective))) {
    const { pk: _pk, sk: _sk, kind: _kind, ...decision } = item;
    decisions.push(decision as Decision);
  }
  // The key's order is that of the notices.
  return decisions.sort((a, b) => (a.at < b.at ? -1 : 1));
};

export interface NewDecision {
  decision: Decision;
  /** As the decision leaves it. */
  alert: Alert;
  /** What else comes of it: the items of an action that begins. */
  items: readonly TransactWriteItem[];
}

export type WriteDecision =
  | 'written'
  /** The link was used, the alert moved, or the action's number was taken in the meantime: read, and decide again. */
  | 'lost';

/** Writes a decision and everything that comes of it, all or nothing. */
export const writeDecision = async (
  board: NamedTable,
  { decision, alert, items }: NewDecision,
): Promise<WriteDecision> => {
  const key = decisionKey(decision.objective, decision.notice);
  const once: TransactWriteItem = {
    Put: {
      TableName: board.name,
      Item: toItem({ ...key, ...decision, kind: kinds.decision }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
  try {
    await board.client.send(
      new TransactWriteItemsCommand({ TransactItems: [once, { Put: putAlert(board, alert) }, ...items] }),
    );
    return 'written';
  } catch (error) {
    if (isTransactionRefusal(error)) return 'lost';
    throw error;
  }
};
