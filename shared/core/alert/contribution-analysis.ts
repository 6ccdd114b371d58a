/** Contribution analysis: which slices account for a gap to the target. Not those with the worst rate: those that weigh. */

import type { Objective } from '../config/objective.ts';
import type { Measure } from '../kpi.ts';
import type { EvidenceContribution } from './evidence.ts';
import { aheadOfTarget } from './judge.ts';

/** A slice, and what it measures. */
export interface SliceMeasure {
  slice: string;
  measure: Measure;
}

/** A slice that closes less of the gap than this is not worth a line. */
const leastShareOfGap = 0.05;

/** What a slice takes from the whole, weighted: n times how far it lies behind the target. */
const shortfall = ({ value, n }: Measure, objective: Pick<Objective, 'target' | 'direction'>): number =>
  value === null ? 0 : Math.max(0, -aheadOfTarget(value, objective) * n);

/**
 * The slices that contribute most, first the one that explains most. A slice explains much if just keeping the target
 * in it would close much of the gap (its excess over the target), and if it is a small part of the whole: a site with
 * half of all deliveries always has about half of the misses, and says nothing.
 */
export const analyseContributions = (
  whole: SliceMeasure,
  slices: readonly SliceMeasure[],
  objective: Pick<Objective, 'target' | 'direction'>,
  most = 5,
): EvidenceContribution[] => {
  const gap = shortfall(whole.measure, objective);
  const misses = whole.measure.misses ?? 0;
  // A KPI to which nothing in particular goes wrong, such as a median, is not the sum of its slices.
  if (gap === 0 || misses === 0) return [];
  const explains = ({ measure }: SliceMeasure) =>
    (shortfall(measure, objective) / gap) * (1 - Math.min(1, measure.n / whole.measure.n));
  return slices
    .filter(({ measure }) => shortfall(measure, objective) / gap >= leastShareOfGap && measure.n < whole.measure.n)
    .sort((a, b) => explains(b) - explains(a) || (a.slice < b.slice ? -1 : 1))
    .slice(0, most)
    .map(({ slice, measure }) => ({
      slice,
      value: measure.value,
      n: measure.n,
      misses: measure.misses ?? 0,
      shareOfMisses: (measure.misses ?? 0) / misses,
      shareOfGap: shortfall(measure, objective) / gap,
    }));
};
