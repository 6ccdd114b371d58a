/** `hoshin backtest`: which alerts objectives would have raised, before anyone adopts them. Writes nothing to the stack. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { CalendarDate } from '../../events/scalars.ts';
import { rowsFor } from '../../shared/alerts/judge-objective.ts';
import { loadSetting } from '../../shared/alerts/setting.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { drawBacktest } from '../backtest/draw.ts';
import { pastSpan } from '../backtest/past-span.ts';
import { readPlan } from '../backtest/read-plan.ts';
import { formatBacktest, toJson } from '../backtest/report.ts';
import { type Backtest, runBacktest } from '../backtest/run-backtest.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { readInput } from '../read-input.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface BacktestOptions extends StageOptions, OutputOptions {
  from: string;
  to: string;
  chart?: string;
}

const parseDay = (name: string, text: string): string => {
  if (!CalendarDate.safeParse(text).success)
    throw usage(`--${name} takes a day, for example 2026-03-14 (is '${text}').`);
  return text;
};

/** `chart.png`, or `chart-on-time-lyon.png` for each where there are several. */
const writeCharts = async (file: string, { results }: Backtest): Promise<void> => {
  for (const result of results) {
    if (result.readings.length === 0) continue;
    const own = results.length === 1 ? file : file.replace(/(\.png)?$/i, `-${result.objective.id}.png`);
    await writeFile(own, await drawBacktest(result));
    process.stderr.write(`Wrote ${own}.\n`);
  }
};

const backtest = async (path: string, options: BacktestOptions): Promise<void> => {
  const asked = { from: parseDay('from', options.from), to: parseDay('to', options.to) };
  if (asked.from > asked.to) throw usage(`--from ${asked.from} is after --to ${asked.to}.`);
  const text = await readInput(path);
  const { board } = await connect(options);
  const setting = await loadSetting(board, Date.now(), tallies);
  if (setting.frozen)
    process.stderr.write(
      'The rows stand still until a rebuild: `hoshin rebuild --wait` first, to test what is known today.\n',
    );
  const past = pastSpan(asked, setting.today);
  if (!past) throw usage(`--from ${asked.from} has not come yet: a back-test is of days that have.`);
  const plan = readPlan({ file: path, text }, setting);
  const remarks = [...past.remarks, ...plan.remarks];
  const found = await runBacktest((...what) => rowsFor(board, setting, ...what), plan, past.span);
  if (options.json) printJson(toJson(found, remarks));
  else print(formatBacktest(found, remarks));
  if (options.chart !== undefined) await writeCharts(options.chart, found);
};

export const backtestVerb = (): Command =>
  stackVerb('backtest')
    .description('which alerts objectives would have raised: for choosing a target before adopting it')
    .argument('<file>', 'objectives in YAML, as `hoshin apply` reads them')
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, included')
    .option('--chart <file>', 'also draw it as a PNG: readings, target, and when an alert stood open')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['backtest targets.yaml --from 2025-01-01 --to 2025-12-31', 'alerts, mails, and four other targets'],
        ['backtest targets.yaml --from 2025-01-01 --to 2025-12-31 --json', 'every reading, for programs'],
      )}\nNothing is written and nobody is told. People, sources and shutdowns that the file leaves out are the stack's.\n`,
    )
    .action(backtest);
