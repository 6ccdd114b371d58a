/** What the retain function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  RECORDS_TABLE: z.string().check(z.minLength(1)),
  BOARD_TABLE: z.string().check(z.minLength(1)),
});
