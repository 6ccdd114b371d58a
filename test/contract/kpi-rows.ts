/** From records to what KPIs read, by the shortest way: contributions added up in memory. */
import type { Facets } from '../../events/facets.ts';
import type { RecordType } from '../../events/record-types.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import type { Counters, KpiExample, KpiRows } from '../../shared/core/kpi.ts';
import { type DayRow, type RowsByType, rowsOf } from '../../shared/core/reading.ts';
import { contributionOf } from '../../shared/core/record/contribution.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import type { Day } from '../../shared/core/time/calendar.ts';
import { tallies } from '../../shared/kpis/registry.ts';

/** Adds the counters of `more` to `sums`, or takes them away; what reaches zero is gone, as a row of zeroes is no row. */
export const addCounters = (sums: Counters, more: Counters, sign: 1 | -1 = 1): Counters => {
  for (const [name, value] of Object.entries(more)) {
    const sum = (sums[name] ?? 0) + sign * value;
    if (sum === 0) delete sums[name];
    else sums[name] = sum;
  }
  return sums;
};

/** Rows by type, slice and day. */
export type Ledger = Record<string, Counters>;

/** Adds records to a copy of a ledger, or takes them away. */
export const fold = (
  records: readonly HoshinRecord[],
  policy: Policy,
  ledger: Ledger = {},
  sign: 1 | -1 = 1,
): Ledger => {
  const folded = structuredClone(ledger);
  for (const record of records) {
    const contribution = contributionOf(record, policy, tallies);
    if (!contribution) continue;
    for (const slice of contribution.slices) {
      const key = [record.type, slice, contribution.day].join('|');
      const sums = addCounters(folded[key] ?? {}, contribution.counters, sign);
      if (Object.keys(sums).length === 0) delete folded[key];
      else folded[key] = sums;
    }
  }
  return folded;
};

/** A ledger's rows of one slice, by type, oldest first. */
export const dayRowsOf = (ledger: Ledger, slice = 'total'): RowsByType => {
  const rows: Partial<Record<RecordType, DayRow[]>> = {};
  for (const [key, counters] of Object.entries(ledger).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [type, ofSlice, day] = key.split('|') as [RecordType, string, Day];
    if (ofSlice !== slice) continue;
    const ofType = rows[type] ?? [];
    rows[type] = ofType;
    ofType.push({ day, counters });
  }
  return rows;
};

/** A ledger's rows of the total as KPIs read them. */
export const readLedger = (ledger: Ledger, policy: Policy, to: Day = '2027-12-31'): KpiRows =>
  rowsOf(dayRowsOf(ledger), { from: '1990-01-01', to }, policy);

const recordOf = <T extends RecordType>(type: T, facets: Facets[T], i: number) =>
  ({ type, namespace: 'erp-lyon', subject: `R-${i}`, epoch: 0, revision: 1, facets }) as HoshinRecord;

/** The records of a worked example. */
export const recordsOf = (example: KpiExample): HoshinRecord[] => [
  ...(example.deliveries ?? []).map((facets, i) => recordOf('delivery', facets, i)),
  ...(example.inspections ?? []).map((facets, i) => recordOf('inspection', facets, i)),
  ...(example.complaints ?? []).map((facets, i) => recordOf('complaint', facets, i)),
  ...(example.responses ?? []).map((facets, i) => recordOf('response', facets, i)),
];
