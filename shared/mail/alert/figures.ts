/** The figures of an alert as texts, and how they stand to the target. */
import type { Evidence } from '../../core/alert/evidence.ts';
import { aheadOfTarget } from '../../core/alert/judge.ts';
import { units } from '../../core/kpi.ts';
import {
  decimalsApart,
  formatDifference,
  formatInterval,
  formatNumber,
  formatPeriod,
  formatTarget,
  formatValue,
  formatWhen,
} from '../../core/text/format.ts';

/** The figures as texts, with decimals enough to tell the value from the target. */
export const figuresOf = ({ kpi, objective, reading }: Evidence) => {
  const { value } = reading;
  const decimals = value === null ? units[kpi.unit].decimals : decimalsApart(kpi.unit, value, objective.target);
  return {
    value: formatValue(kpi.unit, value, decimals),
    target: `${objective.direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(kpi.unit, objective.target)}`,
    n: formatNumber(reading.n),
    interval: formatInterval(kpi.unit, reading.interval, decimals),
    difference: value === null ? '' : formatDifference(kpi.unit, value - objective.target, decimals),
    period: formatPeriod(objective.window, reading.from, reading.to),
    /** `in March 2018`. */
    when: formatWhen(objective.window, reading.from, reading.to),
  };
};

/** How a reading stands to its target, whatever its alert says: that may wait for proof, or for the target to hold. */
export type Standing = 'unknown' | 'kept' | 'behind' | 'proven';

export const standingOf = ({ reading: { value, interval }, objective }: Evidence): Standing => {
  if (value === null) return 'unknown';
  if (aheadOfTarget(value, objective) >= 0) return 'kept';
  const end = interval?.[objective.direction === 'at-least' ? 1 : 0] ?? null;
  return end !== null && aheadOfTarget(end, objective) < 0 ? 'proven' : 'behind';
};

const spoken = {
  missed: 'missed',
  'at-risk': 'at risk',
  met: 'met',
  silent: 'silent',
  insufficient: 'too few to judge',
};

/** Words for a state: `at risk`, `too few to judge`. */
export const stateWords = (state: Evidence['to']): string => spoken[state];
