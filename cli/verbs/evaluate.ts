/** `hoshin evaluate`: judges every objective now, or as of a past day; alerts move and mails go out. */
import type { Command } from 'commander';
import { CalendarDate } from '../../events/scalars.ts';
import { connect, type StageOptions } from '../connect.ts';
import { evaluateNow, formatEvaluation } from '../evaluate-now.ts';
import { usage } from '../failure.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface EvaluateOptions extends StageOptions, OutputOptions {
  asOf?: string;
}

const evaluate = async (options: EvaluateOptions): Promise<void> => {
  const { asOf } = options;
  if (asOf !== undefined && !CalendarDate.safeParse(asOf).success)
    throw usage(`--as-of takes a day, for example 2026-03-14 (is '${asOf}').`);
  const connection = await connect(options);
  const answer = await evaluateNow(connection, asOf === undefined ? {} : { asOf });
  if (answer.outcomes.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
  if (options.json) return printJson(answer);
  if (answer.outcomes.length === 0)
    return print('There are no objectives. Write some and run `hoshin apply` (docs/configure.md).');
  print(`As of ${answer.day}, policy ${answer.policy}.`);
  print(formatEvaluation(answer));
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
