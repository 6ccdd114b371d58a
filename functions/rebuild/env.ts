/** What the rebuild function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  RECORDS_TABLE: z.string().check(z.minLength(1)),
  BOARD_TABLE: z.string().check(z.minLength(1)),
  /** Touched records have drained through the stream when so long has passed. */
  GRACE_SECONDS: z.coerce.number<string>().check(z.multipleOf(1), z.nonnegative()),
});
