/** What the digest function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  BOARD_TABLE: z.string().check(z.minLength(1)),
  RECORDS_TABLE: z.string().check(z.minLength(1)),
});
