/** What names a source. */
import * as z from 'zod/mini';

/** A source's id: lower-case letters, digits and hyphens, as in `erp-lyon`. It is part of the webhook's path. */
export const SourceId = z
  .string()
  .check(z.regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be a source id, for example erp-lyon'));
