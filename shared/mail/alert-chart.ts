/** The alert's chart: the evidence's history as the trend chart wants it. */
import type { Trend } from '../charts/trend-chart.ts';
import type { Evidence } from '../core/evidence.ts';
import { axisLabel, formatNumber, formatPeriod, formatTarget, formatValue, windowNoun } from '../core/format.ts';
import { type Unit, units } from '../core/kpi.ts';
import { figuresOf } from './alert-words.ts';

const limits: Record<Unit, [number, number]> = {
  share: [0, 1],
  ppm: [0, 1e6],
  dpmo: [0, 1e6],
  nps: [-100, 100],
  points: [0, 7],
  perThousand: [0, Number.POSITIVE_INFINITY],
  hours: [0, Number.POSITIVE_INFINITY],
  days: [0, Number.POSITIVE_INFINITY],
  count: [0, Number.POSITIVE_INFINITY],
};

/** In the chart the percent sign stays; other units are named by the target's label. */
const bare = (unit: Unit, value: number, decimals: number): string =>
  unit === 'share' ? formatValue(unit, value, decimals) : formatNumber(value, decimals);

/** A period is missed if it was judged so, or, unjudged, if its whole interval lies on the wrong side. */
const isMissed = ({ objective }: Evidence, period: Evidence['history'][number]): boolean => {
  if (period.state) return period.state === 'missed';
  if (!period.interval || period.n < objective.leastN) return false;
  const [low, high] = period.interval;
  return objective.direction === 'at-least'
    ? high !== null && high < objective.target
    : low !== null && low > objective.target;
};

/** How many of the periods that have data missed the target. */
export const missedPeriods = (evidence: Evidence): { missed: number; known: number } => {
  const known = evidence.history.filter(({ value }) => value !== null);
  return { known: known.length, missed: known.filter((period) => isMissed(evidence, period)).length };
};

const altOf = (evidence: Evidence): string => {
  const { kpi, objective, history } = evidence;
  const known = history.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const said = (period: typeof first) =>
    period && `${formatValue(kpi.unit, period.value)} in ${formatPeriod(objective.window, period.from, period.to)}`;
  const { missed } = missedPeriods(evidence);
  return (
    `${kpi.title}, the last ${history.length} ${windowNoun(objective.window)}: from ${said(first)} to ${said(last)}. ` +
    `Target ${figuresOf(evidence).target}; ${missed} of ${known.length} missed it.`
  );
};

/** The trend to draw; `undefined` where no period has data. */
export const alertTrend = (evidence: Evidence): Trend | undefined => {
  const { kpi, objective, history } = evidence;
  if (history.every(({ value }) => value === null)) return undefined;
  const { unit } = kpi;
  const decimals = units[unit].decimals;
  // A tick needs a decimal only where the target, or the steps between ticks, have one.
  const tickDecimals = (value: number) =>
    Number.isInteger(Number((value * (unit === 'share' ? 100 : 1)).toFixed(6))) ? 0 : decimals || 1;
  let year = '';
  const points = history.map((period) => {
    const label = axisLabel(objective.window, period.from, period.to);
    const begins = label.year !== year;
    year = label.year;
    const { value, n, interval } = period;
    return { label: label.name, ...(begins && { year }), value, n, interval, missed: isMissed(evidence, period) };
  });
  return {
    alt: altOf(evidence),
    points,
    target: {
      value: objective.target,
      label: `target ${objective.direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(unit, objective.target)}`,
    },
    better: objective.direction === 'at-least' ? 'higher' : 'lower',
    bounds: limits[unit],
    tickLabel: (value) => bare(unit, value, tickDecimals(value)),
    valueLabel: (value) => bare(unit, value, decimals),
  };
};
