/** What the receive function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  INGEST_QUEUE_URL: z.string().check(z.minLength(1)),
  /** Where the sources' secrets are: `/hoshin/production/sources/`. */
  SOURCES_PREFIX: z.string().check(z.endsWith('/')),
});
