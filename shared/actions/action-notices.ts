/** The notices that a step in an action's life owes, and why each person gets one. */
import type { Action, ActionReason } from '../core/action/action.ts';
import type { Person } from '../core/config/person.ts';
import { type NewNotice, noticeId } from '../core/notice/notice.ts';
import { digest } from '../runtime/digest.ts';

/** Why a person is told, for the mail's footer: `action owner`, `assigned it`, `ladder`, `top-management`. */
const whyTold = ({ owner, assignedBy }: Action, reason: ActionReason, { id, roles }: Person): string => {
  if (id === owner) return 'action owner';
  if (reason.startsWith('overdue')) return 'ladder';
  if (id === assignedBy) return 'assigned it';
  return roles.includes('top-management') ? 'top-management' : 'told of it before';
};

export interface ActionNotices {
  notices: NewNotice[];
  /** Named, but not configured: nobody was told in their place. */
  unknownPeople: string[];
}

/** A notice for each person of `tell` about an action's newest entry. `at` is when they are owed (ISO 8601, UTC). */
export const actionNotices = (
  action: Action,
  { reason, at, tell }: { reason: ActionReason; at: string; tell: readonly string[] },
  people: readonly Person[],
): ActionNotices => {
  const notices = tell.flatMap((id): NewNotice[] => {
    const person = people.find((candidate) => candidate.id === id);
    if (!person) return [];
    return [
      {
        kind: 'notice',
        id: noticeId(at, ['action', person.id, action.id, String(action.version)], digest),
        person: { id: person.id, name: person.name, email: person.email },
        why: whyTold(action, reason, person),
        about: { kind: 'action', action: action.id, event: action.version },
        reason,
        state: 'pending',
        attempts: 0,
        createdAt: at,
      },
    ];
  });
  return { notices, unknownPeople: tell.filter((id) => people.every((person) => person.id !== id)) };
};
