/** When a delivery was due, and whether it was on time, as the policy says. */
import { dayOfMoment, daysBetween, instantOfMoment } from './calendar.ts';
import type { Policy, Tolerance } from './policy.ts';
import type { DeliveryRecord } from './record.ts';

/** The promise that counts; where that one was not given, the first, the latest, or the requested date. `undefined` once cancelled. */
export const promisedMoment = (delivery: DeliveryRecord, policy: Policy): string | undefined => {
  const promise = delivery.facets.promise;
  if (!promise || promise.cancelled) return undefined;
  return promise[policy.onTime.promise] ?? promise.first ?? promise.latest ?? promise.requested;
};

const minuteMs = 60_000;
const within = (amount: number, limit: number, inclusive: boolean) => (inclusive ? amount <= limit : amount < limit);

/** How late a delivery came against a tolerance: minutes for a tolerance in minutes under `timestamp`, else calendar days. */
const keeps = (lateMs: number, lateDays: number, policy: Policy, tolerance: Tolerance): boolean => {
  if (tolerance.days !== undefined)
    return within(
      policy.onTime.rule === 'calendar-day' ? lateDays : lateMs / 86_400_000,
      tolerance.days,
      tolerance.inclusive,
    );
  const minutes = tolerance.minutes ?? 0;
  // A day's rule with no tolerance compares days; minutes then have no meaning below a day.
  if (policy.onTime.rule === 'calendar-day') return within(lateDays * 1440, minutes, tolerance.inclusive);
  return within(lateMs / minuteMs, minutes, tolerance.inclusive);
};

/** How a delivery stands against its promise. `lateMs` and `lateDays` are negative when it came early. */
export type Timeliness =
  | { due: false }
  | { due: true; delivered: false; onTime: false }
  | { due: true; delivered: true; onTime: boolean; lateMs: number; lateDays: number };

/** Judges a delivery by the policy. Due and not delivered is not on time; no clock is asked. */
export const timelinessOf = (delivery: DeliveryRecord, policy: Policy): Timeliness => {
  const promised = promisedMoment(delivery, policy);
  if (!promised) return { due: false };
  const deliveredAt = delivery.facets.progress?.deliveredAt;
  if (!deliveredAt) return { due: true, delivered: false, onTime: false };
  const zone = policy.timeZone;
  const lateMs = instantOfMoment(deliveredAt, zone) - instantOfMoment(promised, zone);
  const lateDays = daysBetween(dayOfMoment(promised, zone), dayOfMoment(deliveredAt, zone));
  const { early, late } = policy.onTime;
  const onTime = keeps(lateMs, lateDays, policy, late) && (!early || keeps(-lateMs, -lateDays, policy, early));
  return { due: true, delivered: true, onTime, lateMs, lateDays };
};
