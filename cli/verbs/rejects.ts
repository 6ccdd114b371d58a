/** `hoshin rejects`: what was not taken, by source, with the reasons. */
import type { Command } from 'commander';
import type { Source } from '../../shared/core/config/source.ts';
import { readConfig } from '../../shared/store/config.ts';
import { readRejects } from '../../shared/store/read-lists.ts';
import { take } from '../../shared/store/table.ts';
import type { RejectItem } from '../../shared/store/write-reject.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { plainItem } from '../plain-item.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, positive, print, printJson, stackVerb } from '../verb.ts';

interface RejectsOptions extends StageOptions, OutputOptions {
  source?: string;
  limit: number;
}

/** Not a configured sender each, but they have rejects too: records that cannot be counted, and messages of nobody known. */
const otherSources = ['fold', 'unknown'];

interface ReasonCount {
  source: string;
  path: string;
  problem: string;
  count: number;
  /** The newest of them. */
  receivedAt: string;
  value: string;
}

/** Rejects of one source by field and reason, most frequent first. */
const countReasons = async (board: Connection['board'], source: string): Promise<ReasonCount[]> => {
  const counts = new Map<string, ReasonCount>();
  for await (const { path, problem, receivedAt, value } of readRejects<RejectItem>(board, source)) {
    const key = `${path} ${problem}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { source, path, problem, count: 1, receivedAt, value });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
};

const listRejects = async (options: RejectsOptions): Promise<void> => {
  const { board } = await connect(options);
  if (options.source !== undefined) {
    const rejects = await take(readRejects<RejectItem>(board, options.source), options.limit);
    if (options.json) return printJson(rejects.map(plainItem));
    if (rejects.length === 0) return print(`Nothing of ${options.source} was rejected in the last 90 days.`);
    print(
      formatTable(
        [{ title: 'received' }, { title: 'subject' }, { title: 'field' }, { title: 'problem' }, { title: 'value' }],
        rejects.map(({ receivedAt, subject, path, problem, value }) => [
          receivedAt.slice(0, 19).replace('T', ' '),
          subject ?? '—',
          path || '(event)',
          problem,
          value,
        ]),
      ),
    );
    return;
  }
  const sources = [...new Set([...(await readConfig<Source>(board, 'source')).map(({ id }) => id), ...otherSources])];
  const reasons = (await Promise.all(sources.map((source) => countReasons(board, source)))).flat();
  if (options.json) return printJson(reasons);
  if (reasons.length === 0) return print('Nothing was rejected in the last 90 days.');
  print(
    formatTable(
      [
        { title: 'source' },
        { title: 'count', align: 'right' },
        { title: 'field' },
        { title: 'problem' },
        { title: 'for example' },
        { title: 'last' },
      ],
      reasons.map(({ source, count, path, problem, value, receivedAt }) => [
        source,
        String(count),
        path || '(event)',
        problem,
        value,
        receivedAt.slice(0, 16).replace('T', ' '),
      ]),
    ),
  );
  print('`hoshin rejects --source ID` lists them one by one.');
};

export const rejectsVerb = (): Command =>
  stackVerb('rejects')
    .description('what was not taken, and why: by source and reason, or one by one')
    .option('--source <id>', 'list those of one source, newest first')
    .option('--limit <count>', 'with --source: at most so many', positive, 50)
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['rejects', 'counts by source and reason'], ['rejects --source erp-lyon', 'one by one, newest first']),
    )
    .action(listRejects);
