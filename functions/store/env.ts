/** What the store function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  RECORDS_TABLE: z.string().check(z.minLength(1)),
  BOARD_TABLE: z.string().check(z.minLength(1)),
  /** Messages of this queue name their sender, and must be from one that may speak for its source. */
  SENDERS_QUEUE_ARN: z.string().check(z.minLength(1)),
  SOURCES_PREFIX: z.string().check(z.endsWith('/')),
  /** The parameter with the key under which people are hashed: read once anybody was erased. */
  PERSON_KEY: z.string().check(z.minLength(1)),
});
