/** The sample year: applies the company's configuration, feeds its events through the webhook, and shows what came of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { formatNumber } from '../../shared/core/text/format.ts';
import { addDays, type Day, dayAt } from '../../shared/core/time/calendar.ts';
import { readConfig } from '../../shared/store/config.ts';
import type { Connection } from '../connect.ts';
import { evaluateNow } from '../evaluate-now.ts';
import { followRun } from '../import/follow-run.ts';
import { showProgress } from '../import/progress.ts';
import { invoke } from '../invoke.ts';
import { sendDigest } from '../send-digest.ts';
import { print } from '../verb.ts';
import { feedEvents } from './feed.ts';
import { printOverview } from './overview.ts';
import { sampleYear } from './sample-year.ts';

const seed = 51;
/** Of top management: gets a digest at once, so that there is one to look at. */
const reader = 'elena';
const company = new URL('./company.yaml', import.meta.url);

/** How far an earlier start came: a year that was begun is finished with the same days. */
interface Begun {
  lastDay: Day;
  fed: boolean;
}

const begin = async (connection: Connection, file: string): Promise<Begun | undefined> => {
  // Nothing is configured: nothing was begun, or it was forgotten since (--fresh).
  if ((await readConfig(connection.board, 'source')).length === 0)
    return { lastDay: addDays(dayAt(Date.now(), 'Europe/Paris'), -1), fed: false };
  // A stack that somebody has configured is theirs.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Begun) : undefined;
};

const feed = async (connection: Connection, lastDay: Day, signal: AbortSignal): Promise<void> => {
  const events = sampleYear(seed, lastDay);
  const run = `sample-year-${lastDay}`;
  await showProgress('Feeding the sample year', (progress) =>
    feedEvents(connection, events, run, signal, (accepted) =>
      progress.at(
        accepted,
        events.length,
        `${formatNumber(accepted)} of ${formatNumber(events.length)} events accepted`,
      ),
    ),
  );
  const tally = await showProgress('Storing and counting', (progress) =>
    followRun(
      connection.board,
      run,
      events.length,
      (now, settled) =>
        progress.at(settled + now.folded, events.length + now.writes, `${formatNumber(now.folded)} changes counted`),
      signal,
    ),
  );
  print(`Fed ${formatNumber(events.length)} events; ${formatNumber(tally.folded)} changes stored and counted.\n`);
};

/**
 * Feeds the sample year into a stack that is empty, or goes on with one that was begun, and prints KPIs and alerts.
 * A stack with a configuration of its own is left alone. Throws soon after the signal, with nothing lost.
 */
export const runDemo = async (connection: Connection, dataDir: string, signal: AbortSignal): Promise<void> => {
  const file = join(dataDir, 'sample-year.json');
  const begun = await begin(connection, file);
  if (!begun) return print('This stack has a configuration of its own: the sample year is left out.\n');
  if (!begun.fed) {
    writeFileSync(file, JSON.stringify(begun));
    // Loaded late: it brings the holidays of the world.
    const { applyFiles } = await import('../apply/apply-files.ts');
    await applyFiles(connection, {
      files: [{ file: 'company.yaml', text: readFileSync(company, 'utf8') }],
      rotate: [],
      now: Date.now(),
      approve: async () => ({
        author: 'Elena Marlow',
        reason: 'Targets for the year, approved by the management board',
      }),
    });
    await feed(connection, begun.lastDay, signal);
    writeFileSync(file, JSON.stringify({ ...begun, fed: true }));
  }
  const answer: EvaluationAnswer = await evaluateNow(connection, {});
  await printOverview(connection, answer);
  if (begun.fed) return;
  await sendDigest(connection, { person: reader, cadence: 'weekly' });
  print('The weekly digest that Elena Marlow gets on Mondays is on the way to the inbox, too.');
  // The schedule would do so within five minutes.
  await invoke(connection, 'outreach', { time: new Date().toISOString() }, z.unknown());
  print('So are the surveys that customers of the last deliveries are sent, in English, French and Arabic.\n');
};
