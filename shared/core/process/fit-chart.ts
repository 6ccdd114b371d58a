/** Which control chart fits a KPI, and whether days or weeks are its points. */
import type { Kpi, Unit } from '../kpi.ts';
import { laneyPChart } from './laney-p-chart.ts';
import { pChart, pooledShare } from './p-chart.ts';
import { goodOf } from './plain-share.ts';
import type { ControlChart } from './sample.ts';
import type { ProcessSignal } from './signal.ts';
import type { ProcessSeries, Subgroup } from './subgroups.ts';
import { uChart } from './u-chart.ts';
import { xmrChart } from './xmr-chart.ts';

/** What the values of a rate are for. */
const rates: Partial<Record<Unit, number>> = { perThousand: 1000, ppm: 1e6, dpmo: 1e6 };

/** Above this n a point, days differ by more than chance alone would let them: Laney's limits follow what was seen. */
const laneyAbove = 1000;
/**
 * A typical point expects at least so many of the rarer outcome (shares, rates). Fewer, and what is a matter of one
 * more or less looks like a change; of weeks there are few enough to live with that (docs/decisions/0015).
 */
const leastExpected = { day: 5, week: 1.5 } as const;
/** A typical point rests on at least so many (means, medians, scores). */
const leastCounted = 10;

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Kind = 'share' | 'rate' | 'value';
const kindOf = ({ unit }: Pick<Kpi, 'unit'>, points: readonly Subgroup[]): Kind => {
  if (rates[unit] !== undefined) return 'rate';
  return unit === 'share' && points.every((point) => goodOf(point) !== undefined) ? 'share' : 'value';
};

const isThin = (kpi: Pick<Kpi, 'unit'>, points: readonly Subgroup[], by: 'day' | 'week'): boolean => {
  const n = medianOf(points.map((point) => point.n));
  const typical = pooledShare(points);
  switch (kindOf(kpi, points)) {
    case 'share':
      return !(n * Math.min(typical, 1 - typical) >= leastExpected[by]);
    case 'rate':
      return !(n * (typical / (rates[kpi.unit] ?? 1)) >= leastExpected[by]);
    case 'value':
      return n < leastCounted;
  }
};

/** Days by default, weeks where a typical day holds too little; `undefined` where weeks do, too. */
export const choosePoints = (
  kpi: Pick<Kpi, 'unit'>,
  series: ProcessSeries,
): { by: 'day' | 'week'; points: readonly Subgroup[] } | undefined => {
  const by = (['day', 'week'] as const).find((each) => !isThin(kpi, series[each], each));
  return by && { by, points: series[by] };
};

/** The chart of a baseline. */
export const fitChart = (
  kpi: Pick<Kpi, 'unit'>,
  baseline: readonly Subgroup[],
): { chart: ProcessSignal['chart']; limits: ControlChart } => {
  switch (kindOf(kpi, baseline)) {
    case 'share':
      return medianOf(baseline.map(({ n }) => n)) > laneyAbove
        ? { chart: 'laney-p', limits: laneyPChart(baseline) }
        : { chart: 'p', limits: pChart(baseline) };
    case 'rate':
      return { chart: 'u', limits: uChart(baseline, rates[kpi.unit]) };
    case 'value': {
      const same = xmrChart(baseline.map(({ value }) => value));
      return { chart: 'xmr', limits: () => same };
    }
  }
};
