/** Asks the stack to write a person's digest now, and to mail it. */
import * as z from 'zod';
import type { AskedDigest } from '../shared/digest/occasion.ts';
import type { Connection } from './connect.ts';
import { invoke } from './invoke.ts';

const Answer = z.object({
  person: z.string(),
  period: z.string(),
  outcome: z.enum(['written', 'exists', 'unsubscribed', 'suppressed', 'unknown-person', 'failed']),
});

/** What came of it; the mail follows by itself. */
export const sendDigest = (
  connection: Connection,
  request: AskedDigest & { person: string },
): Promise<z.infer<typeof Answer>> => invoke(connection, 'digest', request, Answer);
