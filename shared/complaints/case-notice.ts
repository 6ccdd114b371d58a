/** The notices that a case owes: to the customer, and to the complaint's owner. */
import type { Case } from '../core/complaint/case.ts';
import { customerId, type NewNotice, noticeId } from '../core/notice/notice.ts';
import { digest } from '../runtime/digest.ts';

interface Owed {
  case: Pick<Case, 'namespace' | 'subject'>;
  /** The entry of the history that the mail tells of. */
  entry: number;
  /** When it is owed (ISO 8601, UTC). */
  at: string;
}

const noticeOf = (
  { case: { namespace, subject }, entry, at }: Owed,
  person: NewNotice['person'],
  given: Pick<NewNotice, 'why' | 'reason'> & { to: 'customer' | 'owner' },
): NewNotice => ({
  kind: 'notice',
  id: noticeId(at, ['complaint', namespace, subject, String(entry), person.id], digest),
  person,
  why: given.why,
  about: { kind: 'complaint', namespace, subject, to: given.to, entry },
  reason: given.reason,
  state: 'pending',
  attempts: 0,
  createdAt: at,
});

/** `confirmed`: it came in; `answered`: what came of it. `hash` is the keyed hash of the address. */
export const customerNotice = (
  owed: Owed,
  { hash, name, email }: { hash: string; name: string; email: string },
  reason: 'confirmed' | 'answered',
): NewNotice => noticeOf(owed, { id: customerId(hash), name, email }, { why: 'customer', reason, to: 'customer' });

/** A severe one. `why` is `complaint owner`, or the role by which the person is told. */
export const ownerNotice = (
  owed: Owed,
  { id, name, email }: { id: string; name: string; email: string },
  why: string,
): NewNotice => noticeOf(owed, { id, name, email }, { why, reason: 'severe', to: 'owner' });
