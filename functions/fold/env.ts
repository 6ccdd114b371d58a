/** What the fold function is told by the stack. */
import * as z from 'zod';

export const Env = z.object({
  BOARD_TABLE: z.string().min(1),
});
