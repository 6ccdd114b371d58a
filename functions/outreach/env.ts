/** What the outreach function is told by the stack. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

export const Env = z.object({
  RECORDS_TABLE: text,
  BOARD_TABLE: text,
  /** Where events of our own go: that somebody was asked is counted like any record. */
  INGEST_QUEUE_URL: text,
  /** The parameter with the key under which customers are hashed, and the KMS key that encrypts it. */
  PERSON_KEY: text,
  KEY_ARN: text,
});
