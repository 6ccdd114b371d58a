/** Stores one event: each of its facets if it is newer than the one that is there. One write, no read, no transaction. */
import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { facetNames, personalFields, type RecordType, recordTypeOf } from '../../events/record-types.ts';
import { type Digest, timeOfOrder } from '../core/record/order.ts';
import type { RecordKey } from '../core/record/record.ts';
import { identitiesInEvent } from '../privacy/identities.ts';
import type { KnownErased } from '../privacy/known-erased.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import type { Cached } from './cache.ts';
import { isConditionFailure, refusedBy } from './condition.ts';
import { recordPk } from './keys.ts';
import { listConflict } from './list-conflict.ts';
import {
  type FacetWrite,
  facetsOfEvent,
  orderAttribute,
  orderOn,
  personalAttribute,
  type RecordItem,
} from './record-item.ts';
import type { NamedTable } from './table.ts';
import { touchRecord } from './touch-record.ts';

/** The tables, and what else storing an event needs. */
export interface Ledger {
  records: NamedTable;
  board: NamedTable;
  digest: Digest;
  /** The number of the newest epoch: what is written now is counted in it. */
  newestEpoch: Cached<number>;
  /** Whoever was erased: nothing personal of theirs is stored again. */
  erased: KnownErased;
}

/** What became of an event's facets. */
export interface StoredEvent {
  /** Facets that replaced an older one, or were the first. */
  stored: number;
  /** Facets that were there already, to the letter. */
  unchanged: number;
  /** Facets that something newer had replaced before. */
  superseded: number;
  /** Facets that met another body of the same instant, whichever of the two won. */
  conflicts: number;
  /** Writes that changed the record, an earlier attempt at the same event included. */
  writes: number;
}

/** The attributes of a type that hold what is personal. */
const personalAttributes = (type: RecordType): string[] =>
  facetNames[type].filter((facet) => personalFields[facet]).map(personalAttribute);

interface Write {
  pk: string;
  facets: readonly FacetWrite[];
  epoch: number;
  run: string | undefined;
  /** Set if the record's customer was erased: attributes that go, whichever facets are written. */
  stripped: readonly string[] | undefined;
}

const updateOf = ({ records }: Ledger, { pk, facets, epoch, run, stripped }: Write): UpdateItemCommandInput => {
  const names: Record<string, string> = { '#run': 'run' };
  const values: Record<string, unknown> = { ':epoch': epoch, ':one': 1 };
  const set = ['epoch = :epoch', 'born = if_not_exists(born, :epoch)'];
  const remove: string[] = [];
  const conditions = ['(attribute_not_exists(epoch) OR epoch <= :epoch)'];
  const put = (alias: string, name: string, value: unknown) => {
    names[`#${alias}`] = name;
    if (value === undefined || value === null) {
      remove.push(`#${alias}`);
      return;
    }
    values[`:${alias}`] = value;
    set.push(`#${alias} = :${alias}`);
  };
  put('run', 'run', run);
  facets.forEach(({ facet, order, counted, personal }, index) => {
    put(`f${index}`, facet, counted);
    if (!stripped) put(`p${index}`, personalAttribute(facet), personal);
    put(`o${index}`, orderAttribute(facet), order);
    conditions.push(`(attribute_not_exists(#o${index}) OR #o${index} < :o${index})`);
  });
  if (stripped) {
    put('erased', 'erased', true);
    stripped.forEach((attribute, index) => {
      put(`s${index}`, attribute, undefined);
    });
  } else if (facets.some(({ personal }) => personal !== undefined)) {
    names['#erased'] = 'erased';
    conditions.push('attribute_not_exists(#erased)');
  }
  return {
    TableName: records.name,
    Key: toItem({ pk }),
    UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''} ADD revision :one`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: toItem(values),
    ReturnValues: 'UPDATED_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

/** Two bodies for one facet and one instant. */
const inConflict = (one: string, other: string | undefined): other is string =>
  other !== undefined && one !== other && timeOfOrder(one) === timeOfOrder(other);

/**
 * Stores an event into a namespace. Expected outcomes are counted; faults are thrown, and storing again is harmless.
 * @param run `{run}#{message}.{place}` if an import sent it: tells an earlier attempt at it from a duplicate.
 */
export const storeEvent = async (
  ledger: Ledger,
  namespace: string,
  event: HoshinEvent,
  run?: string,
): Promise<StoredEvent> => {
  const { records, board, newestEpoch } = ledger;
  const key: RecordKey = { type: recordTypeOf(event.type), namespace, subject: event.subject };
  const pk = recordPk(key);
  const result: StoredEvent = { stored: 0, unchanged: 0, superseded: 0, conflicts: 0, writes: 0 };

  let pending = facetsOfEvent(event, ledger.digest);
  let [epoch, erased] = await Promise.all([
    newestEpoch.get(),
    ledger.erased.includes(identitiesInEvent(namespace, event)),
  ]);
  while (pending.length > 0) {
    const stripped = erased ? personalAttributes(key.type) : undefined;
    try {
      const write = updateOf(ledger, { pk, facets: pending, epoch, run, stripped });
      const reply = await records.client.send(new UpdateItemCommand(write));
      const before = fromItem<Record<string, unknown>>(reply.Attributes ?? {});
      // The fold lists these conflicts: it sees both orders again should this invocation end here.
      result.conflicts += pending.filter(({ facet, order }) => inConflict(order, orderOn(before, facet))).length;
      result.stored += pending.length;
      result.writes += 1;
      break;
    } catch (failure) {
      if (!isConditionFailure(failure)) throw failure;
      const item = refusedBy<RecordItem>(failure);
      const newer = pending.filter(({ facet, order }) => (orderOn(item, facet) ?? '') < order);
      const settled = pending.filter((write) => !newer.includes(write));
      const known = item.epoch ?? 0;
      const learned = item.erased === true && !erased;
      if (learned) erased = true;
      if (settled.length === 0 && known <= epoch && !learned)
        throw new Error(`${records.name} refused a write without a reason`);
      if (known > epoch) epoch = Math.max(known, await newestEpoch.reload());

      const same = settled.filter(({ facet, order }) => orderOn(item, facet) === order);
      if (same.length > 0 && run !== undefined && item.run === run) {
        result.stored += same.length;
        result.writes += 1;
      } else result.unchanged += same.length;
      for (const { facet, order } of settled) {
        const winner = orderOn(item, facet);
        if (inConflict(order, winner)) {
          result.conflicts += 1;
          await listConflict(board, key, facet, [order, winner]);
        } else if (winner !== order) result.superseded += 1;
      }
      pending = newer;
      // Written by somebody who did not know the newest epoch yet: no rebuild may come by here again.
      if (pending.length === 0 && known < epoch) await touchRecord(records, pk, epoch);
    }
  }
  // The write may have been under way for long: what was the newest epoch when it began may be none any more.
  const newest = await newestEpoch.get();
  if (newest > epoch) await touchRecord(records, pk, newest);
  return result;
};
