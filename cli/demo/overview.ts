/** What `hoshin start --demo` shows once the sample year is in: every KPI of the last four weeks, and the alerts. */
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { type RowsByType, takeReading, typesOf } from '../../shared/core/reading.ts';
import { total } from '../../shared/core/record/slice.ts';
import { formatInterval, formatValue } from '../../shared/core/text/format.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { describePeriod } from '../../shared/core/time/window.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import type { Connection } from '../connect.ts';
import { formatEvaluation } from '../evaluate-now.ts';
import { formatTable } from '../table.ts';
import { print } from '../verb.ts';

const days = 28;

const kpiTable = async ({ board }: Connection, today: string): Promise<string> => {
  const { policy, epoch } = (await loadEpochs(board)).current;
  // Deliveries count up to the last whole day.
  const to = addDays(today, -1);
  const period = { from: addDays(to, 1 - days), to };
  const types = [...new Set(kpis.flatMap(typesOf))];
  const rows: RowsByType = Object.fromEntries(
    await Promise.all(
      types.map(async (type) => [type, await readRows(board, { epoch, type, slice: total, ...period })] as const),
    ),
  );
  const cells = kpis.map((kpi) => {
    const { value, n, interval } = takeReading(kpi, rows, period, { slice: total, policy, epoch });
    return [
      kpi.title,
      formatValue(kpi.unit, value),
      String(n),
      kpi.counts,
      n === 0 ? '' : formatInterval(kpi.unit, interval),
    ];
  });
  const table = formatTable(
    [
      { title: 'KPI' },
      { title: 'value', align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'of' },
      { title: '95 % interval', align: 'right' },
    ],
    cells,
  );
  return `KPIs, ${describePeriod(period, { days })}, whole company\n${table}`;
};

export const printOverview = async (connection: Connection, answer: EvaluationAnswer): Promise<void> => {
  print(`${await kpiTable(connection, answer.day)}\n`);
  print(`Objectives on ${answer.day}\n${formatEvaluation(answer)}\n`);
  const told = new Set(answer.outcomes.flatMap((outcome) => (outcome.outcome === 'judged' ? outcome.told : [])));
  if (told.size > 0) print(`${told.size} ${told.size === 1 ? 'mail is' : 'mails are'} on the way to the inbox.\n`);
};
