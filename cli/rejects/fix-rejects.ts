/** Judges rejects again, shows what would be taken now, and sends it when somebody agrees. */
import { randomBytes } from 'node:crypto';
import { formatNumber } from '../../shared/core/text/format.ts';
import { ask, canAsk } from '../ask.ts';
import type { Connection } from '../connect.ts';
import { usage } from '../failure.ts';
import { showRun } from '../import/follow-run.ts';
import { showProgress } from '../import/progress.ts';
import { print, printJson } from '../verb.ts';
import { type Carried, carryOut } from './carry-out.ts';
import { type Chosen, chooseRejects } from './choose-rejects.ts';
import { type FixPlan, planFix } from './plan-fix.ts';
import { takeReadings } from './readings.ts';
import { countOf, showPlan, staysWith } from './show-plan.ts';

export interface FixOptions extends Chosen {
  dryRun?: boolean;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

const agree = async ({ yes }: FixOptions, question: string): Promise<boolean> => {
  if (yes) return true;
  if (!canAsk()) throw usage('Nothing was sent: say --yes where nobody can be asked.');
  return /^y(es)?$/i.test(await ask(question));
};

const summarize = async (plan: FixPlan, run: string, carried: Carried | undefined) => ({
  taken: plan.taken.length,
  settled: plan.settled.length,
  staying: await staysWith(plan),
  ...(carried && { run, ...carried }),
});

/** Replays the chosen rejects. */
export const fixRejects = async (connection: Connection, options: FixOptions): Promise<void> => {
  const { board, records, stack } = connection;
  const { source, reason, json } = options;
  const readings = await takeReadings(connection, Date.now());
  const plan = await showProgress('rejects', (progress) =>
    planFix(chooseRejects(board, { source, reason }), records, readings, (judged) =>
      // How many there are is known at the end.
      progress.at(judged, judged, `${formatNumber(judged)} judged again`),
    ),
  );
  const run = `fix-${Date.now().toString(36)}${randomBytes(4).toString('hex')}`;
  const nothing = plan.taken.length + plan.settled.length === 0;
  if (!json) {
    if (plan.judged === 0) return print('Nothing was rejected in the last 90 days.');
    await showPlan(plan);
  }
  if (options.dryRun || nothing) {
    if (json) printJson(await summarize(plan, run, undefined));
    else if (nothing) print('Nothing can be sent.');
    return;
  }
  if (!(await agree(options, plan.taken.length > 0 ? 'Send and remove them? [y/N] ' : 'Remove them? [y/N] '))) {
    print('Nothing was sent.');
    process.exitCode = 1;
    return;
  }
  const carried = await carryOut(plan, { sqs: await connection.sqs(), queueUrl: stack.ingestQueueUrl, board, run });
  if (options.wait) await showRun(board, run, carried.sent, new AbortController().signal);
  if (json) return printJson(await summarize(plan, run, carried));
  print(
    `Sent ${countOf(carried.sent, 'event')}, removed ${countOf(carried.removed, 'reject')}.${options.wait ? ' They are stored and counted.' : ''}`,
  );
};
