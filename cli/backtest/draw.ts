/** The picture of a back-tested objective: its reading on every day, the target, and when an alert stood open. */
import { drawHistory, type History, type OpenState } from '../../shared/charts/history-chart.ts';
import { rasterize } from '../../shared/charts/rasterize.ts';
import { isOpen } from '../../shared/core/alert/alert.ts';
import { units } from '../../shared/core/kpi.ts';
import { formatShortDay, formatTarget } from '../../shared/core/text/format.ts';
import { wholePeriod } from '../../shared/core/time/window.ts';
import { limitsOf, ticksOf } from '../../shared/mail/frame/chart-values.ts';
import type { DayReading, ObjectiveResult } from './run-backtest.ts';

/** So many names of months fit under the axis. */
const mostLabels = 9;

/** `Jan 2017`, then `Apr`, `Jul` …: a month where it begins, the year where that begins. */
const labelsOf = (readings: readonly DayReading[]): (string | undefined)[] => {
  const starts = readings.filter(({ day }) => day.endsWith('-01')).length;
  const stride = [1, 2, 3, 6, 12].find((months) => starts / months <= mostLabels) ?? 12;
  let year = '';
  return readings.map(({ day }) => {
    if (!day.endsWith('-01') || (Number(day.slice(5, 7)) - 1) % stride !== 0) return undefined;
    const [, month, itsYear = ''] = formatShortDay(day).split(' ');
    const text = itsYear === year ? month : `${month} ${itsYear}`;
    year = itsYear;
    return text;
  });
};

const openStateOf = ({ state }: DayReading): OpenState | undefined => {
  if (!isOpen(state)) return undefined;
  return state === 'missed' || state === 'silent' ? state : 'at-risk';
};

export const historyOf = ({ objective, kpi, readings, alerts }: ObjectiveResult): History => {
  const { window, target, direction, leastN } = objective;
  const { unit } = kpi;
  const names = labelsOf(readings);
  const label = `target ${direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(unit, target)}`;
  const rolls = typeof window === 'object';
  return {
    alt: `${objective.title}, ${readings[0]?.day} to ${readings.at(-1)?.day}: ${alerts.length} alerts at the ${label}.`,
    title: objective.title,
    days: readings.map((reading, at) => {
      const { from, to, value, n } = reading;
      const open = openStateOf(reading);
      return {
        value: n < leastN ? null : value,
        begins: !rolls && readings[at - 1]?.from !== from,
        ends: !rolls && window !== 'day' && wholePeriod(window, to).to === to,
        ...(open && { open }),
        ...(names[at] !== undefined && { label: names[at] }),
      };
    }),
    target: { value: target, label },
    better: direction === 'at-least' ? 'higher' : 'lower',
    bounds: limitsOf(unit),
    tickLabel: ticksOf(unit, units[unit].decimals),
  };
};

/** A PNG at twice its size. */
export const drawBacktest = (result: ObjectiveResult): Promise<Uint8Array> => rasterize(drawHistory(historyOf(result)));
