/** The contribution of a record to the rows: which day, which slices, which counters. */

import type { Policy } from '../config/policy.ts';
import { policyFor } from '../config/policy-in-force.ts';
import type { AnyTally, Counters, Tally } from '../kpi.ts';
import { type Day, dayOfMoment } from '../time/calendar.ts';
import { promisedMoment } from './promise.ts';
import type { HoshinRecord } from './record.ts';
import { slicesOf } from './slice.ts';

export interface Contribution {
  day: Day;
  slices: string[];
  /** Prefixed with their tally's key: `otd.n`. Zeroes are left out. `records` counts the record itself. */
  counters: Counters;
}

/** Counts the records behind a row, whatever they weigh: how a flood of them is told from a day's business. */
export const recordsCounter = 'records';

/** The day on which a record counts: a delivery on the day it was due, the others on the day they happened. */
export const dayOf = (record: HoshinRecord, policy: Policy): Day | undefined => {
  switch (record.type) {
    case 'delivery': {
      const promised = promisedMoment(record, policy);
      return promised && dayOfMoment(promised, policy.timeZone);
    }
    case 'inspection':
      return record.facets.result && dayOfMoment(record.facets.result.inspectedAt, policy.timeZone);
    case 'complaint':
      return record.facets.received && dayOfMoment(record.facets.received.receivedAt, policy.timeZone);
    case 'response': {
      const { answer, invitation } = record.facets;
      const moment = answer?.answeredAt ?? invitation?.invitedAt;
      return moment && dayOfMoment(moment, policy.timeZone);
    }
  }
};

/**
 * What a record adds to its rows under a policy; `undefined` where it counts nowhere.
 * Pure and integer-valued. Throws if a tally returns anything but integers: that is a fault of the tally.
 */
export const contributionOf = (
  record: HoshinRecord,
  companyPolicy: Policy,
  tallies: readonly AnyTally[],
): Contribution | undefined => {
  const policy = policyFor(companyPolicy, record.namespace);
  const day = dayOf(record, policy);
  if (!day) return undefined;
  const counters: Counters = {};
  for (const tally of tallies) {
    if (tally.type !== record.type) continue;
    const counted = (tally as Tally).count(record, policy) ?? {};
    for (const [name, value] of Object.entries(counted)) {
      if (!Number.isSafeInteger(value))
        throw new Error(`tally ${tally.key}: counter ${name} is ${value}, not an integer`);
      if (value !== 0) counters[`${tally.key}.${name}`] = value;
    }
  }
  if (Object.keys(counters).length === 0) return undefined;
  return { day, slices: slicesOf(record, policy), counters: { ...counters, [recordsCounter]: 1 } };
};

/** Goes up whenever the day or the slices of any record change, whatever the tallies say of it. */
export const layoutVersion = 1;

/** Names how rows are counted: `rows@1 conf@1 otd@1`. Rows counted in another way are frozen. */
export const contributionVersion = (tallies: readonly AnyTally[]): string => {
  const named = new Set(tallies.map((tally) => `${tally.key}@${tally.version}`));
  return [`rows@${layoutVersion}`, ...[...named].sort()].join(' ');
};
