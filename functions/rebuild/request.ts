/** What the rebuild function may be asked. */
import * as z from 'zod';

export const Request = z.union([
  z.strictObject({
    action: z.literal('start').describe('Opens an epoch if the policy or the tallies changed, and carries on with it'),
    repair: z.boolean().optional().describe('Opens one even if nothing changed: counts everything anew'),
  }),
  z.strictObject({ action: z.literal('continue').describe('Carries on with the open epoch') }),
  z.strictObject({ action: z.literal('check').describe('Recounts from the records and compares; changes nothing') }),
  z.object({ time: z.iso.datetime({ offset: true }).describe("The schedule's call") }),
]);
export type Request = z.infer<typeof Request>;
