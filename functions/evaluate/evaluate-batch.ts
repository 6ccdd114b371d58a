/** Evaluates the objectives whose windows a batch of changed rows touched, each once; says first what has to settle. */
import type { RecordType } from '../../events/record-types.ts';
import { evaluateObjectives, type Registry } from '../../shared/alerts/evaluate-objectives.ts';
import type { Evaluation } from '../../shared/alerts/evaluation.ts';
import { windowOn } from '../../shared/core/alert/judge-rows.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import { typesOf } from '../../shared/core/reading.ts';
import { sliceName, total } from '../../shared/core/record/slice.ts';
import { addDays, dayAt } from '../../shared/core/time/calendar.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import { markSettling } from '../../shared/store/settling.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { isFlood, isHistory, mayBeFlood, typicalDayOf } from './back-fill.ts';
import type { TouchedRow } from './touched-rows.ts';

/** Days that a typical one is found among. */
const typicalDays = 28;

export interface EvaluateDependencies {
  board: NamedTable;
  registry: Registry;
  settleSeconds: number;
}

const isBackFill = async (board: NamedTable, epoch: number, type: RecordType, rows: TouchedRow[], today: string) => {
  if (isHistory(rows, today)) return true;
  if (!mayBeFlood(rows)) return false;
  const window = { epoch, type, slice: total, from: addDays(today, -typicalDays), to: today };
  return isFlood(rows, typicalDayOf(await readRows(board, window), rows));
};

const readsRow = (row: TouchedRow, objective: Objective, kpi: Kpi) =>
  typesOf(kpi).includes(row.type) && row.slice === sliceName(objective.slice);

/** Answers with the evaluation and the types that were found to be back-filled. */
export const evaluateBatch = async (
  { board, registry, settleSeconds }: EvaluateDependencies,
  touched: readonly TouchedRow[],
  now: number,
): Promise<{ evaluation?: Evaluation; settling: RecordType[] }> => {
  const { current } = await loadEpochs(board);
  const today = dayAt(now, current.policy.timeZone);
  const rows = touched.filter(({ epoch }) => epoch === current.epoch);
  if (rows.length === 0) return { settling: [] };
  const totals = Map.groupBy(
    rows.filter(({ slice }) => slice === total),
    ({ type }) => type,
  );
  const settling: RecordType[] = [];
  for (const [type, ofType] of totals) {
    if (!(await isBackFill(board, current.epoch, type, ofType, today))) continue;
    await markSettling(board, type, new Date(now + settleSeconds * 1_000).toISOString());
    settling.push(type);
  }
  const evaluation = await evaluateObjectives(board, registry, {
    now,
    concerns: ({ objective }, kpi, setting) => {
      const counted = windowOn(objective, kpi, setting.today, setting);
      if (!counted) return false;
      const { from, to } = counted.period;
      return rows.some((row) => readsRow(row, objective, kpi) && from <= row.day && row.day <= to);
    },
  });
  return { evaluation, settling };
};
