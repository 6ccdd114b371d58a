/** What the receive function is told by the stack. */
import * as z from 'zod';

export const Env = z.object({
  INGEST_QUEUE_URL: z.string().min(1),
  /** Where the sources' secrets are: `/hoshin/production/sources/`. */
  SOURCES_PREFIX: z.string().endsWith('/'),
});
