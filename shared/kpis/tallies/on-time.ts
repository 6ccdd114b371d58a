/** Deliveries due, and those on time: `n`, `x`. */
import type { Tally } from '../../core/kpi.ts';
import { timelinessOf } from '../../core/record/promise.ts';

export const onTime: Tally<'delivery'> = {
  key: 'otd',
  version: 1,
  type: 'delivery',
  count(delivery, policy) {
    const timeliness = timelinessOf(delivery, policy);
    return timeliness.due ? { n: 1, x: Number(timeliness.onTime) } : undefined;
  },
};
