/** `hoshin doctor`: what works, and what to do about the rest. */
import type { Command } from 'commander';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { type Finding, guard, ok, problem } from '../doctor/check.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkPeople } from '../doctor/check-people.ts';
import { checkPipeline } from '../doctor/check-pipeline.ts';
import { checkPromises } from '../doctor/check-promises.ts';
import { checkQueues } from '../doctor/check-queues.ts';
import { checkConfiguration, checkEpochs, checkFunctions, checkTables } from '../doctor/check-stack.ts';
import { Failure } from '../failure.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

type DoctorOptions = StageOptions & OutputOptions;

const reach = async (options: DoctorOptions): Promise<Connection | Finding> => {
  try {
    return await connect(options);
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error);
    return problem(
      'Stack',
      seen,
      error instanceof Failure ? 'Nothing else can be checked without it.' : 'Is it running?',
    );
  }
};

const checkReached = async (connection: Connection): Promise<Finding[]> => {
  const permitted = 'Check that it is running, and that you may read it.';
  const findings = await Promise.all([
    guard('Tables', () => checkTables(connection), permitted),
    guard('Queues', () => checkQueues(connection), permitted),
    guard('Functions', () => checkFunctions(connection), permitted),
    guard('Rows', () => checkEpochs(connection), permitted),
    guard('Configuration', () => checkConfiguration(connection), permitted),
    guard('Orders', () => checkPromises(connection), permitted),
    guard('Mails', () => checkPeople(connection), permitted),
    guard('Pipeline', () => checkPipeline(connection, Date.now()), permitted),
  ]);
  return [ok('Stack', `stage ${connection.stage}, region ${connection.stack.region}`), ...findings.flat()];
};

const marks = { ok: '✓', problem: '✗', note: '·' } as const;

const examine = async (options: DoctorOptions): Promise<void> => {
  const findings = options.stage === 'local' ? await checkMachine() : [];
  const reached = await reach(options);
  findings.push(...('board' in reached ? await checkReached(reached) : [reached]));
  const problems = findings.filter(({ state }) => state === 'problem').length;
  if (problems > 0) process.exitCode = 1;
  if (options.json) return printJson(findings);
  const width = Math.max(...findings.map(({ name }) => name.length));
  for (const { name, state, seen, todo } of findings) {
    print(`${marks[state]} ${name.padEnd(width)}  ${seen}`);
    if (todo) print(`${' '.repeat(width + 4)}→ ${todo}`);
  }
  print(problems === 0 ? '\nAll is well.' : `\n${problems} ${problems === 1 ? 'problem' : 'problems'}.`);
};

export const doctorVerb = (): Command =>
  stackVerb('doctor')
    .description('check this machine and the stack: what works, and what to do about the rest')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['doctor', 'this machine and the local stack'], ['doctor --stage production', 'a deployed stack']),
    )
    .action(examine);
