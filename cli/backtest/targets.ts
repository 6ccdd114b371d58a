/** Which looser and tighter targets are worth comparing: steps that make a difference to the readings there were. */

import type { Objective } from '../../shared/core/config/objective.ts';
import type { Unit } from '../../shared/core/kpi.ts';

type Target = Pick<Objective, 'target' | 'direction'>;

/** The greatest value that a KPI can have, where there is one. */
const greatest: Partial<Record<Unit, number>> = { share: 1, nps: 100, percentagePoints: 100 };
/** The least one, where it is not zero. */
const least: Partial<Record<Unit, number>> = { nps: -100, percentagePoints: -100 };

const quantile = (sorted: readonly number[], p: number) => sorted[Math.floor((sorted.length - 1) * p)] ?? 0;

/** The greatest of 1, 2 and 5 times a power of ten that is not above a value. */
const roundDown = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (([5, 2].find((factor) => factor * power <= value * (1 + 1e-9)) ?? 1) * power) as number;
};

export interface Step {
  /** In the KPI's unit. */
  size: number;
  /** The range in which the middle half of the readings lies. */
  middleHalf: number;
}

/**
 * Half of the range in which the middle half of the readings lies, rounded down to 1, 2 or 5 times a power of ten; and
 * never more than a third of what is left between the target and perfection, so that the tightest can still be met.
 */
export const stepOf = (unit: Unit, { target, direction }: Target, readings: readonly number[]): Step => {
  const sorted = [...readings].sort((a, b) => a - b);
  const middleHalf = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const perfect = direction === 'at-most' ? (least[unit] ?? 0) : greatest[unit];
  const room = perfect === undefined ? Number.POSITIVE_INFINITY : Math.abs(perfect - target) / 3;
  const wanted = middleHalf > 0 ? middleHalf / 2 : Math.abs(target) / 20;
  const size = Math.min(wanted, room);
  return { size: size > 0 ? roundDown(size) : 0, middleHalf };
};

/** Two looser, the target itself, two tighter; the target alone where there is no room for others. */
export const targetsAround = ({ target, direction }: Target, { size }: Step): number[] => {
  if (size === 0) return [target];
  const tighter = direction === 'at-least' ? size : -size;
  return [-2, -1, 0, 1, 2].map((steps) => Number((target + steps * tighter).toPrecision(12)));
};
