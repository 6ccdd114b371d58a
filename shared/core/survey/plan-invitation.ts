/** Whether a delivery invites its customer to a survey, and when. Pure: asked again, it answers the same. */
import type { Customer } from '../../../events/about.ts';
import type { Policy } from '../config/policy.ts';
import { policyFor } from '../config/policy-in-force.ts';
import { chooseLanguage } from '../language/languages.ts';
import type { Digest } from '../record/order.ts';
import { timelinessOf } from '../record/promise.ts';
import type { DeliveryRecord } from '../record/record.ts';
import { instantOfMoment, isTimeZone } from '../time/calendar.ts';
import { type Invitation, invitationId } from './invitation.ts';
import { awakeFrom } from './quiet-hours.ts';
import type { Invite, Survey } from './survey.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A survey that invites, by the version in force. */
export type InvitingSurvey = Pick<Survey, 'id' | 'languages'> & { version: number; invite: Invite };

/** A delivery and who receives it, as the records table holds them. */
export interface Delivered {
  record: DeliveryRecord;
  customer: Customer | undefined;
}

/** Where the customer's wall clock is; the company's where that is not known. */
export const zoneOf = (customer: Customer | undefined, policy: Policy): string =>
  customer?.timeZone !== undefined && isTimeZone(customer.timeZone) ? customer.timeZone : policy.timeZone;

/** What an invitation copies of its delivery, as it stands now. */
export const copiedFrom = (
  { record, customer }: Delivered,
  survey: Pick<InvitingSurvey, 'languages'>,
  policy: Policy,
): Pick<Invitation, 'onTime' | 'dimensions' | 'language'> => {
  const timeliness = timelinessOf(record, policyFor(policy, record.namespace));
  return {
    ...(timeliness.due && { onTime: timeliness.onTime }),
    dimensions: record.facets.about ?? {},
    language: chooseLanguage([customer?.language], survey.languages),
  };
};

/** When a delivery reached its customer (ms); `undefined` if it did not. A day without a time is over first. */
const reachedAt = ({ facets, namespace }: DeliveryRecord, policy: Policy): number | undefined =>
  facets.progress?.state === 'delivered' && facets.progress.deliveredAt !== undefined
    ? instantOfMoment(facets.progress.deliveredAt, policyFor(policy, namespace).timeZone)
    : undefined;

/** When the mail falls due (ms) by the survey's delay and the customer's quiet hours; `undefined` if none does. */
export const dueAfter = (
  { record, customer }: Delivered,
  { invite }: InvitingSurvey,
  policy: Policy,
  now: number,
): number | undefined => {
  const reached = reachedAt(record, policy);
  if (reached === undefined || (invite.sources && !invite.sources.includes(record.namespace))) return undefined;
  return awakeFrom(Math.max(now, reached + invite.delayHours * hourMs), invite.quiet, zoneOf(customer, policy));
};

const sampleDigits = 12;

/** A draw by the invitation's id, which nobody chooses: the same at every attempt. */
const isSampled = (id: string, share: number): boolean =>
  Number.parseInt(id.slice(0, sampleDigits), 16) < share * 16 ** sampleDigits;

/**
 * The invitation that a delivery makes, waiting or skipped at once; `undefined` where it makes none: it did not reach its
 * customer, did so too long ago, or the survey invites others.
 *
 * @param now milliseconds since 1970
 */
export const planInvitation = (
  delivered: Delivered,
  survey: InvitingSurvey,
  { policy, now, digest }: { policy: Policy; now: number; digest: Digest },
): Invitation | undefined => {
  const { record } = delivered;
  const reached = reachedAt(record, policy);
  const due = dueAfter(delivered, survey, policy, now);
  if (reached === undefined || due === undefined) return undefined;
  if (reached < now - survey.invite.freshDays * dayMs) return undefined;
  const delivery = { namespace: record.namespace, subject: record.subject };
  const id = invitationId(survey.id, delivery, digest);
  const common = {
    id,
    survey: survey.id,
    surveyVersion: survey.version,
    delivery,
    ...copiedFrom(delivered, survey, policy),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(due + survey.invite.validDays * dayMs).toISOString(),
    notices: [],
    version: 1,
  };
  return isSampled(id, survey.invite.share)
    ? { ...common, state: 'waiting', dueAt: new Date(due).toISOString() }
    : { ...common, state: 'skipped', reason: 'not-sampled' };
};
