/** What the schedule and the command ask digest for. */
import * as z from 'zod/mini';

/** The time that the call was meant for: who is due depends on it alone. */
const Tick = z.object({ time: z.iso.datetime({ offset: true }) });

/** One person's digest, now: of the week or month before a day. */
export const SendNow = z.strictObject({
  person: z.string().check(z.minLength(1)),
  cadence: z.enum(['weekly', 'monthly']),
  asOf: z.optional(z.iso.date({ error: 'must be a date, for example 2026-03-14' })),
});
export type SendNow = z.infer<typeof SendNow>;

export const DigestRequest = z.union([SendNow, Tick]);
