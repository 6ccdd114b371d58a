/** `hoshin rejects`: what was not taken, by source, with the reasons; and what would be taken now. */
import type { Command } from 'commander';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { type FixOptions, fixRejects } from '../rejects/fix-rejects.ts';
import { listReasons, listRejects } from '../rejects/list-rejects.ts';
import { examples, jsonOption, positive, stackVerb } from '../verb.ts';

interface RejectsOptions extends StageOptions, FixOptions {
  limit: number;
  fix?: boolean;
}

const rejects = async (options: RejectsOptions): Promise<void> => {
  const { source, reason, fix, json = false } = options;
  if (!fix && (options.yes || options.dryRun || options.wait))
    throw usage('--yes, --dry-run and --wait belong to --fix.');
  const connection = await connect(options);
  if (fix) return fixRejects(connection, options);
  if (source === undefined) return listReasons(connection.board, { reason }, json);
  return listRejects(connection.board, { source, reason }, options.limit, json);
};

export const rejectsVerb = (): Command =>
  stackVerb('rejects')
    .description('what was not taken, and why; --fix sends what would be taken now')
    .option('--source <id>', 'those of one source, one by one, newest first')
    .option('--reason <text>', 'only those whose field or problem holds this text')
    .option('--limit <count>', 'with --source: list at most so many', positive, 50)
    .option('--fix', 'judge them again by the contract, maps and settings of today; send what passes')
    .option('--dry-run', 'with --fix: only show it')
    .option('--yes', 'with --fix: do not ask')
    .option('--wait', 'with --fix: wait until what was sent is stored and counted')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['rejects', 'counts by source and reason'],
        ['rejects --source erp-lyon', 'one by one, newest first'],
        ['rejects --fix', 'after a map, a setting or the contract has changed'],
        ["rejects --fix --source erp-lyon --reason 'must be a date' --yes", 'some of them, without asking'],
      )}\nNothing is offered that would count twice: what is stored already, or newer there, is passed over.\nRejects are kept for 90 days. Exit status: 0; 1 if it was declined or failed; 2 for bad usage.\n`,
    )
    .action(rejects);
