/** What the command asks evaluate for. */
import * as z from 'zod';

/** Everything is evaluated, as of a day if one is given; back-fills are not waited for. */
export const EvaluateRequest = z.strictObject({
  asOf: z.iso.date({ error: 'must be a date, for example 2026-03-14' }).optional(),
});
