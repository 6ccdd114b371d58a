/** What the decisions function is told by the stack. */
import * as z from 'zod/mini';

export const Env = z.object({
  BOARD_TABLE: z.string().check(z.minLength(1)),
  /** The parameter with the keys that verify links. */
  LINK_KEYS: z.string().check(z.minLength(1)),
});
