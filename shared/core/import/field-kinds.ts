/** The fields that a map may fill, read from the contract itself: a new field needs no change here. */
import * as z from 'zod/mini';
import { ComplaintData } from '../../../events/complaint.ts';
import { DeliveryData } from '../../../events/delivery.ts';
import { InspectionData } from '../../../events/inspection.ts';
import type { RecordType } from '../../../events/record-types.ts';
import { ResponseData } from '../../../events/response.ts';

/** How a field's text is read. */
export type FieldKind = 'moment' | 'integer' | 'number' | 'boolean' | 'text' | 'list';

type Schema = z.core.JSONSchema.BaseSchema;

const contracts: Record<RecordType, z.core.$ZodType> = {
  delivery: DeliveryData,
  inspection: InspectionData,
  complaint: ComplaintData,
  response: ResponseData,
};

/**
 * Fields of each record type by path. Objects in a list are numbered, so `lines.items.0.id` stands as `lines.items.#.id`;
 * whatever the sender may name stands as `*`, so `answer.texts.why` as `answer.texts.*`. A list of texts is one field.
 */
const walk = (root: Schema, schema: Schema, path: string, found: Map<string, FieldKind>): Map<string, FieldKind> => {
  const name = schema.$ref?.split('/').at(-1);
  if (name === 'Moment') return found.set(path, 'moment');
  const resolved = (name && root.$defs?.[name]) || schema;
  const under = (segment: string) => (path ? `${path}.${segment}` : segment);
  if (resolved.properties) {
    for (const [key, inner] of Object.entries(resolved.properties))
      if (typeof inner === 'object') walk(root, inner, under(key), found);
  } else if (typeof resolved.additionalProperties === 'object') {
    walk(root, resolved.additionalProperties, under('*'), found);
  } else if (resolved.items && typeof resolved.items === 'object' && !Array.isArray(resolved.items)) {
    if (resolved.items.type === 'string') return found.set(path, 'list');
    walk(root, resolved.items, under('#'), found);
  } else if (resolved.type === 'integer' || resolved.type === 'number' || resolved.type === 'boolean') {
    found.set(path, resolved.type);
  } else found.set(path, 'text');
  return found;
};

const cache = new Map<RecordType, Map<string, FieldKind>>();

/** Every field of a record type, with how it is read: `promise.first` → `moment`. */
export const fieldsOf = (type: RecordType): ReadonlyMap<string, FieldKind> => {
  const known = cache.get(type);
  if (known) return known;
  const schema = z.toJSONSchema(contracts[type], { io: 'input' });
  const found = walk(schema, schema, '', new Map());
  cache.set(type, found);
  return found;
};

/** The kind of a field by the path that a map gives; `undefined` where the contract has no such field. */
export const kindOf = (type: RecordType, path: string): FieldKind | undefined => {
  const fields = fieldsOf(type);
  return fields.get(path.replace(/\.\d+(?=\.|$)/g, '.#')) ?? fields.get(path.replace(/\.[^.]+$/, '.*'));
};
