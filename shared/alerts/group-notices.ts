/** One notice a person for all moves of an evaluation: nobody gets five mails at once. Pure. */

import { bySeverity } from '../core/alert/severity.ts';
import type { NewNotice } from '../core/notice/notice.ts';
import { noticeId } from '../core/notice/notice.ts';
import type { Digest } from '../core/record/order.ts';
import { transitionKey } from '../store/keys.ts';
import type { OwedMove } from './owed.ts';

/** Worst first: the mail says it in this order. */
export const byWorst = (
  { transition: a }: Pick<OwedMove, 'transition'>,
  { transition: b }: Pick<OwedMove, 'transition'>,
): number => bySeverity(a.evidence, b.evidence);

/** The notices that moves owe together, created at an instant. */
export const groupNotices = (moves: readonly OwedMove[], at: string, digest: Digest): NewNotice[] => {
  const byPerson = new Map<string, NewNotice>();
  for (const { tell, transition } of [...moves].sort(byWorst)) {
    const key = transitionKey(transition.objective, transition.version);
    for (const { person, why } of tell) {
      const { id, name, email } = person;
      const known = byPerson.get(id);
      const transitions = known?.about.kind === 'alert' ? [...known.about.transitions, key] : [key];
      const parts = ['alert', id, ...transitions.flatMap(({ pk, sk }) => [pk, sk])];
      byPerson.set(id, {
        kind: 'notice',
        id: noticeId(at, parts, digest),
        person: { id, name, email },
        // Why, and the reason, are those of the worst.
        why: known?.why ?? why,
        about: { kind: 'alert', transitions },
        reason: known?.reason ?? transition.reason,
        state: 'pending',
        attempts: 0,
        createdAt: at,
      });
    }
  }
  return [...byPerson.values()];
};
