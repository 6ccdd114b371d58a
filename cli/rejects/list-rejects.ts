/** Lists rejects: counted by source and reason, or one by one. */
import { formatNumber } from '../../shared/core/text/format.ts';
import { take } from '../../shared/store/table.ts';
import type { Connection } from '../connect.ts';
import { plainItem } from '../plain-item.ts';
import { formatTable } from '../table.ts';
import { print, printJson } from '../verb.ts';
import { type Chosen, chooseRejects } from './choose-rejects.ts';
import type { StoredReject } from './plan-fix.ts';

type Board = Connection['board'];

export interface ReasonCount {
  source: string;
  path: string;
  problem: string;
  count: number;
  /** The newest of them, ISO 8601, UTC. */
  receivedAt: string;
  value: string;
}

/** As much of a reject as is counted. */
type Reasoned = Pick<StoredReject, 'source' | 'path' | 'problem' | 'receivedAt' | 'value'>;

/** Rejects by source, field and reason, most frequent first. */
export const countReasons = async (rejects: AsyncIterable<Reasoned> | Iterable<Reasoned>): Promise<ReasonCount[]> => {
  const counts = new Map<string, ReasonCount>();
  for await (const { source, path, problem, receivedAt, value } of rejects) {
    const key = JSON.stringify([source, path, problem]);
    const known = counts.get(key);
    if (!known) counts.set(key, { source, path, problem, count: 1, receivedAt, value });
    else {
      known.count += 1;
      if (receivedAt > known.receivedAt) Object.assign(known, { receivedAt, value });
    }
  }
  return [...counts.values()].sort((a, b) => a.source.localeCompare(b.source) || b.count - a.count);
};

/** The counts as a table. */
export const reasonTable = (reasons: readonly ReasonCount[]): string =>
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
      ...[source, formatNumber(count), path || '(event)', problem, value],
      receivedAt.slice(0, 16).replace('T', ' '),
    ]),
  );

export const listReasons = async (board: Board, chosen: Chosen, json: boolean): Promise<void> => {
  const reasons = await countReasons(chooseRejects(board, chosen));
  if (json) return printJson(reasons);
  if (reasons.length === 0) return print('Nothing was rejected in the last 90 days.');
  print(reasonTable(reasons));
  print('`hoshin rejects --source ID` lists them one by one; `hoshin rejects --fix` judges them again.');
};

/** Where a reject comes from, if it did not come as an event. */
const fromOf = ({ origin }: StoredReject): string => {
  switch (origin?.kind) {
    case 'row':
      return `${origin.file}, row ${origin.row}`;
    case 'file':
      return origin.file;
    case 'webhook':
      return origin.adapter;
    case 'queue':
      return origin.senderId;
    default:
      return '';
  }
};

export const listRejects = async (board: Board, chosen: Chosen, most: number, json: boolean): Promise<void> => {
  const rejects = await take(chooseRejects(board, chosen), most);
  if (json) return printJson(rejects.map(plainItem));
  if (rejects.length === 0)
    return print(
      `Nothing of ${chosen.source} was rejected in the last 90 days${chosen.reason ? ` for '${chosen.reason}'` : ''}.`,
    );
  print(
    formatTable(
      [
        { title: 'received' },
        { title: 'subject' },
        { title: 'field' },
        { title: 'problem' },
        { title: 'value' },
        { title: 'from' },
      ],
      rejects.map((reject) => [
        reject.receivedAt.slice(0, 19).replace('T', ' '),
        reject.subject ?? '—',
        reject.path || '(event)',
        reject.problem,
        reject.value,
        fromOf(reject),
      ]),
    ),
  );
};
