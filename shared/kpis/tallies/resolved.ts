/** Minutes to the resolution of a complaint, as a histogram of the resolved ones. */
import { isResolved, minutesSinceReceived } from '../../core/complaint-times.ts';
import { binKey } from '../../core/histogram.ts';
import type { Tally } from '../../core/kpi.ts';

export const resolved: Tally<'complaint'> = {
  key: 'res',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    if (!isResolved(complaint)) return undefined;
    const minutes = minutesSinceReceived(complaint, complaint.facets.handling?.resolvedAt, policy);
    return minutes === undefined ? undefined : { [binKey(minutes)]: 1 };
  },
};
