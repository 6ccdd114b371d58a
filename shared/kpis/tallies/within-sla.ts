/** Complaints resolved `n`, and those resolved by their due time `x`. */

import type { Tally } from '../../core/kpi.ts';
import { wasResolvedInTime } from '../../core/record/complaint-times.ts';

export const withinSla: Tally<'complaint'> = {
  key: 'sla',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    const inTime = wasResolvedInTime(complaint, policy);
    return inTime === undefined ? undefined : { n: 1, x: Number(inTime) };
  },
};
