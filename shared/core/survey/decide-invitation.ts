/** What is done with an invitation that fell due, judged anew from what is true then. Pure. */
import type { Policy } from '../config/policy.ts';
import type { NoticeState } from '../notice/notice.ts';
import type { Invitation, SkipReason } from './invitation.ts';
import { copiedFrom, type Delivered, dueAfter, type InvitingSurvey, zoneOf } from './plan-invitation.ts';
import { awakeFrom } from './quiet-hours.ts';
import type { Invite } from './survey.ts';

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** What is known against writing to a customer. */
export interface Person {
  /** Keyed hash of the address of now; `undefined` if there is none. */
  hash: string | undefined;
  /** The customer wants no more invitations. */
  stopped: boolean;
  /** No mail reaches the address, or the customer called one spam. */
  suppressed: boolean;
  erased: boolean;
  /** When any survey asked this customer last, and by which invitation. */
  asked?: { at: string; invitation: string };
}

/** Everything that a decision rests on, read when the invitation fell due. */
export interface Due {
  invitation: Invitation;
  /** The version in force, if the survey still invites. */
  survey: InvitingSurvey | undefined;
  /** The delivery; `undefined` if it was deleted. */
  delivered: Delivered | undefined;
  person: Person;
  /** What became of the first mail, if one was owed. */
  mail?: NoticeState;
  policy: Policy;
  /** Milliseconds since 1970. */
  now: number;
}

export type InvitationDecision =
  /** Ask now: the invitation as it then stands. */
  | { do: 'ask'; invitation: Invitation; limits: Pick<Invite, 'quarantineDays' | 'mostADay'> }
  /** Nobody is asked. */
  | { do: 'skip'; invitation: Invitation }
  /** Ask again whether to, later. */
  | { do: 'wait'; invitation: Invitation }
  | { do: 'remind'; invitation: Invitation }
  /** The mail did not arrive: nobody was asked after all. */
  | { do: 'withdraw'; invitation: Invitation }
  /** Nothing more is due. */
  | { do: 'rest'; invitation: Invitation };

const next = (before: Invitation, change: Partial<Invitation>): Invitation => {
  const { dueAt: _, ...rest } = before;
  return { ...rest, ...change, version: before.version + 1 };
};

/** An invitation of which nothing comes. */
export const skipped = (invitation: Invitation, reason: SkipReason): Invitation =>
  next(invitation, { state: 'skipped', reason });

const skip = (invitation: Invitation, reason: SkipReason): InvitationDecision => ({
  do: 'skip',
  invitation: skipped(invitation, reason),
});

const wait = (invitation: Invitation, until: number): InvitationDecision => ({
  do: 'wait',
  invitation: next(invitation, { dueAt: iso(until) }),
});

/** Why nobody is asked any more, whatever the time of day; `undefined` if somebody may be. */
const objection = ({ invitation, survey, delivered, person, now }: Due): SkipReason | undefined => {
  if (person.erased) return 'erased';
  if (delivered?.record.facets.progress?.state !== 'delivered') return 'not-delivered';
  const sources = survey?.invite.sources;
  if (!survey || (sources && !sources.includes(invitation.delivery.namespace))) return 'survey-ended';
  if (now >= Date.parse(invitation.expiresAt)) return 'too-late';
  if (person.hash === undefined) return 'no-address';
  if (person.stopped) return 'unsubscribed';
  if (person.suppressed) return 'suppressed';
  return undefined;
};

const isAskedLately = ({ asked }: Person, { id }: Invitation, { quarantineDays }: Invite, now: number): boolean =>
  asked !== undefined && asked.invitation !== id && Date.parse(asked.at) > now - quarantineDays * dayMs;

const decideFirst = (due: Due): InvitationDecision => {
  const { invitation, survey, delivered, person, policy, now } = due;
  const against = objection(due);
  if (against !== undefined || !survey || !delivered) return skip(invitation, against ?? 'survey-ended');
  if (isAskedLately(person, invitation, survey.invite, now)) return skip(invitation, 'asked-lately');
  // Delivered later than it was said first, perhaps, or moved to another time zone.
  const earliest = dueAfter(delivered, survey, policy, now) ?? now;
  if (earliest > now) return wait(invitation, earliest);
  const { reminderDays, validDays, quiet } = survey.invite;
  const expires = now + validDays * dayMs;
  const reminder = reminderDays && awakeFrom(now + reminderDays * dayMs, quiet, zoneOf(delivered.customer, policy));
  const { name, email = '', id } = delivered.customer ?? {};
  return {
    do: 'ask',
    limits: survey.invite,
    invitation: next(invitation, {
      ...copiedFrom(delivered, survey, policy),
      state: 'invited',
      surveyVersion: survey.version,
      ...(person.hash !== undefined && { person: person.hash }),
      customer: { email, ...(name !== undefined && { name }), ...(id !== undefined && { id }) },
      invitedAt: iso(now),
      expiresAt: iso(expires),
      ...(reminder && reminder < expires && { dueAt: iso(reminder) }),
    }),
  };
};

/** Mails that will not arrive. One that is ambiguous may have. */
const isLost = (mail: NoticeState | undefined): boolean => mail === 'failed' || mail === 'skipped';

const decideSecond = (due: Due): InvitationDecision => {
  const { invitation, survey, delivered, policy, now, mail } = due;
  if (isLost(mail)) return { do: 'withdraw', invitation: skipped(invitation, 'undelivered') };
  const rest: InvitationDecision = { do: 'rest', invitation: next(invitation, {}) };
  const days = survey?.invite.reminderDays;
  if (!survey || !days || invitation.remindedAt !== undefined || objection(due) !== undefined) return rest;
  const asked = Date.parse(invitation.invitedAt ?? iso(now));
  const earliest = awakeFrom(
    Math.max(now, asked + days * dayMs),
    survey.invite.quiet,
    zoneOf(delivered?.customer, policy),
  );
  if (earliest >= Date.parse(invitation.expiresAt)) return rest;
  if (earliest > now) return wait(invitation, earliest);
  return { do: 'remind', invitation: next(invitation, { remindedAt: iso(now) }) };
};

/** What is done with an invitation that fell due; `undefined` if it needs nothing: it was answered, skipped, or is not due. */
export const decideInvitation = (due: Due): InvitationDecision | undefined => {
  switch (due.invitation.state) {
    case 'waiting':
      return decideFirst(due);
    case 'invited':
      return decideSecond(due);
    case 'answered':
    case 'skipped':
      return undefined;
  }
};
