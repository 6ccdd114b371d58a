/** When a delivery was due, and whether it was on time, as the policy says. */

import type { Policy, Tolerance } from '../config/policy.ts';
import { dayOfMoment, daysBetween, instantOfMoment, startOfMoment } from '../time/calendar.ts';
import type { DeliveryRecord } from './record.ts';

/** The promise that counts; where that one was not given, the first, the latest, or the requested date. `undefined` once cancelled. */
export const promisedMoment = (delivery: DeliveryRecord, policy: Policy): string | undefined => {
  const promise = delivery.facets.promise;
  if (!promise || promise.cancelled) return undefined;
  return promise[policy.onTime.promise] ?? promise.first ?? promise.latest ?? promise.requested;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A distance from the promise, measured both ways, since the rule says which of them counts. */
interface Distance {
  ms: number;
  days: number;
}

/** True if a distance, positive where it goes against the promise, is within a tolerance. */
const keeps = ({ ms, days }: Distance, rule: Policy['onTime']['rule'], tolerance: Tolerance): boolean => {
  const { minutes, inclusive } = tolerance;
  const inMinutes = minutes !== undefined;
  const limit = (inMinutes ? minutes : tolerance.days) ?? 0;
  // Calendar days know no part of a day: there a day is 1,440 minutes, and fewer are none.
  const whole = inMinutes ? days * 1440 : days;
  const amount = rule === 'calendar-day' ? whole : ms / (inMinutes ? minuteMs : dayMs);
  return inclusive ? amount <= limit : amount < limit;
};

/** How a delivery stands against its promise. `lateMs` and `lateDays` are negative when it came early. */
export type Timeliness =
  | { due: false }
  | { due: true; delivered: false; onTime: false }
  | { due: true; delivered: true; onTime: boolean; late: boolean; lateMs: number; lateDays: number };

/**
 * Judges a delivery by the policy. Due and not delivered is not on time; no clock is asked.
 * A date that was promised covers its whole day: late begins at its end, early before its start.
 */
export const timelinessOf = (delivery: DeliveryRecord, policy: Policy): Timeliness => {
  const promised = promisedMoment(delivery, policy);
  if (!promised) return { due: false };
  const deliveredAt = delivery.facets.progress?.deliveredAt;
  if (!deliveredAt) return { due: true, delivered: false, onTime: false };
  const zone = policy.timeZone;
  const delivered = instantOfMoment(deliveredAt, zone);
  const lateMs = delivered - instantOfMoment(promised, zone);
  const lateDays = daysBetween(dayOfMoment(promised, zone), dayOfMoment(deliveredAt, zone));
  const { rule, early, late: tolerance } = policy.onTime;
  const late = !keeps({ ms: lateMs, days: lateDays }, rule, tolerance);
  const earliness = { ms: startOfMoment(promised, zone) - delivered, days: -lateDays };
  const tooEarly = early !== undefined && !keeps(earliness, rule, early);
  return { due: true, delivered: true, onTime: !late && !tooEarly, late, lateMs, lateDays };
};
