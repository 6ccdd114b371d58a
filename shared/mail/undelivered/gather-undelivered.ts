/** Reads what the mail about a mail that did not arrive tells: the notice, what it told of, and who was told instead. */
import type { Notice } from '../../core/notice/notice.ts';
import { readTransition } from '../../store/alerts.ts';
import { readPolicy } from '../../store/config.ts';
import { readNotice } from '../../store/notices.ts';
import { digestAddress, readSuppression } from '../../store/suppressed.ts';
import type { NamedTable } from '../../store/table.ts';
import type { Undelivered } from './undelivered-view.ts';

const stateWords = {
  met: 'on target',
  'at-risk': 'at risk',
  missed: 'target missed',
  silent: 'no data',
  insufficient: 'too few to judge',
} as const;

const subjectsOf = async (board: NamedTable, { about }: Notice): Promise<string[]> => {
  switch (about.kind) {
    case 'alert': {
      const transitions = await Promise.all(about.transitions.map((key) => readTransition(board, key)));
      return transitions.flatMap((each) => (each ? [`${each.evidence.objective.title}, ${stateWords[each.to]}`] : []));
    }
    case 'action':
      return [`action ${about.action}`];
    case 'digest':
      return ['the digest'];
    case 'undelivered':
      return ['a mail that did not arrive'];
    case 'invitation':
      return ['a survey'];
    case 'complaint':
      return [`complaint ${about.subject}`];
  }
};

/** Everything about a notice that failed, by its id. Throws if there is none. */
export const gatherUndelivered = async (board: NamedTable, id: string, now: number): Promise<Undelivered> => {
  const failed = await readNotice(board, id);
  if (!failed) throw new Error(`the notice ${id} is not on the board`);
  const [policy, subjects, suppression, instead] = await Promise.all([
    readPolicy(board, now),
    subjectsOf(board, failed),
    readSuppression(board, failed.person.id),
    Promise.all((failed.toldInstead ?? []).map((each) => readNotice(board, each))),
  ]);
  const holds = suppression?.address === digestAddress(failed.person.email);
  return {
    failed,
    subjects,
    told: instead.flatMap((each) => (each && each.about.kind !== 'undelivered' ? [each.person.name] : [])),
    ...(holds && { suppression }),
    company: policy.company,
    zone: policy.timeZone,
  };
};
