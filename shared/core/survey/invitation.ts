/** Invitation: one customer asked to answer one survey about one delivery. */
import type { DimensionName } from '../config/policy.ts';
import type { Language } from '../language/languages.ts';
import type { Digest } from '../record/order.ts';

/**
 * - `waiting`: to be sent at `dueAt`, if everything still speaks for it then.
 * - `invited`: a mail is owed or sent; one reminder may follow.
 * - `answered`: the answer is on the queue. A link that is used again says so.
 * - `skipped`: nobody was asked, and `reason` says why.
 */
export const invitationStates = ['waiting', 'invited', 'answered', 'skipped'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Why nobody was asked. */
export const skipReasons = [
  'not-sampled',
  'no-address',
  'asked-lately',
  'unsubscribed',
  'suppressed',
  'erased',
  'cap',
  'survey-ended',
  'not-delivered',
  /** The link would no longer be good: whatever held it up took too long. */
  'too-late',
  /** The mail was written, and did not arrive. */
  'undelivered',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Personal: removed by an erasure and by retention; what was asked and answered stays. */
interface Invited {
  name?: string;
  email: string;
  /** The customer's id in the system of the delivery. */
  id?: string;
}

/** Instants are ISO 8601 in UTC. */
export interface Invitation {
  id: string;
  survey: string;
  /** What the customer sees is this version, whatever is applied later. */
  surveyVersion: number;
  language: Language;
  /** The delivery that it is about. */
  delivery: { namespace: string; subject: string };
  /** Whether the delivery was on time under the policy of then: copied into the answer. Absent: nothing was promised. */
  onTime?: boolean;
  /** The delivery's dimensions, copied into the answer. */
  dimensions: Partial<Record<Exclude<DimensionName, 'source' | 'survey' | 'language'>, string>>;
  /**
   * Keyed hash of the customer's address (see `shared/privacy/person-key.ts`): stays when the address goes. Absent as
   * long as no address is known.
   */
  person?: string;
  /** From the first mail on: who merely may be asked is not copied. */
  customer?: Invited;
  state: InvitationState;
  reason?: SkipReason;
  createdAt: string;
  /** When the next mail falls due; absent once none does. */
  dueAt?: string;
  invitedAt?: string;
  remindedAt?: string;
  answeredAt?: string;
  /** The link is good until then. */
  expiresAt: string;
  /** Ids of the notices that it owed. */
  notices: string[];
  /** Goes up with every change. */
  version: number;
}

/** The id follows from the survey and the delivery: the same delivery invites once. 16 hexadecimal digits. */
export const invitationId = (survey: string, delivery: Invitation['delivery'], digest: Digest): string =>
  digest(JSON.stringify([survey, delivery.namespace, delivery.subject]));
