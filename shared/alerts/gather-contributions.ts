/** Which slices account for a miss: of the total by their own rows, within a slice by its exceptions. */
import { analyseContributions } from '../core/alert/contribution-analysis.ts';
import type { EvidenceContribution } from '../core/alert/evidence.ts';
import type { Judged } from '../core/alert/judge-rows.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi, Measure } from '../core/kpi.ts';
import { measure } from '../core/reading.ts';
import { sliceName, total } from '../core/record/slice.ts';
import type { NamedTable } from '../store/table.ts';
import { countBySlice, type Exceptions } from './gather-exceptions.ts';
import { rowsFor } from './judge-objective.ts';
import type { Setting } from './setting.ts';

/** Slices that are measured: each is a query. */
const most = 60;
const shown = 5;

/**
 * Slices to look at: those in which something went wrong, most first, then those that policy names. Where a dimension
 * is open, only the exceptions tell which values it has.
 */
export const candidatesOf = ({ policy, sources }: Setting, exceptions: Exceptions): string[] => {
  const named = Object.entries(policy.dimensions).flatMap(([dimension, allowed]) => {
    if (allowed !== 'open') return [...allowed, 'other'].map((value) => `${dimension}=${value}`);
    return dimension === 'source' ? sources.map(({ id, namespace }) => `source=${namespace ?? id}`) : [];
  });
  const seen = countBySlice(exceptions, total).map(([slice]) => slice);
  return [...new Set([...seen, ...named])].slice(0, most);
};

/** Rows know one dimension at a time, so within a slice only the exceptions tell; if they are all there, they are the misses. */
const withinSlice = (own: string, { misses }: Measure, exceptions: Exceptions): EvidenceContribution[] => {
  if (!misses || exceptions.cut || exceptions.items.length !== misses) return [];
  return countBySlice(exceptions, own)
    .filter(([, count]) => count < misses)
    .slice(0, shown)
    .map(([slice, count]) => ({ slice, value: null, n: 0, misses: count, shareOfMisses: count / misses }));
};

/** The slices that contribute most to an objective's gap, worst first. */
export const gatherContributions = async (
  board: NamedTable,
  setting: Setting,
  objective: Objective,
  kpi: Kpi,
  { reading }: Judged,
  exceptions: Exceptions,
): Promise<EvidenceContribution[]> => {
  const period = { from: reading.from, to: reading.to };
  const measureSlice = async (slice: string) => ({
    slice,
    measure: measure(kpi, await rowsFor(board, setting, kpi, slice, period), period, setting.policy),
  });
  const own = sliceName(objective.slice);
  const whole = await measureSlice(own);
  if (own !== total) return withinSlice(own, whole.measure, exceptions);
  const slices = await Promise.all(candidatesOf(setting, exceptions).map(measureSlice));
  return analyseContributions(whole, slices, objective, shown);
};
