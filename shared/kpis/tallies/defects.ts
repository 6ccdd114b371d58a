/** Defects found `d`, and the opportunities for them `o`, where an inspection counted defects at all. */
import type { Tally } from '../../core/kpi.ts';

export const defects: Tally<'inspection'> = {
  key: 'dfct',
  version: 1,
  type: 'inspection',
  amounts: 'all',
  count({ facets: { result } }) {
    if (result?.defects === undefined) return undefined;
    return { d: result.defects, o: result.inspected * (result.opportunities ?? 1) };
  },
};
