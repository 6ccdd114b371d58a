/** Minutes to the acknowledgement of a complaint, as a histogram of the complaints that have one. */
import { minutesSinceReceived } from '../../core/complaint-times.ts';
import { binKey } from '../../core/histogram.ts';
import type { Tally } from '../../core/kpi.ts';

export const acknowledged: Tally<'complaint'> = {
  key: 'ack',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    const minutes = minutesSinceReceived(complaint, complaint.facets.handling?.acknowledgedAt, policy);
    return minutes === undefined ? undefined : { [binKey(minutes)]: 1 };
  },
};
