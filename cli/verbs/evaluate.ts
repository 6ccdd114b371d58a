/** `hoshin evaluate`: judges every objective now, or as of a past day; alerts move and mails go out. */
import type { Command } from 'commander';
import * as z from 'zod';
import { CalendarDate } from '../../events/scalars.ts';
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { formatInterval, formatValue } from '../../shared/core/format.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { invoke } from '../invoke.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface EvaluateOptions extends StageOptions, OutputOptions {
  asOf?: string;
}

const Answer = z.custom<EvaluationAnswer>(
  (value) => typeof value === 'object' && value !== null && 'outcomes' in value && Array.isArray(value.outcomes),
);

type Outcome = EvaluationAnswer['outcomes'][number];

const rowOf = (outcome: Outcome): string[] => {
  if (outcome.outcome === 'judged') {
    const { objective, reading, state, moved, reason, told } = outcome;
    const unit = kpis.find(({ id }) => id === reading.kpi)?.unit ?? 'count';
    return [
      objective,
      state,
      formatValue(unit, reading.value),
      String(reading.n),
      reading.n === 0 ? '' : formatInterval(unit, reading.interval),
      `${reading.from} – ${reading.to}`,
      moved ? `moved: ${reason}` : reason,
      told.join(', '),
    ];
  }
  const why: Record<Exclude<Outcome['outcome'], 'judged'>, string> = {
    settling: 'a back-fill has to settle first',
    'not-in-force': 'not in force yet',
    'not-yet-counting': 'nothing counts yet on that day',
    'unknown-kpi': 'this version has no such KPI',
    contended: 'moved by somebody else at the same time',
    failed: 'failed',
  };
  const detail =
    outcome.outcome === 'failed'
      ? `: ${outcome.problem}`
      : outcome.outcome === 'not-in-force'
        ? `, from ${outcome.from}`
        : '';
  return [outcome.objective, '—', '', '', '', '', `${why[outcome.outcome]}${detail}`, ''];
};

const evaluate = async (options: EvaluateOptions): Promise<void> => {
  const { asOf } = options;
  if (asOf !== undefined && !CalendarDate.safeParse(asOf).success)
    throw usage(`--as-of takes a day, for example 2026-03-14 (is '${asOf}').`);
  const connection = await connect(options);
  const answer = await invoke(connection, 'evaluate', asOf === undefined ? {} : { asOf }, Answer);
  if (answer.outcomes.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
  if (options.json) return printJson(answer);
  if (answer.outcomes.length === 0)
    return print('There are no objectives. Write some and run `hoshin apply` (docs/configure.md).');
  print(`As of ${answer.day}, policy ${answer.policy}.`);
  print(
    formatTable(
      [
        { title: 'objective' },
        { title: 'state' },
        { title: 'value', align: 'right' },
        { title: 'n', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'window' },
        { title: 'why' },
        { title: 'told' },
      ],
      answer.outcomes.map(rowOf),
    ),
  );
  if (answer.frozen) print('The rows stand still until a rebuild: `hoshin rebuild --wait`.');
  for (const outcome of answer.outcomes)
    if (outcome.outcome === 'judged' && outcome.unknownPeople.length > 0)
      print(`${outcome.objective} names people who are not configured: ${outcome.unknownPeople.join(', ')}.`);
};

export const evaluateVerb = (): Command =>
  stackVerb('evaluate')
    .description('judge every objective now, or as of a past day; alerts move and mails go out')
    .option('--as-of <day>', 'as if on this day, with what is known today')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['evaluate', 'now'], ['evaluate --as-of 2018-04-01', 'as if on 1 April 2018: March is whole']),
    )
    .action(evaluate);
