/** What the schedule tells sweep. */
import * as z from 'zod/mini';

/** The time that the call was meant for: sweep has no other clock. */
export const SweepRequest = z.object({ time: z.iso.datetime({ offset: true }) });
