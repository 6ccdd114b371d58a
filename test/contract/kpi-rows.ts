/** From records to what KPIs read, by the shortest way: contributions added up in memory. */
import type { Facets, RecordType } from '../../events/event.ts';
import type { Day } from '../../shared/core/calendar.ts';
import { contributionOf } from '../../shared/core/contribution.ts';
import type { Counters, KpiExample, KpiRows } from '../../shared/core/kpi.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { type RowsByType, rowsOf } from '../../shared/core/reading.ts';
import type { HoshinRecord } from '../../shared/core/record.ts';
import { tallies } from '../../shared/kpis/registry.ts';

/** Adds the counters of `more` to `sums`, `sign` times; what reaches zero is gone, as a row of zeroes is no row. */
export const addCounters = (sums: Counters, more: Counters, sign: 1 | -1 = 1): Counters => {
  const added = { ...sums };
  for (const [name, value] of Object.entries(more)) {
    const sum = (added[name] ?? 0) + sign * value;
    if (sum === 0) delete added[name];
    else added[name] = sum;
  }
  return added;
};

/** Rows by type, slice and day. */
export type Ledger = Record<string, Counters>;

/** Adds records to a ledger, or takes them away. */
export const fold = (
  records: readonly HoshinRecord[],
  policy: Policy,
  ledger: Ledger = {},
  sign: 1 | -1 = 1,
): Ledger => {
  const folded = { ...ledger };
  for (const record of records) {
    const contribution = contributionOf(record, policy, tallies);
    for (const slice of contribution?.slices ?? []) {
      const key = [record.type, slice, contribution?.day].join('|');
      const sums = addCounters(folded[key] ?? {}, contribution?.counters ?? {}, sign);
      if (Object.keys(sums).length === 0) delete folded[key];
      else folded[key] = sums;
    }
  }
  return folded;
};

/** A ledger's rows of one slice as KPIs read them. */
export const readLedger = (ledger: Ledger, policy: Policy, to: Day = '2027-12-31', slice = 'total'): KpiRows => {
  const rows: Partial<Record<RecordType, { day: Day; counters: Counters }[]>> = {};
  for (const [key, counters] of Object.entries(ledger).sort()) {
    const [type, ofSlice, day] = key.split('|') as [RecordType, string, Day];
    if (ofSlice === slice) rows[type] = [...(rows[type] ?? []), { day, counters }];
  }
  return rowsOf(rows as RowsByType, { from: '1990-01-01', to }, policy);
};

const recordOf = <T extends RecordType>(type: T, facets: Facets[T], i: number) =>
  ({ type, namespace: 'erp-lyon', subject: `R-${i}`, epoch: 0, revision: 1, facets }) as HoshinRecord;

/** The records of a worked example. */
export const recordsOf = (example: KpiExample): HoshinRecord[] => [
  ...(example.deliveries ?? []).map((facets, i) => recordOf('delivery', facets, i)),
  ...(example.inspections ?? []).map((facets, i) => recordOf('inspection', facets, i)),
  ...(example.complaints ?? []).map((facets, i) => recordOf('complaint', facets, i)),
  ...(example.responses ?? []).map((facets, i) => recordOf('response', facets, i)),
];
