/**
 * The record as the records table holds it: each facet beside its order and its personal fields.
 *
 * `promise`, `promise_o` (its order), `promise_p` (its personal fields). Nothing but store writes facets, and nothing
 * but store and the rebuild write `epoch` and `revision`.
 */

import type { HoshinEvent } from '../../events/event.ts';
import { facetNames, lifecycles, personalFields, type RecordType, recordTypeOf } from '../../events/record-types.ts';
import { type Digest, orderOf } from '../core/record/order.ts';
import type { HoshinRecord } from '../core/record/record.ts';
import { parseRecordPk } from './keys.ts';

/** What every record item carries beside its facets. */
export interface RecordItem extends Record<string, unknown> {
  pk: string;
  /** The newest epoch that it is counted in. */
  epoch: number;
  /** The epoch that it was first stored under: tells a rebuild which records it must see touched. */
  born: number;
  /** Goes up with every change of the item. */
  revision: number;
  /** `{run}#{message}.{place}` of the imported event that wrote it last. */
  run?: string;
  /** Its customer was erased: it takes no personal fields any more. */
  erased?: true;
}

export const orderAttribute = (facet: string): string => `${facet}_o`;
export const personalAttribute = (facet: string): string => `${facet}_p`;

/** The order of a facet on an item, if it ever had one. */
export const orderOn = (item: Record<string, unknown>, facet: string): string | undefined => {
  const order = item[orderAttribute(facet)];
  return typeof order === 'string' ? order : undefined;
};

/** One facet of an event, as it is to be stored. */
export interface FacetWrite {
  facet: string;
  order: string;
  /** The counted content; `null` deletes the facet. */
  counted: object | null;
  /** The personal fields, if there are any. */
  personal?: object;
}

const splitPersonal = (facet: string, body: object): Pick<FacetWrite, 'counted' | 'personal'> => {
  const names = personalFields[facet] ?? [];
  const isPersonal = ([name]: [string, unknown]) => names.includes(name);
  const entries = Object.entries(body).filter(([, value]) => value !== undefined);
  const personal = entries.filter(isPersonal);
  const counted = Object.fromEntries(entries.filter((entry) => !isPersonal(entry)));
  return { counted, ...(personal.length > 0 && { personal: Object.fromEntries(personal) }) };
};

/** The facets that an event carries; a deletion carries every facet of its type. */
export const facetsOfEvent = (event: HoshinEvent, digest: Digest): FacetWrite[] => {
  const names: readonly string[] = facetNames[recordTypeOf(event.type)];
  const { data, time } = event;
  if (data === null) {
    const order = orderOf(time, null, undefined, digest);
    return names.map((facet) => ({ facet, order, counted: null }));
  }
  const bodies = data as Record<string, object | undefined>;
  return names.flatMap((facet) => {
    const body = bodies[facet];
    if (!body) return [];
    return [{ facet, order: orderOf(time, body, lifecycles[facet], digest), ...splitPersonal(facet, body) }];
  });
};

/** The record that an item holds, without its personal fields. */
export const toRecord = (item: RecordItem): HoshinRecord => {
  const key = parseRecordPk(item.pk);
  const facets: Record<string, unknown> = {};
  for (const name of facetNames[key.type as RecordType] ?? []) {
    if (item[name] !== undefined) facets[name] = item[name];
  }
  // The items are ours: a facet was judged when it came in.
  return { ...key, facets, epoch: item.epoch, revision: item.revision } as HoshinRecord;
};
