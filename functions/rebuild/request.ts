/** What the rebuild function may be asked. */
import * as z from 'zod/mini';
import { optional, required } from '../../events/fields.ts';

export const Request = z.union([
  z.strictObject({
    action: required(z.literal('start'), 'Opens an epoch if the policy or the tallies changed, and carries on with it'),
    repair: optional(z.boolean(), 'Opens one even if nothing changed: counts everything anew'),
  }),
  z.strictObject({ action: required(z.literal('continue'), 'Carries on with the open epoch') }),
  z.strictObject({ action: required(z.literal('check'), 'Recounts from the records and compares; changes nothing') }),
  z.object({ time: required(z.iso.datetime({ offset: true }), "The schedule's call") }),
]);
export type Request = z.infer<typeof Request>;
