/** Complaints received `n`, and those still open `o`. */

import type { Tally } from '../../core/kpi.ts';
import { isResolved } from '../../core/record/complaint-times.ts';

export const complaints: Tally<'complaint'> = {
  key: 'cmpl',
  version: 1,
  type: 'complaint',
  count(complaint) {
    return complaint.facets.received && { n: 1, o: Number(!isResolved(complaint)) };
  },
};
