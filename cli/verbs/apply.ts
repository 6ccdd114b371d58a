/** `hoshin apply`: sources, people, policy, objectives and silences from YAML, as new versions with author and reason. */
import type { Command } from 'commander';
import type { Applied, ApplyRequest } from '../apply/apply-files.ts';
import { describeChange } from '../apply/difference.ts';
import { ask, canAsk } from '../ask.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { readInput } from '../read-input.ts';
import { followRebuild } from '../rebuild.ts';
import { commandFor } from '../sources/missing.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface ApplyOptions extends StageOptions, OutputOptions {
  yes?: boolean;
  author?: string;
  reason?: string;
  rotate: string[];
  wait?: boolean;
}

/** An author and a reason stand beside every version: an auditor asks for them. */
const whoAndWhy = async ({ author, reason }: ApplyOptions) => {
  if (!canAsk() && (!author || !reason))
    throw usage('Every version names who approved it and why: give --author and --reason.');
  const approval = { author: author || (await ask('Author: ')), reason: reason || (await ask('Reason: ')) };
  if (!approval.author || !approval.reason) throw usage('Every version names who approved it and why.');
  return approval;
};

const approver =
  (options: ApplyOptions): ApplyRequest['approve'] =>
  async (changes) => {
    if (!options.json) print(`${changes.map(describeChange).join('\n')}\n`);
    if (!options.yes) {
      if (!canAsk()) throw usage('Nothing was applied: say --yes where nobody can be asked.');
      if (!/^y(es)?$/i.test(await ask('Apply? [y/N] '))) return undefined;
    }
    return whoAndWhy(options);
  };

const describeEpoch = ({ epoch }: Applied): string | undefined => {
  switch (epoch?.outcome) {
    case 'first':
      return 'Records are counted under this policy from the first one on.';
    case 'opened':
      return `Everything is counted anew under this policy (epoch ${epoch.epoch}); until that is done, readings show the policy before it. \`hoshin rebuild --wait\` follows it.`;
    case 'adopted':
      return 'Nothing has to be counted anew: records count as before.';
    default:
      return undefined;
  }
};

const report = (applied: Applied, connection: Connection, json: boolean): void => {
  if (json) {
    printJson(applied);
    return;
  }
  if (!applied.written) {
    print('Nothing was applied.');
    return;
  }
  print(
    applied.changes.length === 0
      ? 'Nothing has changed.'
      : `Applied ${applied.changes.length} ${applied.changes.length === 1 ? 'change' : 'changes'}.`,
  );
  for (const { source, secret } of applied.secrets)
    print(`\nSecret of ${source}, shown this once (webhook ${connection.stack.ingestUrl}${source}):\n  ${secret}`);
  for (const each of applied.missing) {
    print(`\n${each.source} has no ${each.what} of ${each.product} yet (${each.from}):\n  ${commandFor(each)}`);
    if (each.what === 'secret')
      print(`Until then nothing is taken at its address:\n  ${connection.stack.ingestUrl}${each.source}`);
  }
  const epoch = describeEpoch(applied);
  if (epoch) print(epoch);
};

const apply = async (paths: string[], options: ApplyOptions): Promise<void> => {
  if (paths.length === 0 && options.rotate.length === 0)
    throw usage('Name at least one file, or a source to --rotate.');
  const files = await Promise.all(paths.map(async (file) => ({ file, text: await readInput(file) })));
  const connection = await connect(options);
  // Loaded late: the holidays of the world take longer to load than the rest of the command.
  const { applyFiles } = await import('../apply/apply-files.ts');
  const applied = await applyFiles(connection, {
    files,
    rotate: options.rotate,
    now: Date.now(),
    approve: approver(options),
  });
  if (!applied.written) process.exitCode = 1;
  report(applied, connection, options.json ?? false);
  if (applied.epoch?.outcome === 'opened' && options.wait) await followRebuild(connection);
};

export const applyVerb = (): Command =>
  stackVerb('apply')
    .description('write sources, people, policy, objectives and silences from YAML, as new versions')
    .argument('[files...]', 'one or several files (docs/configure.md)')
    .option('--yes', 'do not ask')
    .option('--author <name>', 'who approves it')
    .option('--reason <text>', 'why')
    .option(
      '--rotate <source>',
      'give a source another secret; the old one stays valid (repeatable)',
      (id: string, ids: string[]) => [...ids, id],
      [],
    )
    .option('--wait', 'if the policy has changed, wait until everything is counted anew')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['apply company.yaml', 'show the difference, ask, write'],
        ["apply targets.yaml --yes --author 'J. Roux' --reason 'Review 2026-03'", 'without asking'],
        ['apply --rotate erp-lyon', 'another secret for a source'],
      )}\nWhat a file does not name stays as it is. Exit status: 0; 1 if it was declined or failed; 2 if a file is wrong.\n`,
    )
    .action(apply);
