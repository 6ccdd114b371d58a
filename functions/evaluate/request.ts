/** What the command asks evaluate for. */
import * as z from 'zod/mini';

/** Everything is evaluated, as of a day if one is given; back-fills are not waited for. */
export const EvaluateRequest = z.strictObject({
  asOf: z.optional(z.iso.date({ error: 'must be a date, for example 2026-03-14' })),
});
