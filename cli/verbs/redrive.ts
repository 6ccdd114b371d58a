/** `hoshin redrive`: shows what lies in the dead-letter queues, and sends it back. */
import type { Command } from 'commander';
import { formatNumber } from '../../shared/core/text/format.ts';
import { ask, canAsk } from '../ask.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { type DeadLetterQueue, deadLetterQueues } from '../redrive/dead-letter-queues.ts';
import { type Preview, previewQueue } from '../redrive/preview.ts';
import { sendBack } from '../redrive/send-back.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, positive, print, printJson, stackVerb } from '../verb.ts';

interface RedriveOptions extends StageOptions, OutputOptions {
  queue?: string;
  dryRun?: boolean;
  limit: number;
  yes?: boolean;
}

/** Letters that a preview looks at: with more, the rest is only counted. */
const mostSeen = 500;

const choose = (all: readonly DeadLetterQueue[], name: string | undefined): readonly DeadLetterQueue[] => {
  if (name === undefined) return all;
  const chosen = all.filter((queue) => queue.name === name);
  if (chosen.length === 0)
    throw usage(`There is no queue ${name}; there are ${all.map((queue) => queue.name).join(', ')}.`);
  return chosen;
};

const show = (previews: readonly Preview[]): void => {
  const found = previews.filter(({ count }) => count > 0);
  print(
    formatTable(
      [
        { title: 'queue' },
        { title: 'count', align: 'right' },
        { title: 'what' },
        { title: 'source' },
        { title: 'oldest sent' },
        { title: 'came back', align: 'right' },
      ],
      found.flatMap(({ queue, groups }) =>
        groups.map(({ kind, sources, count, oldest, cameBack }) => [
          ...[queue, formatNumber(count), kind, sources.join(', ') || '—'],
          ...[oldest.slice(0, 16).replace('T', ' '), formatNumber(cameBack)],
        ]),
      ),
    ),
  );
  for (const { queue, count, seen } of found)
    if (seen < count)
      print(`Of ${queue}, ${formatNumber(seen)} of ${formatNumber(count)} are shown: the others are many, or in work.`);
  const readers = [...new Set(found.map(({ reader }) => reader))];
  print(`Why they failed stands in the log of ${readers.join(', ')}. What "came back" was sent back before, in vain.`);
};

const agree = async (options: RedriveOptions): Promise<boolean> => {
  if (options.yes) return true;
  if (!canAsk()) throw usage('Nothing was sent back: say --yes where nobody can be asked.');
  return /^y(es)?$/i.test(await ask('Send them back? [y/N] '));
};

const redrive = async (options: RedriveOptions): Promise<void> => {
  const connection = await connect(options);
  const queues = choose(deadLetterQueues(connection), options.queue);
  const sqs = await connection.sqs();
  const previews = await Promise.all(queues.map((queue) => previewQueue(sqs, queue, mostSeen)));
  const total = previews.reduce((sum, { count }) => sum + count, 0);
  if (!options.json) {
    if (total === 0) return print('No dead letters.');
    show(previews);
  }
  if (options.dryRun || total === 0) {
    if (options.json) printJson({ previews, sent: 0 });
    return;
  }
  if (!(await agree(options))) {
    print('Nothing was sent back.');
    process.exitCode = 1;
    return;
  }
  // What the preview has put back is seen again after a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  let sent = 0;
  for (const [at, queue] of queues.entries()) {
    const most = Math.min(previews[at]?.count ?? 0, options.limit - sent);
    if (most > 0) sent += await sendBack(sqs, queue, most, connection);
  }
  if (options.json) return printJson({ previews, sent });
  print(
    `Sent back ${formatNumber(sent)} of ${formatNumber(total)}. Look again in half an hour: what cannot be dealt with comes back.`,
  );
};

export const redriveVerb = (): Command =>
  stackVerb('redrive')
    .description('show what lies in the dead-letter queues, and send it through again')
    .option('--dry-run', 'only show it')
    .option('--queue <name>', 'of one queue: ingest, senders, mail-events, drop')
    .option('--limit <count>', 'send back at most so many', positive, 100_000)
    .option('--yes', 'do not ask')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['redrive --dry-run', 'what lies there, from whom, since when'],
        ['redrive --queue ingest --limit 1', 'try one'],
        ['redrive --yes --stage production', 'all of it, without asking'],
      )}\nMend the cause first. What was stored already is recognised: sending a message twice changes nothing.\nExit status: 0; 1 if it was declined or failed; 2 for bad usage.\n`,
    )
    .action(redrive);
