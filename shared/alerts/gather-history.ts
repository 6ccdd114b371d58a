/** The last 13 periods of an objective, each measured and judged as the newest is. */
import { type EvidencePeriod, toEvidenceInterval } from '../core/alert/evidence.ts';
import { judge } from '../core/alert/judge.ts';
import { countedPeriods, type Judged } from '../core/alert/judge-rows.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { daysWithData, measure } from '../core/reading.ts';
import { sliceName } from '../core/record/slice.ts';
import type { NamedTable } from '../store/table.ts';
import { rowsFor } from './judge-objective.ts';
import type { Setting } from './setting.ts';

export interface History {
  periods: EvidencePeriod[];
  /** The last day on which anything came. */
  lastData?: string;
}

/** Measures the periods of the chart; the newest is the reading itself, so that the two cannot differ. */
export const gatherHistory = async (
  board: NamedTable,
  setting: Setting,
  objective: Objective,
  kpi: Kpi,
  { last, reading, verdict }: Judged,
): Promise<History> => {
  const counted = countedPeriods(objective, last);
  const span = { from: counted[0]?.from ?? reading.from, to: reading.to };
  const rows = await rowsFor(board, setting, kpi, sliceName(objective.slice), span);
  const earlier = counted.slice(0, -1).map((period): EvidencePeriod => {
    const { value, n, interval } = measure(kpi, rows, period, setting.policy);
    const state = judge({ value, n, interval }, objective);
    return { ...period, value, n, interval: toEvidenceInterval(interval), state };
  });
  const { from, to, value, n } = reading;
  const newest = { from, to, value, n, interval: toEvidenceInterval(reading.interval), state: verdict };
  const lastData = daysWithData(kpi, rows, span).at(-1);
  return { periods: [...earlier, newest], ...(lastData && { lastData }) };
};

/** The first day of the run of periods that stand as the newest does. */
export const runSince = (periods: readonly EvidencePeriod[]): string | undefined => {
  const state = periods.at(-1)?.state;
  const before = periods.findLastIndex((period) => period.state !== state);
  return periods[before + 1]?.from;
};
