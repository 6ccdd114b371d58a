/** A chart's value axis: where it begins and ends, and which round values it names. */

export interface Axis {
  low: number;
  high: number;
  ticks: number[];
}

/** 1, 2, 2.5 or 5 times a power of ten, at least `rough`. */
const roundStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
};

/**
 * An axis that shows every value. `wishes` (ends of intervals) are shown as far as they do not flatten the values:
 * up to as much again on each side. `bounds` are the least and greatest values that the unit can have.
 */
export const axisOf = (values: readonly number[], wishes: readonly number[], bounds: [number, number]): Axis => {
  const least = values.length > 0 ? Math.min(...values) : 0;
  const most = values.length > 0 ? Math.max(...values) : 1;
  const spread = most - least || Math.abs(most) * 0.1 || 1;
  const low = Math.max(Math.min(least, ...wishes), least - spread);
  const high = Math.min(Math.max(most, ...wishes), most + spread);
  const room = (high - low || spread) * 0.06;
  const from = Math.max(bounds[0], low - room);
  const to = Math.min(bounds[1], high + room);
  const step = roundStep((to - from) / 5);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { low: from, high: to, ticks };
};
