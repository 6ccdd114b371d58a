/** How long complaints took, in calendar hours, and whether they were resolved in time. */
import { instantOfMoment } from './calendar.ts';
import type { Policy } from './policy.ts';
import type { ComplaintRecord } from './record.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

export const isResolved = ({ facets: { handling } }: ComplaintRecord): boolean =>
  handling?.state === 'resolved' || handling?.state === 'closed';

/**
 * Minutes from a complaint's receipt to a later moment; never below zero, since a date stands for the end of its day.
 * `undefined` where either is not known.
 */
export const minutesSinceReceived = (
  { facets: { received } }: ComplaintRecord,
  until: string | undefined,
  { timeZone }: Policy,
): number | undefined =>
  received && until
    ? Math.max(0, instantOfMoment(until, timeZone) - instantOfMoment(received.receivedAt, timeZone)) / minuteMs
    : undefined;

/** Whether a complaint was resolved by its due time: its own, else the policy's hours after receipt; `undefined` until it is resolved. */
export const wasResolvedInTime = (complaint: ComplaintRecord, policy: Policy): boolean | undefined => {
  const { received, handling } = complaint.facets;
  if (!received || !handling?.resolvedAt || !isResolved(complaint)) return undefined;
  const zone = policy.timeZone;
  const due = received.dueAt
    ? instantOfMoment(received.dueAt, zone)
    : instantOfMoment(received.receivedAt, zone) + policy.complaints.resolveHours * hourMs;
  return instantOfMoment(handling.resolvedAt, zone) <= due;
};

/** Whether a complaint was acknowledged within the policy's hours; `undefined` until it is acknowledged. */
export const wasAcknowledgedInTime = (complaint: ComplaintRecord, policy: Policy): boolean | undefined => {
  const minutes = minutesSinceReceived(complaint, complaint.facets.handling?.acknowledgedAt, policy);
  return minutes === undefined ? undefined : minutes <= policy.complaints.acknowledgeHours * 60;
};
