/** What the intake function is told by the stack. */
import * as z from 'zod/mini';

const Name = z.string().check(z.minLength(1));

export const Env = z.object({
  BUCKET: Name,
  BOARD_TABLE: Name,
  INGEST_QUEUE_URL: Name,
  /** Its own queue: a long file goes on in another message. */
  DROP_QUEUE_URL: Name,
  /** Where the sources' access is: `/hoshin/production/sources/`. */
  SOURCES_PREFIX: z.string().check(z.endsWith('/')),
});
