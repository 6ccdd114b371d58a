/** What the notify function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  BOARD_TABLE: z.string().check(z.minLength(1)),
  MAIL_FROM: z.string().check(z.minLength(1)),
  CONFIGURATION_SET: z.string().check(z.minLength(1)),
});
