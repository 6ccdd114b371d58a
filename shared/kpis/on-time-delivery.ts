/** On-time delivery (OTD): on time ÷ due. */
import type { Kpi, Tally } from '../core/kpi.ts';
import { timelinessOf } from '../core/promise.ts';

export const onTime: Tally<'delivery'> = {
  key: 'otd',
  version: 1,
  type: 'delivery',
  count(delivery, policy) {
    const timeliness = timelinessOf(delivery, policy);
    return timeliness.due ? { n: 1, x: Number(timeliness.onTime) } : undefined;
  },
};

export const kpi: Kpi = {
  id: 'on-time-delivery',
  title: 'On-time delivery',
  definition: 'Deliveries on time, of those due.',
  unit: 'share',
  better: 'higher',
  counts: 'deliveries due',
  tallies: [onTime],
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(onTime);
    return { value: n === 0 ? null : x / n, n, interval: null };
  },
  chosen: (policy) => `${policy.onTime.rule} rule, ${policy.onTime.promise} promise`,
};
