/** What the evaluate function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  BOARD_TABLE: z.string().check(z.minLength(1)),
  /** A back-fill has settled when nothing came for so long. */
  SETTLE_SECONDS: z.coerce.number<string>().check(z.multipleOf(1), z.nonnegative()),
});
