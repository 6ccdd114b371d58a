/** Appraises one record under one policy: what it adds to the rows, and what a person may want to open. */

import type { Policy } from '../config/policy.ts';
import type { AnyTally } from '../kpi.ts';
import { type Contribution, contributionOf } from './contribution.ts';
import { exceptionsOf, type RecordException } from './exceptions.ts';
import type { HoshinRecord } from './record.ts';

export interface Appraisal {
  contribution?: Contribution;
  exceptions: RecordException[];
  /** Why the record cannot be counted; it then counts nowhere, in the fold and in a recount alike. */
  problem?: string;
}

export const nothing: Appraisal = { exceptions: [] };

export const appraise = (record: HoshinRecord, policy: Policy, tallies: readonly AnyTally[]): Appraisal => {
  try {
    const contribution = contributionOf(record, policy, tallies);
    return { ...(contribution && { contribution }), exceptions: exceptionsOf(record, policy) };
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? error.message : String(error) };
  }
};
