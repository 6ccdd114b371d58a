/** `hoshin rebuild`: counts everything anew beside the rows that count now, or compares rows with a recount. */
import type { Command } from 'commander';
import { formatNumber } from '../../shared/core/text/format.ts';
import type { Recount } from '../../shared/store/recount.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { askCheck, askRebuild, describeStatus, followRebuild } from '../rebuild.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface RebuildOptions extends StageOptions, OutputOptions {
  check?: boolean;
  wait?: boolean;
  repair?: boolean;
}

const printCheck = (check: Recount): void => {
  const { equal, epoch, policy, records, counters, exceptions, unfoldable, differenceCount, differences } = check;
  print(
    `${equal ? 'Equal' : 'Different'}: ${formatNumber(records)} records recounted under policy ${policy}, ${formatNumber(counters)} counters and ${formatNumber(exceptions)} exceptions of epoch ${epoch} compared.`,
  );
  if (unfoldable > 0)
    print(`${formatNumber(unfoldable)} records cannot be counted: see \`hoshin rejects --source fold\`.`);
  if (equal) return;
  print(`${formatNumber(differenceCount)} differ:`);
  print(
    formatTable(
      [{ title: 'what' }, { title: 'recounted', align: 'right' }, { title: 'stored', align: 'right' }],
      differences.slice(0, 20).map(({ what, expected, found }) => [what, String(expected), String(found)]),
    ),
  );
  if (check.frozen) print('The rows were counted by other code than this: `hoshin rebuild --wait` counts them anew.');
  else
    print(
      'While records come in, wait until they are counted and check again; else `hoshin rebuild --repair --wait` mends it.',
    );
};

const rebuild = async (options: RebuildOptions): Promise<void> => {
  if (options.check && (options.wait || options.repair)) throw usage('--check changes nothing: it stands alone.');
  const connection = await connect(options);
  if (options.check) {
    const check = await askCheck(connection);
    if (!check.equal) process.exitCode = 1;
    if (options.json) printJson(check);
    else printCheck(check);
    return;
  }
  const { start, status } = await askRebuild(connection, { action: 'start', ...(options.repair && { repair: true }) });
  const pending = status.state !== 'done' && status.state !== 'idle';
  if (pending && options.wait) await followRebuild(connection);
  const last = pending && options.wait ? { state: 'done' as const, epoch: status.epoch } : status;
  if (options.json) return printJson({ start, status: last });
  if (start?.outcome === 'unchanged' && last.state === 'idle')
    return print(
      'Nothing to rebuild: the rows are counted under the policy and the code of today. `--repair` counts them anew all the same.',
    );
  print(describeStatus(last));
  if (pending && !options.wait) print('It goes on by itself; --wait follows it.');
};

export const rebuildVerb = (): Command =>
  stackVerb('rebuild')
    .description('count everything anew, or check the rows against a recount')
    .option('--check', 'recount from the records and compare, digit for digit; changes nothing')
    .option('--repair', 'count anew though neither policy nor code has changed')
    .option('--wait', 'wait until the new rows count')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['rebuild --check', 'equal or different'],
        ['rebuild --wait', 'after a policy or a new version of the code'],
        ['rebuild --repair --wait', 'count everything anew'],
      )}\nReadings show the old rows until the new ones are complete. Exit status of --check: 0 if equal, 1 if not.\n`,
    )
    .action(rebuild);
