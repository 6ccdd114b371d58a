/** The weeks around an action as a chart, in words, and as figures. */
import type { Week } from '../../actions/read-trend.ts';
import { drawTrend, type Trend } from '../../charts/trend-chart.ts';
import type { Objective } from '../../core/config/objective.ts';
import { type Kpi, units } from '../../core/kpi.ts';
import { axisLabel, formatTarget, formatValue } from '../../core/text/format.ts';
import { describePeriod } from '../../core/time/window.ts';
import { bareValue, limitsOf, ticksOf } from '../frame/chart-values.ts';
import type { Picture } from '../frame/picture.ts';

/** `undefined` where no week has data. */
export const weeklyPicture = (
  weeks: readonly Week[],
  { target, direction }: Pick<Objective, 'target' | 'direction'>,
  { title, unit }: Pick<Kpi, 'title' | 'unit'>,
): Picture | undefined => {
  const known = weeks.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return undefined;
  const { decimals } = units[unit];
  const said = (week: Week) => `${formatValue(unit, week.value)} in ${describePeriod(week, 'week')}`;
  const wanted = `target ${direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(unit, target)}`;
  let year = '';
  const points = weeks.map((week) => {
    const label = axisLabel('week', week.from, week.to);
    const begins = label.year !== year;
    year = label.year;
    return { ...week, label: label.name, ...(begins && { year }) };
  });
  const trend: Trend = {
    alt: `${title} by week: from ${said(first)} to ${said(last)}; ${wanted}.`,
    points,
    target: { value: target, label: wanted },
    better: direction === 'at-least' ? 'higher' : 'lower',
    bounds: limitsOf(unit),
    tickLabel: ticksOf(unit, decimals),
    valueLabel: (value) => bareValue(unit, value, decimals),
  };
  return {
    title: `${title} by week, ${wanted}`,
    alt: trend.alt,
    svg: drawTrend(trend),
    rows: [
      ['Week', 'Value', 'n', 'Target'],
      ...points.map(({ label, from, value, n, missed }) => [
        `${label}, ${from}`,
        value === null ? 'no data' : trend.valueLabel(value),
        String(n),
        value === null ? '' : missed ? 'missed' : 'not missed',
      ]),
    ],
  };
};
