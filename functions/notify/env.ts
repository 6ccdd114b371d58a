/** What the notify function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  RECORDS_TABLE: z.string().check(z.minLength(1)),
  BOARD_TABLE: z.string().check(z.minLength(1)),
  MAIL_FROM: z.string().check(z.minLength(1)),
  CONFIGURATION_SET: z.string().check(z.minLength(1)),
  /** The parameter with the keys that sign links, and the KMS key that encrypts it. */
  LINK_KEYS: z.string().check(z.minLength(1)),
  KEY_ARN: z.string().check(z.minLength(1)),
  /** What the addresses of pages begin with: `https://…/v1/`. */
  PAGES_URL: z.string().check(z.endsWith('/')),
});
