/** What the notify function is told by the stack. */
import * as z from 'zod';

export const Env = z.object({
  BOARD_TABLE: z.string().min(1),
  MAIL_FROM: z.string().min(1),
  CONFIGURATION_SET: z.string().min(1),
});
