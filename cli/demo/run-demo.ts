/** The sample year: applies the company's configuration, feeds its events through the webhook, and shows what came of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { addDays, type Day, dayAt } from '../../shared/core/calendar.ts';
import { formatNumber } from '../../shared/core/format.ts';
import { readConfig } from '../../shared/store/config.ts';
import { applyFiles } from '../apply/apply-files.ts';
import type { Connection } from '../connect.ts';
import { evaluateNow } from '../evaluate-now.ts';
import { followRun } from '../import/follow-run.ts';
import { startProgress } from '../import/progress.ts';
import { print } from '../verb.ts';
import { feedEvents } from './feed.ts';
import { printOverview } from './overview.ts';
import { sampleYear } from './sample-year.ts';

const seed = 51;
const company = new URL('./company.yaml', import.meta.url);

/** How far an earlier start came: a year that was begun is finished with the same days. */
interface Begun {
  lastDay: Day;
  fed: boolean;
}

const begin = async (connection: Connection, file: string): Promise<Begun | undefined> => {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Begun;
  // A stack that somebody has configured is theirs.
  if ((await readConfig(connection.board, 'source')).length > 0) return undefined;
  return { lastDay: addDays(dayAt(Date.now(), 'Europe/Paris'), -1), fed: false };
};

const feed = async (connection: Connection, lastDay: Day): Promise<void> => {
  const events = sampleYear(seed, lastDay);
  const run = `sample-year-${lastDay}`;
  const sending = startProgress('Feeding the sample year');
  await feedEvents(connection, events, run, (accepted) =>
    sending.at(accepted, events.length, `${formatNumber(accepted)} of ${formatNumber(events.length)} events accepted`),
  );
  sending.end();
  const counting = startProgress('Storing and counting');
  const tally = await followRun(
    connection.board,
    run,
    events.length,
    (now, settled) =>
      counting.at(settled + now.folded, events.length + now.writes, `${formatNumber(now.folded)} changes counted`),
    new AbortController().signal,
  );
  counting.end();
  print(`Fed ${formatNumber(events.length)} events; ${formatNumber(tally.folded)} changes stored and counted.\n`);
};

/**
 * Feeds the sample year into a stack that is empty, or goes on with one that was begun, and prints KPIs and alerts.
 * A stack with a configuration of its own is left alone.
 */
export const runDemo = async (connection: Connection, dataDir: string): Promise<void> => {
  const file = join(dataDir, 'sample-year.json');
  const begun = await begin(connection, file);
  if (!begun) return print('This stack has a configuration of its own: the sample year is left out.\n');
  if (!begun.fed) {
    writeFileSync(file, JSON.stringify(begun));
    await applyFiles(connection, {
      files: [{ file: 'company.yaml', text: readFileSync(company, 'utf8') }],
      rotate: [],
      now: Date.now(),
      approve: async () => ({
        author: 'Elena Marlow',
        reason: 'Targets for the year, approved by the management board',
      }),
    });
    await feed(connection, begun.lastDay);
    writeFileSync(file, JSON.stringify({ ...begun, fed: true }));
  }
  const answer: EvaluationAnswer = await evaluateNow(connection, {});
  await printOverview(connection, answer);
};
