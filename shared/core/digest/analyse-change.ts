/**
 * Which slices account for a change of a value: not those with the worst rate, those that moved the whole. The difference
 * between two rates is taken apart as E. M. Kitagawa did (Journal of the American Statistical Association 50, 1955): what
 * comes from a slice's own rate, and what from its larger or smaller share of the whole. The parts add up to the change.
 */

import type { Objective } from '../config/objective.ts';
import type { Measure, Unit } from '../kpi.ts';
import { goodOf } from '../process/plain-share.ts';

export interface SliceChange {
  /** As rows name it: `carrier=Alpine Freight`. */
  slice: string;
  before: number | null;
  after: number | null;
  n: number;
  /** Behind the value before; absent in digests that were written without it. */
  nBefore?: number;
  /** Of the worsening of the whole, how much comes from it. More than 1 where others made it better. */
  share: number;
}

interface Two {
  before: Measure;
  after: Measure;
}

/** A slice that explains less of the worsening than this is not worth a line. */
const leastShare = 0.1;

/** True if the whole's value is the mean of its slices' by their n, or their sum: no median, no product of shares. */
export const isMadeOfSlices = ({ before, after }: Two, unit: Unit): boolean => {
  if (after.misses === undefined) return false;
  return unit !== 'share' || (goodOf(before) !== undefined && goodOf(after) !== undefined);
};

/** What a slice adds to the change of the whole. One that did not exist had the whole's value; of counts, none. */
const partOf = ({ before, after }: Two, whole: Two, unit: Unit): number => {
  if (unit === 'count') return (after.value ?? 0) - (before.value ?? 0);
  const [v0, v1] = [before.value ?? whole.before.value ?? 0, after.value ?? whole.after.value ?? 0];
  const [w0, w1] = [before.n / whole.before.n, after.n / whole.after.n];
  const middle = ((whole.before.value ?? 0) + (whole.after.value ?? 0)) / 2;
  return ((w0 + w1) / 2) * (v1 - v0) + (w1 - w0) * ((v0 + v1) / 2 - middle);
};

/**
 * The slices that account for most of a worsening, the one that explains most first. A slice explains much if much of the
 * change comes from it and it is a small part of the whole: a site with half of all deliveries always moves about half.
 * Nothing where the value did not get worse, and nothing for measures that are neither a weighted mean nor a sum of
 * their slices (medians, products of shares).
 */
export const analyseChange = (
  whole: Two,
  slices: readonly { slice: string; before: Measure; after: Measure }[],
  direction: Objective['direction'],
  unit: Unit,
  most = 3,
): SliceChange[] => {
  const { before, after } = whole;
  if (before.value === null || after.value === null || !isMadeOfSlices(whole, unit)) return [];
  const change = after.value - before.value;
  if (direction === 'at-least' ? change >= 0 : change <= 0) return [];
  const weight = ({ n }: Measure, all: Measure) => Math.min(1, n / all.n);
  const explains = (each: SliceChange & { weight: number }) => each.share * (1 - each.weight);
  return slices
    .filter((slice) => weight(slice.after, after) < 1 || weight(slice.before, before) < 1)
    .map((slice) => ({
      slice: slice.slice,
      before: slice.before.value,
      after: slice.after.value,
      n: slice.after.n,
      nBefore: slice.before.n,
      share: partOf(slice, whole, unit) / change,
      weight: Math.max(weight(slice.after, after), weight(slice.before, before)),
    }))
    .filter((each) => each.share >= leastShare && explains(each) > 0)
    .sort((a, b) => explains(b) - explains(a) || (a.slice < b.slice ? -1 : 1))
    .slice(0, most)
    .map(({ weight: _, ...each }) => each);
};
