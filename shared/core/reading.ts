/** A reading: a KPI over merged rows. The alerts and the command take theirs here, so they cannot differ. */
import type { RecordType } from '../../events/record-types.ts';
import type { Reading } from './config/objective.ts';
import type { Policy } from './config/policy.ts';
import type { AnyTally, Counters, Kpi, KpiRows, Measure } from './kpi.ts';
import type { Day } from './time/calendar.ts';
import type { Period } from './time/window.ts';

/** The counters of one type, one slice and one day, all shards merged, with their tallies' prefixes: `otd.n`. */
export interface DayRow {
  day: Day;
  counters: Counters;
}

/** Rows of one slice by record type, each oldest first; they may reach beyond the period that is read. */
export type RowsByType = Partial<Record<RecordType, readonly DayRow[]>>;

/** What a reading stands on besides the rows. */
export interface Grounds {
  slice: string;
  policy: Policy;
  epoch: number;
  objective?: { id: string; version: number };
}

/** The record types that a KPI counts, each once. */
export const typesOf = (kpi: Kpi): RecordType[] => [...new Set(kpi.tallies.map((tally) => tally.type))];

const within = (rows: RowsByType, type: RecordType, { from, to }: Period): readonly DayRow[] =>
  (rows[type] ?? []).filter(({ day }) => from <= day && day <= to);

/** Adds the counters of a tally, its prefix taken off; those that end at zero are left out, as if never counted. */
const sumOf = (rows: readonly DayRow[], tally: AnyTally): Counters => {
  const sums: Counters = {};
  const prefix = `${tally.key}.`;
  for (const { counters } of rows) {
    for (const [name, value] of Object.entries(counters)) {
      if (!name.startsWith(prefix)) continue;
      const short = name.slice(prefix.length);
      sums[short] = (sums[short] ?? 0) + value;
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
};

/** The rows of a period as a KPI reads them. */
export const rowsOf = (rows: RowsByType, period: Period, policy: Policy): KpiRows => ({
  sum: (tally) => sumOf(within(rows, tally.type, period), tally),
  days: (tally) =>
    within(rows, tally.type, period)
      .map((row) => ({ day: row.day, counters: sumOf([row], tally) }))
      .filter(({ counters }) => Object.keys(counters).length > 0),
  to: period.to,
  policy,
});

/** The measure alone, for the points of a chart and the slices of an analysis. */
export const measure = (kpi: Kpi, rows: RowsByType, period: Period, policy: Policy): Measure =>
  kpi.read(rowsOf(rows, period, policy));

/** A KPI over a period, with the counters it was made from and the versions that shaped it. */
export const takeReading = (kpi: Kpi, rows: RowsByType, period: Period, grounds: Grounds): Reading => {
  const { slice, policy, epoch, objective } = grounds;
  const merged = rowsOf(rows, period, policy);
  const counters: Counters = {};
  for (const tally of kpi.tallies) {
    for (const [name, value] of Object.entries(merged.sum(tally))) counters[`${tally.key}.${name}`] = value;
  }
  const { from, to } = period;
  const versions = { policy: policy.version, epoch, ...(objective && { objective }) };
  return { kpi: kpi.id, slice, from, to, ...kpi.read(merged), counters, ...versions };
};

/** The days within a period on which anything of the KPI's record types was counted, oldest first. */
export const daysWithData = (kpi: Kpi, rows: RowsByType, period: Period): Day[] => {
  const days = typesOf(kpi)
    .flatMap((type) => within(rows, type, period))
    .filter(({ counters }) => Object.values(counters).some((value) => value !== 0))
    .map(({ day }) => day);
  return [...new Set(days)].sort();
};
