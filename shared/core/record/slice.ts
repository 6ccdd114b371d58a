/** Slices: the total, or one value of one dimension, as they are named in rows: `total`, `site=Lyon`. */
import type { DimensionName, Policy } from '../config/policy.ts';
import type { HoshinRecord } from './record.ts';

export const total = 'total';

/** `{ site: 'Lyon' }` → `site=Lyon`; `{}` → `total`. */
export const sliceName = (slice: Partial<Record<DimensionName, string>>): string => {
  const entry = Object.entries(slice)[0];
  return entry ? `${entry[0]}=${entry[1]}` : total;
};

/** The facet in which each record type carries its dimensions. */
const dimensionsOf = (record: HoshinRecord): Partial<Record<string, unknown>> => {
  switch (record.type) {
    case 'inspection':
      return record.facets.result ?? {};
    case 'response':
      return record.facets.answer ?? record.facets.invitation ?? {};
    default:
      return record.facets.about ?? {};
  }
};

/** Every slice that a record counts in under a policy: the total, and one for each dimension that it has a value for. */
export const slicesOf = (record: HoshinRecord, policy: Policy): string[] => {
  const dimensions = { ...dimensionsOf(record), source: record.namespace };
  const slices = [total];
  for (const [name, allowed] of Object.entries(policy.dimensions)) {
    const value = (dimensions as Record<string, unknown>)[name];
    if (typeof value !== 'string') continue;
    slices.push(`${name}=${allowed === 'open' || allowed.includes(value) ? value : 'other'}`);
  }
  return slices;
};
