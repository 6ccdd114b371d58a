/** What the surveys function is told by the stack. */
import * as z from 'zod/mini';

const NonEmpty = z.string().check(z.minLength(1));

export const Env = z.object({
  BOARD_TABLE: NonEmpty,
  INGEST_QUEUE_URL: NonEmpty,
  /** The parameter with the keys that verify links, and sign forms. */
  LINK_KEYS: NonEmpty,
  /** The KMS key that encrypts the first of them. */
  KEY_ARN: NonEmpty,
});
