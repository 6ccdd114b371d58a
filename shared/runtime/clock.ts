/** The one clock of the functions. The local stack may shift it for a whole worker; on AWS nothing sets the shift. */
declare global {
  var hoshinClockShiftMs: number | undefined;
}

/** Milliseconds since 1970. Scheduled functions take their time from the schedule's payload instead. */
export const now = (): number => Date.now() + (globalThis.hoshinClockShiftMs ?? 0);
