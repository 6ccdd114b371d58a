/** Silence: a planned shutdown. While it runs nobody is told of what it covers, and what it covers owes no data. */
import * as z from 'zod';
import { required } from '../../../events/fields.ts';
import { CalendarDate } from '../../../events/scalars.ts';
import { SourceId } from '../../../events/source-id.ts';
import { daysBetween } from '../time/calendar.ts';

/** More than this is no shutdown: it would be an objective that nobody hears of. */
const mostDays = 366;

const Until = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing: a silence needs an end' : undefined) })
  .pipe(CalendarDate);

export const Silence = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
    objectives: z
      .union([z.literal('all', { error: 'must be all, or a list of objectives' }), z.array(z.string()).min(1)])
      .optional()
      .describe('Objectives of which nobody is told; `all` for every one'),
    sources: z
      .array(SourceId)
      .min(1)
      .optional()
      .describe('Sources that owe no data; objectives that only they feed are silent too'),
    from: required(CalendarDate, "The first day, in the company's time zone"),
    until: required(Until, 'The last day; it ends with that day'),
  })
  .refine(({ objectives, sources }) => objectives !== undefined || sources !== undefined, {
    error: 'must name objectives or sources; `objectives: all` is a shutdown of everything',
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: 'must not be before from' })
  .refine(({ from, until }) => daysBetween(from, until) < mostDays, {
    path: ['until'],
    error: `must be within ${mostDays} days of from: longer than that is no shutdown`,
  });
export type Silence = z.infer<typeof Silence>;
