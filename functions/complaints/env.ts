/** What the complaints function is told by the stack. */
import * as z from 'zod/mini';

const NonEmpty = z.string().check(z.minLength(1));

export const Env = z.object({
  BOARD_TABLE: NonEmpty,
  INGEST_QUEUE_URL: NonEmpty,
  /** Where the sources' secrets are: `/hoshin/production/sources/`. */
  SOURCES_PREFIX: z.string().check(z.endsWith('/')),
  /** The parameter with the keys that sign forms. */
  LINK_KEYS: NonEmpty,
  /** The KMS key that encrypts the first of them. */
  KEY_ARN: NonEmpty,
});
