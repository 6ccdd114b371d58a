/** What the rebuild function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  RECORDS_TABLE: z.string().check(z.minLength(1)),
  BOARD_TABLE: z.string().check(z.minLength(1)),
  /** Longer than store goes on with the epochs it knows (5 s) and one call of it takes: by then all know a new one. */
  GRACE_SECONDS: z.coerce.number<string>().check(z.multipleOf(1), z.nonnegative()),
});
