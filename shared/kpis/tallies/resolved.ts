/** Minutes to the resolution of a complaint, as a histogram of the resolved ones. A key of one letter: the row has many bins. */

import type { Tally } from '../../core/kpi.ts';
import { isResolved, minutesSinceReceived } from '../../core/record/complaint-times.ts';
import { countMinutes } from './hours.ts';

export const resolved: Tally<'complaint'> = {
  key: 'r',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    if (!isResolved(complaint)) return undefined;
    return countMinutes(minutesSinceReceived(complaint, complaint.facets.handling?.resolvedAt, policy));
  },
};
