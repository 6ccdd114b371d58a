/** How late the late deliveries were: a histogram of minutes (`m…`) under the timestamp rule, of days (`d…`) by calendar day. */
import { binKey, binPoints } from '../../core/histogram.ts';
import type { Point } from '../../core/intervals/quantile.ts';
import type { Counters, Tally } from '../../core/kpi.ts';
import { timelinessOf } from '../../core/record/promise.ts';

export const lateness: Tally<'delivery'> = {
  key: 'late',
  version: 1,
  type: 'delivery',
  count(delivery, policy) {
    const timeliness = timelinessOf(delivery, policy);
    if (!timeliness.due || !timeliness.delivered || !timeliness.late) return undefined;
    // Both in one row: a policy may give one source another rule.
    return policy.onTime.rule === 'calendar-day'
      ? { [`d${binKey(timeliness.lateDays)}`]: 1 }
      : { [`m${binKey(timeliness.lateMs / 60_000)}`]: 1 };
  },
};

/** Days late, and how often. */
export const latenessPoints = (counters: Counters): Point[] => [
  ...binPoints(counters, 'd'),
  ...binPoints(counters, 'm').map(({ value, count }) => ({ value: value / 1440, count })),
];
