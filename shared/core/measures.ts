/** The kinds of measure that KPIs are made of: each a value, what it rests on, and its interval. */
import type { Interval } from './intervals/interval.ts';
import { clamp } from './intervals/interval.ts';
import { meanInterval, momentsOf, type Scores } from './intervals/mean.ts';
import { rateInterval } from './intervals/poisson.ts';
import { type Point, quantileInterval, quantileOf } from './intervals/quantile.ts';
import { shareInterval } from './intervals/share.ts';
import type { Counters, Measure } from './kpi.ts';

/** `x` good ones of `n`. */
export const measureShare = (x: number, n: number): Measure => ({
  value: n === 0 ? null : x / n,
  n,
  interval: shareInterval(x, n),
  misses: n - x,
});

/** `count` unwanted things for each `per` of the exposure; `most` where a rate can go no higher. */
export const measureRate = (count: number, exposure: number, per: number, most = Number.POSITIVE_INFINITY): Measure => {
  const interval = rateInterval(count, exposure, per);
  return {
    value: exposure === 0 ? null : (count / exposure) * per,
    n: exposure,
    interval: interval && clamp(interval, 0, most),
    misses: count,
  };
};

/** The mean of scores on a scale from `least` to `most`. */
export const measureMean = (scores: Scores, least: number, most: number): Measure => {
  const { n, mean } = momentsOf(scores);
  return { value: n === 0 ? null : mean, n, interval: meanInterval(scores, least, most) };
};

/** The quantile `p` of durations. None is below zero, so that is where an unbounded interval begins. */
export const measureQuantile = (points: readonly Point[], p: number): Measure => {
  const interval: Interval | null = quantileInterval(points, p);
  return {
    value: quantileOf(points, p),
    n: points.reduce((sum, { count }) => sum + count, 0),
    interval: interval && clamp(interval, 0, Number.POSITIVE_INFINITY),
  };
};

/** Counters that are named by their score, as scores. */
export const scoresOf = (counters: Counters): { score: number; count: number }[] =>
  Object.entries(counters).map(([score, count]) => ({ score: Number(score), count }));

/** The share of scores of `least` or more. */
export const measureTopScores = (counters: Counters, least: number): Measure => {
  const scores = scoresOf(counters);
  const sum = (from: number) => scores.reduce((total, { score, count }) => total + (score >= from ? count : 0), 0);
  return measureShare(sum(least), sum(0));
};
