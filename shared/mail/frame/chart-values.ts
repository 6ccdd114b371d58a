/** How the charts of mails write values, and between which bounds each unit can lie. */

import type { Unit } from '../../core/kpi.ts';
import { formatNumber, formatValue } from '../../core/text/format.ts';

const limits: Record<Unit, [number, number]> = {
  share: [0, 1],
  ppm: [0, 1e6],
  dpmo: [0, 1e6],
  nps: [-100, 100],
  percentagePoints: [-100, 100],
  points: [0, 7],
  perThousand: [0, Number.POSITIVE_INFINITY],
  hours: [0, Number.POSITIVE_INFINITY],
  days: [0, Number.POSITIVE_INFINITY],
  count: [0, Number.POSITIVE_INFINITY],
};

/** Least and greatest value that a unit can have. */
export const limitsOf = (unit: Unit): [number, number] => limits[unit];

/** In a chart the percent sign stays; other units are named beside it. */
export const bareValue = (unit: Unit, value: number, decimals: number): string =>
  unit === 'share' ? formatValue(unit, value, decimals) : formatNumber(value, decimals);

/** A tick needs a decimal only where the steps between ticks have one. */
export const ticksOf =
  (unit: Unit, decimals: number) =>
  (value: number): string => {
    const whole = Number.isInteger(Number((value * (unit === 'share' ? 100 : 1)).toFixed(6)));
    return bareValue(unit, value, whole ? 0 : decimals || 1);
  };
