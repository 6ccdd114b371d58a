/** Sources: the configured senders, and what is expected of them. Their secrets are kept apart. */
import * as z from 'zod';
import { optional } from '../../../events/fields.ts';
import { recordTypes } from '../../../events/record-types.ts';
import { SourceId } from '../../../events/source-id.ts';
import { FileMap } from '../import/map-schema.ts';

export const Source = z.strictObject({
  id: SourceId,
  types: z.array(z.enum(recordTypes)).min(1).describe('The record types that it may send'),
  namespace: optional(SourceId, "The namespace that it writes into: another source's, or its own if absent"),
  cadenceHours: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe('It speaks at least this often; absent: what was usual counts'),
  reportingLagDays: z
    .int()
    .min(0)
    .max(60)
    .default(0)
    .describe('Days until a day is reported whole: deliveries of the last days are not judged before'),
  adapter: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be the name of an adapter, for example typeform')
    .optional()
    .describe("The product whose webhook it is, by that product's own signature; absent: it sends events"),
  settings: z.record(z.string(), z.json()).optional().describe('What the adapter has to know; see docs/adapters.md'),
  map: optional(
    FileMap,
    'How the columns of its files become records, where it sends files: as in docs/import.md, without source',
  ),
  senderIds: z
    .array(z.string().min(1))
    .default([])
    .describe("SQS SenderIds that may speak for it on the senders' queue; a role's id stands for all its sessions"),
});
export type Source = z.infer<typeof Source>;
