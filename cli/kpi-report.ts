/** The report of a KPI: readings of one slice, a row for each period. What `hoshin kpi --json` prints. */

import type { Objective, Reading } from '../shared/core/config/objective.ts';
import type { Policy } from '../shared/core/config/policy.ts';
import type { Kpi } from '../shared/core/kpi.ts';
import { findTrend, type Trend } from '../shared/core/process/trend.ts';
import { type RowsByType, takeReading } from '../shared/core/reading.ts';
import type { Period } from '../shared/core/time/window.ts';

/** What one period reads; values as they are, not rounded. */
export type KpiRow = Pick<Reading, 'from' | 'to' | 'value' | 'n' | 'counters' | 'interval'>;

/** What `hoshin kpi --json` prints. */
export interface KpiReport {
  kpi: string;
  unit: Kpi['unit'];
  /** `total`, or `site=Lyon`. */
  slice: string;
  /** The version of the policy that shaped the values. */
  policy: number;
  epoch: number;
  /** The objective for this KPI and slice, if there is one. */
  objective?: Pick<Objective, 'id' | 'version' | 'target' | 'direction'>;
  rows: KpiRow[];
  /** From period to period, where the Mann–Kendall test proves one (p < 0.05). */
  trend?: Trend;
  /** The whole span. */
  total: KpiRow;
}

const rowOf = ({ from, to, value, n, counters, interval }: Reading): KpiRow => ({
  from,
  to,
  value,
  n,
  counters,
  interval,
});

/** Makes the report from rows that were read: one row a period, and the whole span. */
export const reportKpi = (
  kpi: Kpi,
  rows: RowsByType,
  periods: readonly Period[],
  grounds: { slice: string; policy: Policy; epoch: number; objective?: Objective },
): KpiReport => {
  const { slice, policy, epoch, objective } = grounds;
  const read = (period: Period) => rowOf(takeReading(kpi, rows, period, { slice, policy, epoch }));
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) throw new Error('a report needs a period');
  const rowsRead = periods.map(read);
  // Where values ripen the newest periods differ from older ones by their age alone.
  const trend = kpi.ripens ? undefined : findTrend(rowsRead.map(({ value }) => value));
  return {
    kpi: kpi.id,
    unit: kpi.unit,
    slice,
    policy: policy.version,
    epoch,
    ...(objective && {
      objective: {
        id: objective.id,
        version: objective.version,
        target: objective.target,
        direction: objective.direction,
      },
    }),
    rows: rowsRead,
    ...(trend && { trend }),
    total: read({ from: first.from, to: last.to }),
  };
};
