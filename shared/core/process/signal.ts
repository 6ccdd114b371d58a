/** Process signal: a KPI's process changed, whatever its target says. Plain JSON, kept in evidence. */

import type { Unit } from '../kpi.ts';
import { type Day, daysBetween } from '../time/calendar.ts';

/** Nelson's rules (L. S. Nelson, Journal of Quality Technology 16, 1984), by their numbers. */
export type NelsonRule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** One subgroup on the control chart, a day or a week, with the limits that hold for its n. */
export interface ProcessPoint {
  from: Day;
  to: Day;
  /** In the KPI's unit, unrounded; a subgroup without data is no point. */
  value: number;
  n: number;
  /** Centre line and three-sigma limits, from the baseline. */
  centre: number;
  low: number;
  high: number;
  /** True for the points of the run that broke the rule. */
  flagged: boolean;
}

export interface ProcessSignal {
  rule: NelsonRule;
  /** The day around which the process changed: where the run that broke the rule begins. */
  day: Day;
  /** The last day of that run. */
  to: Day;
  /** `neither` for a change of pattern: alternating, hugging the centre, or avoiding it. */
  direction: 'better' | 'worse' | 'neither';
  chart: 'xmr' | 'p' | 'laney-p' | 'u';
  /** What a point is: a day, or an ISO 8601 week where days hold too little. */
  by: 'day' | 'week';
  unit: Unit;
  /** The earlier points that centre and limits were computed from. */
  baseline: { from: Day; to: Day; points: number };
  /** The KPI over the baseline (its centre line), and over the run that broke the rule. */
  before: number;
  after: number;
  /** `The process changed around 12 March 2018, for the worse: nine days in a row below …`: one sentence, for people. */
  words: string;
  /** For the chart: the baseline's newest and all that were examined, oldest first, 90 at most. */
  points: ProcessPoint[];
}

/** Restated rows may move where a change begins by a few points; it is the same change all the same. */
const sameWithinDays = { day: 7, week: 35 } as const;

/** True for a change that is later than the one that was told last. */
export const isNews = ({ day, by }: Pick<ProcessSignal, 'day' | 'by'>, told: { day: Day } | undefined): boolean =>
  told === undefined || daysBetween(told.day, day) > sameWithinDays[by];
