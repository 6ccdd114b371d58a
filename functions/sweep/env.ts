/** What the sweep function is told by the stack. */
import * as z from 'zod';

export const Env = z.object({
  BOARD_TABLE: z.string().min(1),
  SETTLE_SECONDS: z.coerce.number<string>().int().nonnegative(),
  MAIL_FROM: z.string().min(1),
  CONFIGURATION_SET: z.string().min(1),
});
