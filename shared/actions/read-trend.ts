/** The weeks around an action: how its objective's KPI went before it was assigned, and since. */
import { rowsFor } from '../alerts/judge-objective.ts';
import type { Setting } from '../alerts/setting.ts';
import type { Action } from '../core/action/action.ts';
import { type EvidenceInterval, toEvidenceInterval } from '../core/alert/evidence.ts';
import { judge } from '../core/alert/judge.ts';
import { countedPeriods } from '../core/alert/judge-rows.ts';
import { measure, typesOf } from '../core/reading.ts';
import { sliceName } from '../core/record/slice.ts';
import { type Day, dayAt, daysBetween } from '../core/time/calendar.ts';
import { lastCountableDay } from '../core/time/window.ts';
import type { NamedTable } from '../store/table.ts';
import type { Measured } from './ground-action.ts';

export interface Week {
  from: Day;
  to: Day;
  value: number | null;
  n: number;
  interval: EvidenceInterval | null;
  /** Proven, by the week alone. */
  missed: boolean;
}

/** Weeks before it was assigned. */
const weeksBefore = 6;
const [fewest, most] = [8, 26];

/** Oldest first; the last one may still be running. */
export const readTrend = async (
  board: NamedTable,
  setting: Setting,
  { createdAt }: Pick<Action, 'createdAt'>,
  { objective, kpi }: Measured,
): Promise<Week[]> => {
  const last = lastCountableDay(setting.today, typesOf(kpi), setting.sources);
  const assigned = dayAt(Date.parse(createdAt), setting.policy.timeZone);
  const count = Math.ceil(daysBetween(assigned, last) / 7) + weeksBefore;
  const weekly = { ...objective, window: 'week' as const };
  const periods = countedPeriods(weekly, last, Math.min(most, Math.max(fewest, count)));
  const [first, newest] = [periods[0], periods.at(-1)];
  if (!first || !newest) return [];
  const span = { from: first.from, to: newest.to };
  const rows = await rowsFor(board, setting, kpi, sliceName(objective.slice), span);
  return periods.map((period) => {
    const { value, n, interval } = measure(kpi, rows, period, setting.policy);
    const missed = judge({ value, n, interval }, objective) === 'missed';
    return { ...period, value, n, interval: toEvidenceInterval(interval), missed };
  });
};
