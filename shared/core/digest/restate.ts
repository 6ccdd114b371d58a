/**
 * Restatement: a figure that somebody was told, and that records which came late or were corrected have changed since
 * (docs/decisions/0024). Told once, with the least number of records that can be behind it.
 */

import type { Policy } from '../config/policy.ts';
import type { Counters, Kpi } from '../kpi.ts';
import { type DayRow, measure, type RowsByType } from '../reading.ts';
import { formatValue } from '../text/format.ts';
import type { Day } from '../time/calendar.ts';
import type { Period } from '../time/window.ts';
import type { ToldReading } from './content.ts';

/** Days after which a figure that was told is history: about a quarter. */
export const restatedForDays = 91;

const overlap = (a: Period, b: Period): boolean => a.from <= b.to && b.from <= a.to;
const sameFigure = (a: ToldReading, b: ToldReading) => a.kpi === b.kpi && a.slice === b.slice;

/**
 * What a person goes by: of all that was told, the newest figures that do not overlap each other, those with the latest
 * end first. So one late record is told once, and not for every rolling window that held its day.
 */
export const standingReadings = (told: readonly ToldReading[]): ToldReading[] => {
  const newestFirst = [...told].sort((a, b) =>
    a.to !== b.to ? (a.to > b.to ? -1 : 1) : a.toldAt === b.toldAt ? 0 : a.toldAt > b.toldAt ? -1 : 1,
  );
  const standing: ToldReading[] = [];
  for (const reading of newestFirst) {
    if (standing.every((other) => !sameFigure(other, reading) || !overlap(other, reading))) standing.push(reading);
  }
  return standing;
};

/** The counters of a KPI's own tallies, under their whole names, by day. */
export const countersByDay = (kpi: Kpi, rows: RowsByType, { from, to }: Period): Record<Day, Counters> => {
  const days: Record<Day, Counters> = {};
  for (const { type, key } of kpi.tallies) {
    const ofPeriod = (rows[type] ?? []).filter(({ day }: DayRow) => from <= day && day <= to);
    for (const { day, counters } of ofPeriod) {
      for (const [name, value] of Object.entries(counters)) {
        if (!name.startsWith(`${key}.`) || value === 0) continue;
        days[day] ??= {};
        days[day][name] = value;
      }
    }
  }
  return days;
};

/**
 * The figures with as many of their days as there is room for (characters of JSON), those of few counters first; the others
 * are kept whole, and their windows are compared as if they were one day.
 */
export const fitTold = (told: readonly ToldReading[], room: number): ToldReading[] => {
  const bare = told.map(({ days: _, ...rest }) => rest);
  let left = room - JSON.stringify(bare).length;
  const sizes = told.map(({ days }) => (days ? JSON.stringify(days).length + 8 : 0));
  const smallestFirst = [...told.keys()].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  const fits = new Set<number>();
  for (const at of smallestFirst) {
    left -= sizes[at] ?? 0;
    if (left < 0) break;
    fits.add(at);
  }
  return told.map((each, at) => (fits.has(at) ? each : (bare[at] ?? each)));
};

const sumDays = (days: Record<Day, Counters>): Counters => {
  const sums: Counters = {};
  for (const counters of Object.values(days)) {
    for (const [name, value] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
};

/** True if one record can move a counter by more than 1. */
const isAmount = (kpi: Kpi, name: string): boolean =>
  kpi.tallies.some(({ key, amounts }) => {
    if (!amounts || !name.startsWith(`${key}.`)) return false;
    return amounts === 'all' || amounts.includes(name.slice(key.length + 1));
  });

/** How many records must have changed so that one day's counters went up so far; the other way round, down. */
const leastOnDay = (kpi: Kpi, before: Counters, after: Counters): number =>
  Object.keys(after).reduce((most, name) => {
    const rise = (after[name] ?? 0) - (before[name] ?? 0);
    return Math.max(most, isAmount(kpi, name) ? Math.sign(rise) : rise);
  }, 0);

const leastOver = (kpi: Kpi, before: Record<Day, Counters>, after: Record<Day, Counters>): number =>
  Object.entries(after).reduce((sum, [day, counters]) => sum + leastOnDay(kpi, before[day] ?? {}, counters), 0);

/**
 * The least number of records that can have changed the counters. Every record counts on one day, where it moves each
 * counter that counts records by 1 at most: so what the days rose by adds up, and so does what they fell by. The two do
 * not: a record whose day was corrected makes one fall and another rise. Without the days, the whole window is one.
 */
export const leastRecords = (
  kpi: Kpi,
  told: Pick<ToldReading, 'counters' | 'days'>,
  now: Record<Day, Counters>,
): number => {
  const [before, after] = told.days ? [told.days, now] : [{ all: told.counters }, { all: sumDays(now) }];
  return Math.max(leastOver(kpi, before, after), leastOver(kpi, after, before));
};

export interface Restated {
  told: ToldReading;
  now: { value: number | null; n: number; counters: Counters; days: Record<Day, Counters> };
  records: number;
}

/**
 * What a told figure is today, if it is shown differently; `undefined` where it is the same, or nothing that records did:
 * another policy counts in another way, and a KPI of what happens to a record later changes by itself.
 */
export const restate = (told: ToldReading, kpi: Kpi, rows: RowsByType, policy: Policy): Restated | undefined => {
  if (kpi.ripens || told.policy !== policy.version) return undefined;
  const { value, n } = measure(kpi, rows, told, policy);
  if (formatValue(kpi.unit, value) === formatValue(kpi.unit, told.value)) return undefined;
  const days = countersByDay(kpi, rows, told);
  const records = leastRecords(kpi, told, days);
  if (records === 0) return undefined;
  return { told, now: { value, n, counters: sumDays(days), days }, records };
};
