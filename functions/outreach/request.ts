/** What the schedule tells outreach. */
import * as z from 'zod/mini';

/** The time that the call was meant for. */
export const OutreachRequest = z.object({ time: z.iso.datetime({ offset: true }) });
