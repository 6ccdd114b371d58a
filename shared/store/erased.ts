/** People who were erased, by keyed hash, and the evidence of it. Evidence is only ever added. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../runtime/dynamodb.ts';
import { erasedKey, erasureKey, kinds } from './keys.ts';
import { type NamedTable, queryItems, queryPartition } from './table.ts';

/** The keyed hashes of everybody who was erased. */
export const readErased = async (board: NamedTable): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  const condition = { KeyConditionExpression: 'pk = :pk', ProjectionExpression: 'sk', ConsistentRead: true };
  for await (const { sk } of queryItems<{ sk: string }>(board, condition, { ':pk': kinds.erased })) found.add(sk);
  return found;
};

/** Remembers somebody as erased. Again, it changes nothing but the time. */
export const writeErased = async (board: NamedTable, person: string, at: string): Promise<void> => {
  const item = { ...erasedKey(person), kind: kinds.erased, at };
  await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
};

/** One entry of the evidence. Nothing in it says who it was to anybody who lacks the key. */
export interface Erasure {
  /** ISO 8601, UTC. */
  at: string;
  /** `begun` is written before anything is removed, `done` once all of it is. */
  step: 'begun' | 'done';
  author: string;
  reason: string;
  /** Keyed hashes: of each address and each id that the person was known by. */
  persons: string[];
  /** Removed, by what it was. */
  counts: Record<string, number>;
}

/** Adds to the evidence. Throws if there is an entry of this instant and person: none is ever written over. */
export const addErasure = async (board: NamedTable, erasure: Erasure): Promise<void> => {
  const item = { ...erasureKey(erasure.at, erasure.persons[0] ?? ''), kind: kinds.erasure, ...erasure };
  await board.client.send(
    new PutItemCommand({ TableName: board.name, Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' }),
  );
};

/** The evidence, oldest first. */
export async function* readErasures(board: NamedTable): AsyncGenerator<Erasure> {
  for await (const { at, step, author, reason, persons, counts } of queryPartition<Erasure>(board, kinds.erasure))
    yield { at, step, author, reason, persons, counts };
}
