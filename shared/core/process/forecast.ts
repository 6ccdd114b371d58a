/** Forecast of a share over a calendar window that still runs: what the rest of it must bring to meet the target. */

import type { Objective, Window } from '../config/objective.ts';
import type { Policy } from '../config/policy.ts';
import type { Kpi } from '../kpi.ts';
import { measure, type RowsByType } from '../reading.ts';
import { decimalsApart, formatNumber, formatTarget, formatValue } from '../text/format.ts';
import { isWorkingDay } from '../time/business-hours.ts';
import { addDays, type Day } from '../time/calendar.ts';
import { type Weekday, weekdayOf } from '../time/weekday.ts';
import { describePeriod, type Period, periodTo, wholePeriod } from '../time/window.ts';
import { goodOf } from './plain-share.ts';

interface Outlook {
  window: Window;
  /** The whole period. */
  from: Day;
  to: Day;
  /** The last day that was counted. */
  last: Day;
  target: number;
  /** What n counts: `deliveries due`. */
  counts: string;
  /** How many more are expected before the period ends. */
  remaining: number;
  /** `promised`: they are due already; `pace`: as many as usual on the days of the week that are left. */
  basis: 'promised' | 'pace';
}

export type Forecast =
  /** The share that the rest must reach. */
  | (Outlook & { outcome: 'needs'; share: number })
  /** Even a faultless rest would only bring it to `best`. */
  | (Outlook & { outcome: 'out-of-reach'; best: number })
  /** Whatever comes, it ends at `worst` or better. */
  | (Outlook & { outcome: 'certain'; worst: number });

/** The pace is learnt from so many days: each day of the week four times. */
const paceDays = 28;

/** The days whose rows a forecast reads; `undefined` where there is nothing to forecast: rolling windows, ended periods. */
export const forecastSpan = (window: Window, last: Day): Period | undefined => {
  if (typeof window === 'object' || window === 'day') return undefined;
  const whole = wholePeriod(window, last);
  if (last >= whole.to) return undefined;
  const earliest = addDays(last, 1 - paceDays);
  return { from: earliest < whole.from ? earliest : whole.from, to: whole.to };
};

const daysOf = ({ from, to }: Period): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The day of the week that a day is like: a holiday is like a Sunday. */
const likeDay = (day: Day, policy: Policy): Weekday => {
  const weekday = weekdayOf(day);
  return policy.businessHours?.days.includes(weekday) && !isWorkingDay(day, policy) ? 'sun' : weekday;
};

/** As many as usual: each day of the week as it was over the last four weeks, or since anything was counted. */
const paceOver = (rest: Period, last: Day, policy: Policy, countOn: (day: Day) => number): number => {
  const seen = daysOf({ from: addDays(last, 1 - paceDays), to: last }).map((day) => ({ day, n: countOn(day) }));
  const known = seen.slice(seen.findIndex(({ n }) => n > 0));
  const mean = (days: typeof known) => days.reduce((sum, { n }) => sum + n, 0) / Math.max(1, days.length);
  return daysOf(rest).reduce((sum, day) => {
    const alike = known.filter((other) => likeDay(other.day, policy) === likeDay(day, policy));
    return sum + mean(alike.length > 0 ? alike : known);
  }, 0);
};

export interface ForecastInput {
  kpi: Kpi;
  objective: Pick<Objective, 'window' | 'target' | 'direction' | 'countsFrom'>;
  policy: Policy;
  /** Over `forecastSpan`. */
  rows: RowsByType;
  /** The last countable day. */
  last: Day;
}

/**
 * What the rest of the period must bring. The rest is the greater of what is promised already and the usual pace:
 * orders are still coming in, and to call a target out of reach too early would be worse than too late.
 * `undefined` for what is no share, or has nothing left to come.
 */
export const forecastPeriod = ({ kpi, objective, policy, rows, last }: ForecastInput): Forecast | undefined => {
  const { window, target, direction, countsFrom = '' } = objective;
  if (kpi.unit !== 'share' || kpi.ripens || direction !== 'at-least' || !forecastSpan(window, last)) return undefined;
  const whole = wholePeriod(window, last);
  const begun = periodTo(window, last);
  const from = countsFrom > begun.from ? countsFrom : begun.from;
  const soFar = measure(kpi, rows, { from, to: last }, policy);
  const good = goodOf(soFar);
  if (good === undefined) return undefined;

  const rest = { from: addDays(last, 1), to: whole.to };
  const countOn = (day: Day) => measure(kpi, rows, { from: day, to: day }, policy).n;
  const promised = measure(kpi, rows, rest, policy).n;
  const pace = Math.round(paceOver(rest, last, policy, countOn));
  const remaining = Math.max(promised, pace);
  if (remaining === 0) return undefined;
  const basis = promised >= pace ? 'promised' : 'pace';
  const outlook: Outlook = {
    window,
    from: whole.from,
    to: whole.to,
    last,
    target,
    counts: kpi.counts,
    remaining,
    basis,
  };

  const total = soFar.n + remaining;
  const best = (good + remaining) / total;
  const worst = good / total;
  if (best < target) return { ...outlook, outcome: 'out-of-reach', best };
  if (worst >= target) return { ...outlook, outcome: 'certain', worst };
  return { ...outlook, outcome: 'needs', share: (target * total - good) / remaining };
};

/** Rounded up: who reaches what is printed meets the target. */
const roundUp = (share: number): string => formatValue('share', Math.ceil(share * 1000 - 1e-9) / 1000, 1);

/** A forecast in one sentence. */
export const describeForecast = (forecast: Forecast): string => {
  const { window, from, to, target, counts, basis } = forecast;
  const period = describePeriod({ from, to }, window);
  const aim = formatTarget('share', target);
  const rest = `${basis === 'pace' ? 'about ' : ''}${formatNumber(forecast.remaining)} ${counts}`;
  const shown = (value: number) => formatValue('share', value, decimalsApart('share', value, target));
  switch (forecast.outcome) {
    case 'needs':
      return `To still meet ${aim} in ${period}, the rest of it (${rest}) must reach at least ${roundUp(forecast.share)}.`;
    case 'out-of-reach':
      return `The target of ${aim} can no longer be met in ${period}: even a faultless rest (${rest}) would end it at ${shown(forecast.best)}.`;
    case 'certain':
      return `The target of ${aim} is met in ${period} whatever comes: even if everything in the rest of it (${rest}) went wrong, it would end at ${shown(forecast.worst)}.`;
  }
};
