/** Units inspected `n`, rejected `r`, and passed only after rework `w`. */
import type { Tally } from '../../core/kpi.ts';

export const inspected: Tally<'inspection'> = {
  key: 'insp',
  version: 1,
  type: 'inspection',
  amounts: 'all',
  count({ facets: { result } }) {
    return result && { n: result.inspected, r: result.rejected, w: result.reworked ?? 0 };
  },
};
