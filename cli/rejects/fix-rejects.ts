/** Judges rejects again, shows what would be taken now, and sends it when somebody agrees. */
import { randomBytes } from 'node:crypto';
import { formatNumber } from '../../shared/core/text/format.ts';
import { take } from '../../shared/store/table.ts';
import { ask, canAsk } from '../ask.ts';
import type { Connection } from '../connect.ts';
import { usage } from '../failure.ts';
import { showRun } from '../import/follow-run.ts';
import { formatTable } from '../table.ts';
import { print, printJson } from '../verb.ts';
import { type Carried, carryOut } from './carry-out.ts';
import { type Chosen, chooseRejects } from './choose-rejects.ts';
import { countReasons, reasonTable } from './list-rejects.ts';
import { type FixPlan, planFix } from './plan-fix.ts';
import { takeReadings } from './readings.ts';

export interface FixOptions extends Chosen {
  dryRun?: boolean;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** Examples that are shown of what would be sent. */
const shownEvents = 10;

const count = (counted: number, noun: string) => `${formatNumber(counted)} ${noun}${counted === 1 ? '' : 's'}`;

const staysWith = ({ staying }: FixPlan) =>
  countReasons(
    staying.map(({ reject, why }) => ({ ...reject, path: why.path, problem: why.problem, value: why.value })),
  );

const show = (plan: FixPlan): void => {
  const { taken, settled, staying } = plan;
  const events = taken.flatMap((each) => each.events.map((event) => ({ event, ...each })));
  if (taken.length > 0) {
    print(`${count(taken.length, 'reject')} would be taken now: ${count(events.length, 'event')}.\n`);
    print(reasonTable(countReasons(taken.map(({ reject }) => reject))));
    print('\nFor example:');
    print(
      formatTable(
        [{ title: 'source' }, { title: 'type' }, { title: 'subject' }, { title: 'time' }, { title: 'says' }],
        events
          .slice(0, shownEvents)
          .map(({ event, source }) => [
            ...[source, event.type.split('.')[1] ?? '', event.subject, event.time],
            event.data === null ? 'deleted' : Object.keys(event.data).join(', '),
          ]),
      ),
    );
    print('');
  }
  if (settled.length > 0)
    print(`${count(settled.length, 'reject')} would go: stored meanwhile, overtaken, or nothing of ours any more.\n`);
  if (staying.length > 0) {
    print(`${count(staying.length, 'reject')} would stay:\n`);
    print(reasonTable(staysWith(plan)));
    print('');
  }
};

const agree = async ({ yes }: FixOptions, question: string): Promise<boolean> => {
  if (yes) return true;
  if (!canAsk()) throw usage('Nothing was sent: say --yes where nobody can be asked.');
  return /^y(es)?$/i.test(await ask(question));
};

const summarize = (plan: FixPlan, run: string, carried: Carried | undefined) => ({
  taken: plan.taken.length,
  settled: plan.settled.length,
  staying: staysWith(plan),
  ...(carried && { run, ...carried }),
});

/** Replays the chosen rejects. */
export const fixRejects = async (connection: Connection, options: FixOptions): Promise<void> => {
  const { board, records, stack } = connection;
  const { source, reason, json } = options;
  const rejects = await take(chooseRejects(board, { source, reason }));
  const plan = await planFix(rejects, records, await takeReadings(connection, Date.now()));
  const run = `fix-${Date.now().toString(36)}${randomBytes(4).toString('hex')}`;
  const nothing = plan.taken.length + plan.settled.length === 0;
  if (!json) {
    if (rejects.length === 0) return print('Nothing was rejected in the last 90 days.');
    show(plan);
  }
  if (options.dryRun || nothing) {
    if (json) printJson(summarize(plan, run, undefined));
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
  if (json) return printJson(summarize(plan, run, carried));
  print(
    `Sent ${count(carried.sent, 'event')}, removed ${count(carried.removed, 'reject')}.${options.wait ? ' They are stored and counted.' : ''}`,
  );
};
