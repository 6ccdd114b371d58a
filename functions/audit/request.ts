/** What the schedule tells audit. */
import * as z from 'zod/mini';

/** The time that the call was meant for: audit has no other clock. */
export const AuditRequest = z.object({ time: z.iso.datetime({ offset: true }) });
