/** Complaints resolved `n`, and those resolved by their due time `x`. */
import { wasResolvedInTime } from '../../core/complaint-times.ts';
import type { Tally } from '../../core/kpi.ts';

export const withinSla: Tally<'complaint'> = {
  key: 'sla',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    const inTime = wasResolvedInTime(complaint, policy);
    return inTime === undefined ? undefined : { n: 1, x: Number(inTime) };
  },
};
