/** Judges an objective as of a day from the rows on the board. Reads the window's rows; earlier ones only if there are none. */

import { type Judged, type JudgeGrounds, judgeRows, silenceSpan, windowOn } from '../core/alert/judge-rows.ts';
import type { Objective } from '../core/config/objective.ts';
import type { Kpi } from '../core/kpi.ts';
import { daysWithData, type RowsByType, typesOf } from '../core/reading.ts';
import { sliceName } from '../core/record/slice.ts';
import type { Day } from '../core/time/calendar.ts';
import type { Period } from '../core/time/window.ts';
import { readRows } from '../store/read-rows.ts';
import type { NamedTable } from '../store/table.ts';
import type { Setting } from './setting.ts';

/** The rows of a slice that a KPI reads. */
export const rowsFor = async (
  board: NamedTable,
  { epoch }: Pick<Setting, 'epoch'>,
  kpi: Kpi,
  slice: string,
  { from, to }: Period,
): Promise<RowsByType> => {
  const types = typesOf(kpi);
  const rows = await Promise.all(types.map((type) => readRows(board, { epoch, type, slice, from, to })));
  return Object.fromEntries(types.map((type, i) => [type, rows[i]]));
};

/** The verdict on an objective as of a day, with the reading behind it. `undefined` if nothing counts yet on that day. */
export const judgeObjective = async (
  board: NamedTable,
  grounds: JudgeGrounds,
  objective: Objective,
  kpi: Kpi,
  day: Day,
): Promise<Judged | undefined> => {
  const counted = windowOn(objective, kpi, day, grounds);
  if (!counted) return undefined;
  const { period } = counted;
  const read = (span: Period) => rowsFor(board, grounds, kpi, sliceName(objective.slice), span);
  const rows = await read(period);
  const some = grounds.frozen || daysWithData(kpi, rows, period).length > 0;
  return judgeRows(grounds, objective, kpi, day, some ? rows : await read(silenceSpan(objective, period)));
};
