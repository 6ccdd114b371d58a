/** `hoshin kpi`: readings of one KPI over days, both ends included. */
import { type Command, Option } from 'commander';
import { CalendarDate } from '../../events/scalars.ts';
import { judge } from '../../shared/core/alert/judge.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import { dimensionNames, type Policy } from '../../shared/core/config/policy.ts';
import type { Kpi } from '../../shared/core/kpi.ts';
import { describeTrend } from '../../shared/core/process/trend.ts';
import { type RowsByType, typesOf } from '../../shared/core/reading.ts';
import { sliceName, total as wholeCompany } from '../../shared/core/record/slice.ts';
import { formatInterval, formatTarget, formatValue } from '../../shared/core/text/format.ts';
import { describePeriod, splitPeriods } from '../../shared/core/time/window.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { effectiveOn, readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { drawBar } from '../draw-bar.ts';
import { usage } from '../failure.ts';
import { type KpiReport, type KpiRow, reportKpi } from '../kpi-report.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

type By = 'day' | 'week' | 'month';

interface KpiOptions extends StageOptions, OutputOptions {
  from: string;
  to: string;
  by?: By;
  slice?: string;
}

/** Finds a KPI by its id; bad usage with the nearest names where there is none. */
export const findKpi = (id: string): Kpi => {
  const kpi = kpis.find((known) => known.id === id);
  if (kpi) return kpi;
  throw usage(`There is no KPI '${id}'. There are:\n${kpis.map((known) => `  ${known.id}`).join('\n')}`);
};

const parseDay = (name: string, text: string): string => {
  const parsed = CalendarDate.safeParse(text);
  if (!parsed.success) throw usage(`--${name} ${parsed.error.issues[0]?.message ?? 'is no date'} (is '${text}').`);
  return parsed.data;
};

/** `site=Lyon`, checked against the dimensions that the policy slices by. */
const parseSlice = (text: string | undefined, policy: Policy): string => {
  if (text === undefined || text === wholeCompany) return wholeCompany;
  const [dimension = '', ...rest] = text.split('=');
  const name = dimensionNames.find((known) => known === dimension);
  const value = rest.join('=');
  if (!name || value === '')
    throw usage(`--slice takes a dimension and a value, for example site=Lyon (is '${text}').`);
  if (!(name in policy.dimensions)) {
    const sliced = Object.keys(policy.dimensions);
    throw usage(
      `The policy (version ${policy.version}) does not slice by ${name}; it slices by ${sliced.join(', ') || 'nothing'}. Add it under policy.dimensions and run \`hoshin apply\`.`,
    );
  }
  return sliceName({ [name]: value });
};

const findObjective = async (board: Connection['board'], kpi: Kpi, slice: string, to: string, by: By | undefined) => {
  const objectives = effectiveOn(await readConfig<Omit<Objective, 'version'>>(board, 'objective'), to)
    .map(({ value, version }) => ({ ...value, version }))
    .filter((objective) => objective.kpi === kpi.id && sliceName(objective.slice) === slice);
  return objectives.find(({ window }) => window === by) ?? objectives[0];
};

const describeVerdict = (row: KpiRow, objective: Objective | undefined): string =>
  objective ? judge({ ...row, interval: row.interval }, objective) : '';

const printTable = (
  kpi: Kpi,
  report: KpiReport,
  objective: Objective | undefined,
  by: By | undefined,
  policy: Policy,
) => {
  const { rows, total } = report;
  const shown = rows.length > 1 ? [...rows, total] : rows;
  const label = (row: KpiRow, index: number) =>
    index === rows.length ? 'all' : by ? describePeriod(row, by) : `${row.from} – ${row.to}`;
  const target =
    objective && `${objective.direction === 'at-least' ? '≥' : '≤'} ${formatTarget(kpi.unit, objective.target)}`;
  const bars = drawBar(
    shown.map(({ value }) => value),
    kpi.unit,
    objective?.target,
  );
  const cells = shown.map((row, index) => [
    label(row, index),
    formatValue(kpi.unit, row.value),
    String(row.n),
    row.n === 0 ? '' : formatInterval(kpi.unit, row.interval),
    ...(objective ? [target ?? '', describeVerdict(row, objective)] : []),
    bars[index] ?? '',
  ]);
  print(`${kpi.title}, ${report.slice === wholeCompany ? 'whole company' : report.slice}`);
  print(kpi.definition);
  print(
    formatTable(
      [
        { title: 'period' },
        { title: 'value', align: 'right' },
        { title: 'n', align: 'right' },
        { title: '95 % interval', align: 'right' },
        ...(objective ? [{ title: 'target', align: 'right' as const }, { title: 'verdict' }] : []),
        { title: '' },
      ],
      cells,
    ),
  );
  const chosen = kpi.chosen(policy);
  print(
    [
      `n counts ${kpi.counts}.`,
      chosen && `Policy ${report.policy}: ${chosen}.`,
      objective && `Objective ${objective.id}, version ${objective.version}.`,
      report.trend &&
        by &&
        `Trend: ${describeTrend(report.trend, kpi.unit, by)} (Mann–Kendall, p ${report.trend.p < 0.001 ? '< 0.001' : `= ${report.trend.p.toFixed(3)}`}).`,
    ]
      .filter(Boolean)
      .join(' '),
  );
};

const readKpi = async (id: string, options: KpiOptions): Promise<void> => {
  const kpi = findKpi(id);
  const from = parseDay('from', options.from);
  const to = parseDay('to', options.to);
  if (from > to) throw usage(`--from ${from} is after --to ${to}.`);
  const { board } = await connect(options);
  const { current } = await loadEpochs(board);
  const { policy, epoch, frozenAt } = current;
  const slice = parseSlice(options.slice, policy);
  const types = typesOf(kpi);
  const found = await Promise.all(types.map((type) => readRows(board, { epoch, type, slice, from, to })));
  const rows: RowsByType = Object.fromEntries(types.map((type, index) => [type, found[index] ?? []]));
  const objective = await findObjective(board, kpi, slice, to, options.by);
  const periods = options.by ? splitPeriods(options.by, from, to) : [{ from, to }];
  const report = reportKpi(kpi, rows, periods, { slice, policy, epoch, ...(objective && { objective }) });
  if (frozenAt)
    process.stderr.write(
      `These values are as of ${frozenAt}: the deployed code counts differently, and a rebuild is due.\n`,
    );
  if (options.json) printJson(report);
  else printTable(kpi, report, objective, options.by, policy);
};

export const kpiVerb = (): Command =>
  stackVerb('kpi')
    .description('readings of a KPI: value, n, interval, target and verdict')
    .argument('<id>', 'the KPI, for example on-time-delivery')
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, included')
    .addOption(new Option('--by <period>', 'a row for each').choices(['day', 'week', 'month']))
    .option('--slice <dimension=value>', 'one slice, for example site=Lyon (default: the whole company)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['kpi on-time-delivery --from 2026-01-01 --to 2026-03-31 --by month', 'three rows and the total'],
        ['kpi csat --from 2026-03-01 --to 2026-03-31 --slice site=Lyon', 'one slice'],
        ['kpi on-time-delivery --from 2026-01-01 --to 2026-12-31 --by week --json', 'unrounded, for programs'],
      )}\nKPIs: ${kpis.map(({ id }) => id).join(', ')}\n`,
    )
    .action(readKpi);
