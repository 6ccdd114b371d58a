/** Times to do something about a complaint: counted in minutes, as a histogram; read in hours. */
import { binKey, binPoints } from '../../core/histogram.ts';
import type { Point } from '../../core/intervals/quantile.ts';
import type { Counters } from '../../core/kpi.ts';

/** The counter of one time; none where it is not known. */
export const countMinutes = (minutes: number | undefined): Counters | undefined =>
  minutes === undefined ? undefined : { [binKey(minutes)]: 1 };

/** Hours, and how often. */
export const hourPoints = (counters: Counters): Point[] =>
  binPoints(counters).map(({ value, count }) => ({ value: value / 60, count }));
