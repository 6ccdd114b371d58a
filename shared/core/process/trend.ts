/** Trend of a KPI over its last periods: said only where chance alone would hardly make one. */

import type { Unit } from '../kpi.ts';
import { decimalsApart, formatDifference } from '../text/format.ts';
import { mannKendall } from './mann-kendall.ts';
import { theilSen } from './theil-sen.ts';

export interface Trend {
  /** In the KPI's unit, by one period. */
  slope: number;
  /** Of the Mann–Kendall test, two-sided. */
  p: number;
}

/** The values of periods, oldest first, gaps as `null`; `undefined` unless p < 0.05. */
export const findTrend = (values: readonly (number | null)[]): Trend | undefined => {
  const points = values.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
  const { p } = mannKendall(points.map(({ y }) => y));
  const line = theilSen(points);
  return line && line.slope !== 0 && p < 0.05 ? { slope: line.slope, p } : undefined;
};

/** `falling by about 0.8 points a month`, with decimals enough that it is more than nothing. */
export const describeTrend = ({ slope }: Trend, unit: Unit, period: string): string =>
  `${slope > 0 ? 'rising' : 'falling'} by about ${formatDifference(unit, slope, decimalsApart(unit, 0, Math.abs(slope)))} a ${period}`;
