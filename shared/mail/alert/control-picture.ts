/** The picture of a process signal: its control chart. */
import { drawControlChart } from '../../charts/control-chart.ts';
import { type Unit, units } from '../../core/kpi.ts';
import type { ProcessSignal } from '../../core/process/signal.ts';
import { decimalsApart, formatNumber, formatShortDay, formatValue } from '../../core/text/format.ts';
import { bareValue, limitsOf, ticksOf } from '../frame/chart-values.ts';
import type { Picture } from '../frame/picture.ts';

/** Plain text holds so many of the newest points. */
const mostRows = 15;

/** Before and after, with decimals enough to tell them apart. */
export const changeOf = ({ unit, before, after }: Pick<ProcessSignal, 'unit' | 'before' | 'after'>) => {
  const decimals = Math.max(units[unit].decimals, decimalsApart(unit, before, after));
  return { before: formatValue(unit, before, decimals), after: formatValue(unit, after, decimals) };
};

const rowsOf = ({ points, unit, by }: ProcessSignal): string[][] => {
  const shown = (value: number) => bareValue(unit, value, units[unit].decimals);
  return [
    [by === 'day' ? 'Day' : 'Week from', 'value', 'n', 'chance explains', ''],
    ...points
      .slice(-mostRows)
      .map(({ from, value, n, low, high, flagged }) => [
        formatShortDay(from),
        shown(value),
        formatNumber(n),
        `${shown(low)} to ${shown(high)}`,
        flagged ? 'changed' : '',
      ]),
  ];
};

/** `undefined` for a signal without points. `title` is the KPI's. */
export const controlPicture = (signal: ProcessSignal, title: string): Picture | undefined => {
  const { points, unit, by, baseline } = signal;
  if (points.length === 0) return undefined;
  const { before, after } = changeOf(signal);
  const decimals = units[unit as Unit].decimals;
  const alt =
    `${title}, control chart of ${points.length} ${by}s to ${formatShortDay(points.at(-1)?.to ?? signal.to)}: usually ${before} ` +
    `(${formatShortDay(baseline.from)} to ${formatShortDay(baseline.to)}); ${points.filter(({ flagged }) => flagged).length} ${by}s changed, ${after}.`;
  return {
    title: `Control chart, usually ${before}`,
    alt,
    rows: rowsOf(signal),
    svg: drawControlChart({
      alt,
      points: points.map(({ from, value, centre, low, high, flagged }) => ({
        ...{ value, centre, low, high, flagged },
        label: formatShortDay(from),
      })),
      bounds: limitsOf(unit),
      centreLabel: `usually ${before}`,
      tickLabel: ticksOf(unit, decimals),
    }),
  };
};
