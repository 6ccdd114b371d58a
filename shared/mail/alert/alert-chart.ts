/** The alert's chart: the evidence's history as the trend chart wants it. */
import { drawSparkline } from '../../charts/sparkline.ts';
import { drawTrend, type Trend } from '../../charts/trend-chart.ts';
import type { Evidence } from '../../core/alert/evidence.ts';
import { units } from '../../core/kpi.ts';
import { axisLabel, formatNumber, formatTarget, formatValue, formatWhen, windowNoun } from '../../core/text/format.ts';
import { bareValue, limitsOf, ticksOf } from '../frame/chart-values.ts';
import type { Picture } from '../frame/picture.ts';
import { figuresOf } from './figures.ts';

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

/** From the first period with data on; empty where none has. */
const shownPeriods = ({ history }: Evidence): Evidence['history'] => {
  const first = history.findIndex(({ value }) => value !== null);
  return first < 0 ? [] : history.slice(first);
};

const altOf = (evidence: Evidence): string => {
  const { kpi, objective } = evidence;
  const history = shownPeriods(evidence);
  const known = history.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const said = (period: typeof first) =>
    period && `${formatValue(kpi.unit, period.value)} ${formatWhen(objective.window, period.from, period.to)}`;
  const { missed } = missedPeriods(evidence);
  return (
    `${kpi.title}, the last ${history.length} ${windowNoun(objective.window)}: from ${said(first)} to ${said(last)}. ` +
    `Target ${figuresOf(evidence).target}; ${missed} of ${known.length} missed it.`
  );
};

/** The trend to draw; `undefined` where no period has data. */
const trendOf = (evidence: Evidence): Trend | undefined => {
  const { kpi, objective } = evidence;
  const history = shownPeriods(evidence);
  if (history.length === 0) return undefined;
  const { unit } = kpi;
  const decimals = units[unit].decimals;
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
    bounds: limitsOf(unit),
    tickLabel: ticksOf(unit, decimals),
    valueLabel: (value) => bareValue(unit, value, decimals),
  };
};

/** The chart's figures as a table: what the picture shows, for whoever cannot see it. */
const rowsOf = ({ points, valueLabel }: Trend): string[][] => [
  ['', 'value', 'n', ''],
  ...points.map((point) => [
    `${point.label} ${point.year ?? ''}`.trim(),
    point.value === null ? 'no data' : valueLabel(point.value),
    formatNumber(point.n),
    point.missed ? 'missed' : '',
  ]),
];

/** The history against the target; `undefined` where no period has data. */
export const trendPicture = (evidence: Evidence): Picture | undefined => {
  const trend = trendOf(evidence);
  return trend && { title: `Trend, ${trend.target.label}`, alt: trend.alt, svg: drawTrend(trend), rows: rowsOf(trend) };
};

/** The same, small: a line beside a figure. */
export const trendSparkline = (evidence: Evidence): string | undefined => {
  const { objective } = evidence;
  const history = shownPeriods(evidence);
  const newest = history.findLast(({ value }) => value !== null);
  if (!newest) return undefined;
  return drawSparkline({
    values: history.map(({ value }) => value),
    target: objective.target,
    missed: isMissed(evidence, newest),
  });
};
