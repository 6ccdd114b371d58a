/** Minutes to the acknowledgement of a complaint, as a histogram of those that have one. A key of one letter: the row has many bins. */

import type { Tally } from '../../core/kpi.ts';
import { minutesSinceReceived } from '../../core/record/complaint-times.ts';
import { countMinutes } from './hours.ts';

export const acknowledged: Tally<'complaint'> = {
  key: 'a',
  version: 1,
  type: 'complaint',
  count(complaint, policy) {
    return countMinutes(minutesSinceReceived(complaint, complaint.facets.handling?.acknowledgedAt, policy));
  },
};
