/** Where the points of a chart lie. */
import type { Axis } from './axis.ts';

/** In pixels. */
export interface Place {
  left: number;
  right: number;
  /** From one point to the next. */
  step: number;
  x(at: number): number;
  y(value: number): number;
}

/** Whole hundredths keep the markup short. */
export const px = (value: number): number => Math.round(value * 100) / 100;

/** So many points, each in the middle of its step, on an axis between two heights. */
export const placeOf = (
  axis: Pick<Axis, 'low' | 'high'>,
  count: number,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): Place => {
  const step = (right - left) / Math.max(1, count);
  return {
    ...{ left, right, step },
    x: (at) => left + step * (at + 0.5),
    y: (value) => bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - top),
  };
};
