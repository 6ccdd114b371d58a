/** The company's working time: on which days, from when to when, and which holidays interrupt it. */
import * as z from 'zod';
import { CalendarDate } from '../../../events/scalars.ts';
import { weekdays } from './weekday.ts';

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Holidays as they are stored: the days themselves, resolved when they were approved, so that what follows from a policy
 * never changes with a library (docs/decisions/0017). Compact, since every version and every epoch carries them.
 */
export const Holidays = z.strictObject({
  country: z.string().optional().describe('Whose public holidays, ISO 3166'),
  region: z.string().optional(),
  also: z.array(CalendarDate).optional(),
  except: z.array(CalendarDate).optional(),
  years: z
    .record(z.string(), z.string())
    .default({})
    .describe('Every holiday as month and day, by year: `{ "2026": "0101 0406 0501" }`'),
});
export type Holidays = z.infer<typeof Holidays>;

/** Business hours with their holidays as they are stored, or as people write them. */
export const businessHoursWith = <H extends z.ZodType>(holidays: H) =>
  z
    .strictObject({
      days: z
        .array(z.enum(weekdays))
        .min(1)
        .refine((days) => new Set(days).size === days.length, 'must not name a day twice')
        .default(['mon', 'tue', 'wed', 'thu', 'fri']),
      from: z.string().regex(clockTime, 'must be a time of day, for example 08:30'),
      to: z
        .string()
        .refine(
          (time) => clockTime.test(time) || time === '24:00',
          'must be a time of day, for example 17:00 or 24:00',
        ),
      holidays,
    })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' });

export const BusinessHours = businessHoursWith(Holidays.prefault({}));
export type BusinessHours = z.infer<typeof BusinessHours>;
