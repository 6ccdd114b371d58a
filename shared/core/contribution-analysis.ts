/** Contribution analysis: which slices account for a gap to the target. Not those with the worst rate: those that weigh. */
import type { EvidenceContribution } from './evidence.ts';
import { aheadOfTarget } from './judge.ts';
import type { Kpi, KpiRows, Measure } from './kpi.ts';
import type { Objective } from './objective.ts';

/** A slice, what it measures, and what went wrong in it. */
export interface SliceMeasure {
  slice: string;
  measure: Measure;
  misses: number;
}

/**
 * What went wrong in rows, counted. `undefined` for a KPI to which nothing in particular goes wrong, such as a median.
 */
export const missesOf = (kpi: Kpi, rows: KpiRows, { value, n }: Measure): number | undefined => {
  if (kpi.misses) return kpi.misses(rows);
  if (value === null) return 0;
  switch (kpi.unit) {
    case 'share':
      return Math.round(n * (kpi.better === 'higher' ? 1 - value : value));
    case 'ppm':
      return Math.round((n * value) / 1_000_000);
    case 'perThousand':
      return Math.round((n * value) / 1_000);
    default:
      return undefined;
  }
};

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
  if (gap === 0 || whole.misses === 0) return [];
  const explains = ({ measure }: SliceMeasure) =>
    (shortfall(measure, objective) / gap) * (1 - Math.min(1, measure.n / whole.measure.n));
  return slices
    .filter(({ measure }) => shortfall(measure, objective) / gap >= leastShareOfGap && measure.n < whole.measure.n)
    .sort((a, b) => explains(b) - explains(a) || (a.slice < b.slice ? -1 : 1))
    .slice(0, most)
    .map(({ slice, measure, misses }) => ({
      slice,
      value: measure.value,
      n: measure.n,
      misses,
      shareOfMisses: misses / whole.misses,
      shareOfGap: shortfall(measure, objective) / gap,
    }));
};
