/** How long complaints took, in calendar or business hours as the policy says, and whether they were resolved in time. */

import type { Policy } from '../config/policy.ts';
import { addBusinessHours, businessMinutesBetween } from '../time/business-hours.ts';
import { instantOfMoment } from '../time/calendar.ts';
import type { ComplaintRecord } from './record.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

export const isResolved = ({ facets: { handling } }: ComplaintRecord): boolean =>
  handling?.state === 'resolved' || handling?.state === 'closed';

/** Minutes between two instants (ms), as the policy counts a complaint's hours; never below zero. */
const minutesBetween = (from: number, to: number, policy: Policy): number => {
  if (to <= from) return 0;
  return policy.complaints.hours === 'business' ? businessMinutesBetween(from, to, policy) : (to - from) / minuteMs;
};

/**
 * Minutes from a complaint's receipt to a later moment; never below zero, since a date stands for the end of its day.
 * `undefined` where either is not known.
 */
export const minutesSinceReceived = (
  { facets: { received } }: ComplaintRecord,
  until: string | undefined,
  policy: Policy,
): number | undefined =>
  received && until
    ? minutesBetween(
        instantOfMoment(received.receivedAt, policy.timeZone),
        instantOfMoment(until, policy.timeZone),
        policy,
      )
    : undefined;

/** Whether a complaint was resolved by its due time: its own, else within the policy's hours; `undefined` until it is resolved. */
export const wasResolvedInTime = (complaint: ComplaintRecord, policy: Policy): boolean | undefined => {
  const { received, handling } = complaint.facets;
  if (!received || !handling?.resolvedAt || !isResolved(complaint)) return undefined;
  const { timeZone, complaints } = policy;
  const receivedAt = instantOfMoment(received.receivedAt, timeZone);
  const resolvedAt = instantOfMoment(handling.resolvedAt, timeZone);
  if (received.dueAt) return resolvedAt <= instantOfMoment(received.dueAt, timeZone);
  if (complaints.hours === 'calendar') return resolvedAt <= receivedAt + complaints.resolveHours * hourMs;
  return minutesBetween(receivedAt, resolvedAt, policy) <= complaints.resolveHours * 60;
};

/** Whether a complaint was acknowledged within the policy's hours; `undefined` until it is acknowledged. */
export const wasAcknowledgedInTime = (complaint: ComplaintRecord, policy: Policy): boolean | undefined => {
  const minutes = minutesSinceReceived(complaint, complaint.facets.handling?.acknowledgedAt, policy);
  return minutes === undefined ? undefined : minutes <= policy.complaints.acknowledgeHours * 60;
};

/** The instant (ms) by which a complaint is to be acknowledged, or to be resolved: by its own due time, else by the policy's hours. */
export const dueInstants = (
  { receivedAt, dueAt }: Pick<NonNullable<ComplaintRecord['facets']['received']>, 'receivedAt' | 'dueAt'>,
  policy: Policy,
): { acknowledgeBy: number; resolveBy: number } => {
  const { timeZone, complaints } = policy;
  const from = instantOfMoment(receivedAt, timeZone);
  const after = (hours: number) =>
    complaints.hours === 'business' ? addBusinessHours(from, hours, policy) : from + hours * hourMs;
  return {
    acknowledgeBy: after(complaints.acknowledgeHours),
    resolveBy: dueAt === undefined ? after(complaints.resolveHours) : instantOfMoment(dueAt, timeZone),
  };
};
