/** Cases of complaints on the board. Every change has an entry in the history, and the notices it owes, or is none. */
import {
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Case, CaseEntry } from '../core/complaint/case.ts';
import type { NewNotice } from '../core/notice/notice.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { isConditionFailure, isTransactionRefusal, refusedBy, refusedConditions } from './condition.ts';
import { caseEntryKey, caseKey, casePk, type Key, kinds, noticeKey } from './keys.ts';
import { type NamedTable, queryRange } from './table.ts';

/** An item of the board without its key: what is stored is never mistaken for what is meant. */
const without = <T extends object>(item: T): T => {
  const { pk: _pk, sk: _sk, kind: _kind, ...rest } = item as T & Key & { kind?: string };
  return rest as T;
};

const get = async <T extends object>(board: NamedTable, key: Key): Promise<T | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && without(fromItem<T>(Item));
};

/** The case beside a complaint, read consistently; `undefined` where nobody has done anything yet. */
export const readCase = (board: NamedTable, namespace: string, subject: string): Promise<Case | undefined> =>
  get<Case>(board, caseKey(namespace, subject));

/** One entry of a case's history, as a notice names it. */
export const readCaseEntry = (
  board: NamedTable,
  { namespace, subject }: Pick<Case, 'namespace' | 'subject'>,
  version: number,
): Promise<CaseEntry | undefined> => get<CaseEntry>(board, caseEntryKey(namespace, subject, version));

/** What happened to a case, oldest first. */
export async function* readCaseHistory(
  board: NamedTable,
  { namespace, subject }: Pick<Case, 'namespace' | 'subject'>,
): AsyncGenerator<CaseEntry> {
  for await (const item of queryRange<CaseEntry>(board, casePk(namespace, subject), 'entry#', 'entry#~'))
    yield without(item);
}

/** Opens a case; the one that has its number already, where there is one. */
export const openCase = async (board: NamedTable, opened: Case): Promise<Case | undefined> => {
  const { namespace, subject } = opened;
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...caseKey(namespace, subject), kind: kinds.case, ...opened }),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return undefined;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return without(refusedBy<Case>(error)) as Case;
  }
};

/** Opens a case anew for another complaint than it was opened for before; false if that one is on its way by now. */
export const reopenCase = async (board: NamedTable, before: Pick<Case, 'openedAt'>, opened: Case): Promise<boolean> => {
  try {
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...caseKey(opened.namespace, opened.subject), kind: kinds.case, ...opened }),
        ConditionExpression: 'openedAt = :before AND version = :none AND attribute_not_exists(taken)',
        ExpressionAttributeValues: toItem({ ':before': before.openedAt, ':none': 0 }),
      }),
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
};

/** Says of a case that the queue has its complaint. */
export const markTaken = async (
  board: NamedTable,
  { namespace, subject }: Pick<Case, 'namespace' | 'subject'>,
): Promise<void> => {
  await board.client.send(
    new UpdateItemCommand({
      TableName: board.name,
      Key: toItem(caseKey(namespace, subject)),
      UpdateExpression: 'SET taken = :yes',
      ExpressionAttributeValues: toItem({ ':yes': true }),
    }),
  );
};

/** One step of a case: how it stands, why, who is owed a mail of it. */
export interface CaseStep {
  /** Its version is the one that was read, plus one. */
  case: Case;
  entry: CaseEntry;
  notices: readonly NewNotice[];
  /** What else has to hold for it, written with it: where it does not, the step is refused. */
  only?: readonly TransactWriteItem[];
}

const putNew = (board: NamedTable, item: object): TransactWriteItem => ({
  Put: { TableName: board.name, Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' },
});

export type WriteCaseStep =
  | 'written'
  /** What has to hold for it does not. */
  | 'refused'
  /** Somebody else changed the case since it was read: read it again, and decide again. */
  | 'lost';

/** Writes a step, all or nothing, if the case still is as it was read. */
export const writeCaseStep = async (board: NamedTable, step: CaseStep): Promise<WriteCaseStep> => {
  const { case: after, entry, notices, only = [] } = step;
  const { namespace, subject, version } = after;
  const put: TransactWriteItem = {
    Put: {
      TableName: board.name,
      Item: toItem({ ...caseKey(namespace, subject), kind: kinds.case, ...after }),
      ConditionExpression: version === 1 ? 'attribute_not_exists(pk) OR version = :read' : 'version = :read',
      ExpressionAttributeValues: toItem({ ':read': version - 1 }),
    },
  };
  const own = [
    put,
    putNew(board, { ...caseEntryKey(namespace, subject, entry.version), kind: kinds.case, ...entry }),
    ...notices.map((notice) => putNew(board, { ...noticeKey(notice.id), ...notice })),
  ];
  try {
    await board.client.send(new TransactWriteItemsCommand({ TransactItems: [...own, ...only] }));
    return 'written';
  } catch (error) {
    if (!isTransactionRefusal(error)) throw error;
    return refusedConditions(error).some((refused, place) => refused && place >= own.length) ? 'refused' : 'lost';
  }
};
