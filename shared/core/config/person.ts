/** People: who owns objectives and who is told. Configured, versioned like objectives. */
import * as z from 'zod';
import { required } from '../../../events/fields.ts';
import { Id, Name } from '../../../events/scalars.ts';
import { isTimeZone } from '../time/calendar.ts';
import { weekdays } from '../time/weekday.ts';
import { roles } from './roles.ts';

const hour = z.int().min(0).max(23).default(7).describe("In the person's time zone");
const never = z.literal(false);

export const Person = z.strictObject({
  id: required(Id, 'Unique; what objectives and ladders name'),
  name: Name,
  email: z.email().max(256),
  roles: z
    .array(z.enum(roles))
    .default([])
    .describe('top-management is told of every miss, unless a ladder says otherwise'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
    .optional()
    .describe("The person's own; the company's if absent"),
  digest: z
    .strictObject({
      weekly: z.union([never, z.strictObject({ day: z.enum(weekdays).default('mon'), hour })]).optional(),
      monthly: z.union([never, z.strictObject({ day: z.int().min(1).max(28).default(1), hour })]).optional(),
    })
    .default({})
    .describe(
      'When the digests come; absent: the weekly one on Monday at 7 for top management and quality managers, no monthly one',
    ),
  language: z.string().max(35).optional().describe('Preferred language, BCP 47'),
});
export type Person = z.infer<typeof Person>;
