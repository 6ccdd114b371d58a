/** Looks for a change of an objective's process in the rows on the board. The target has no part in it. */

import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { findSignal } from '../core/process/find-signal.ts';
import type { ProcessSignal } from '../core/process/signal.ts';
import { lastCompleteDay, seriesOf, signalSpan } from '../core/process/subgroups.ts';
import { sliceName } from '../core/record/slice.ts';
import type { Day } from '../core/time/calendar.ts';
import type { NamedTable } from '../store/table.ts';
import { rowsFor } from './judge-objective.ts';
import type { Setting } from './setting.ts';

/** The change that begins among the newest complete days or weeks before a day, if there is one. */
export const gatherSignal = async (
  board: NamedTable,
  setting: Setting,
  objective: Objective,
  kpi: Kpi,
  day: Day,
): Promise<ProcessSignal | undefined> => {
  const { policy, sources, frozen } = setting;
  const { rules } = policy.process;
  // Rows that stand still tell of no change; a KPI without a chart needs no rows.
  if (frozen || rules.length === 0 || kpi.ripens) return undefined;
  const span = signalSpan(lastCompleteDay(day, kpi, sources), objective.countsFrom);
  const rows = await rowsFor(board, setting, kpi, sliceName(objective.slice), span);
  return findSignal(kpi, seriesOf(kpi, rows, span, policy), rules);
};
