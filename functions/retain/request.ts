/** What the schedule tells retain. */
import * as z from 'zod/mini';

/** The time that the call was meant for: retain has no other clock. */
export const RetainRequest = z.object({ time: z.iso.datetime({ offset: true }) });
