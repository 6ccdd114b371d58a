/** Failed conditions: an expected outcome of every conditional write, told apart from faults. */
import { fromItem } from '../runtime/dynamodb.ts';

interface ConditionFailure extends Error {
  name: 'ConditionalCheckFailedException';
  Item?: Parameters<typeof fromItem>[0];
}

/** True if a write was refused by its own condition. By name, since bundles may hold the class twice. */
export const isConditionFailure = (error: unknown): error is ConditionFailure =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** True if a transaction was refused by one of its conditions or by another transaction. */
export const isTransactionRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'TransactionCanceledException';

interface TransactionRefusal extends Error {
  CancellationReasons?: { Code?: string }[];
}

/** Which items of a transaction were refused, by their place; `undefined` if the error is another. */
export const refusedItems = (error: unknown): Set<number> | undefined => {
  if (!isTransactionRefusal(error)) return undefined;
  const { CancellationReasons: reasons = [] } = error as TransactionRefusal;
  return new Set(reasons.flatMap(({ Code }, at) => (Code === undefined || Code === 'None' ? [] : [at])));
};

/** Of each item of a refused transaction, in order, whether its own condition refused it: not that somebody was writing it. */
export const refusedConditions = (error: Error): boolean[] =>
  ((error as TransactionRefusal).CancellationReasons ?? []).map(({ Code }) => Code === 'ConditionalCheckFailed');

/** The item that made a condition fail (ReturnValuesOnConditionCheckFailure ALL_OLD); empty if there was none. */
export const refusedBy = <T extends object>(failure: ConditionFailure): Partial<T> =>
  failure.Item ? fromItem<T>(failure.Item) : {};
