/** Holds the time that a signature covers against the clock: an old request that is sent again is not taken. */

/** How far it may lie before or after the receiver's clock; as for Standard Webhooks. */
const toleranceMs = 300_000;

/** Whether a time is near the receiver's clock, both in milliseconds since 1970. */
export const isRecent = (at: number, now: number): boolean => Math.abs(now - at) <= toleranceMs;
