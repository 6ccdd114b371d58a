/** The scalar types of the contract: what an id, a text, a moment and a quantity may look like. */
import * as z from 'zod';
import { limits } from './limits.ts';

// Control characters are refused because they cannot be shown; lone surrogates because no UTF-8 can hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const control = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const controlButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !control.test(value), 'must not hold control characters')
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode (it holds a lone surrogate)');

/** An identifier of an event, a record or a line: 1 to 256 characters, no control characters. */
export const Id = line(limits.idLength).refine((value) => value.trim() === value, 'must not begin or end with a space');

/** One value of a dimension, for example a site's name: 1 to 64 characters. */
export const DimensionValue = line(limits.dimensionLength).refine(
  (value) => value.trim() === value,
  'must not begin or end with a space',
);

/** A person's name or an address line: 1 to 256 characters, one line. */
export const Name = line(limits.idLength);

/** An e-mail address, international ones too: what it must not do is break a header. */
export const Email = line(limits.idLength).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');

/** What somebody wrote: up to 10,000 characters, line breaks allowed. */
export const FreeText = z
  .string()
  .max(limits.textLength)
  .refine((value) => !controlButBreaks.test(value), 'must not hold control characters other than tab and line breaks')
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode (it holds a lone surrogate)');

const notTooEarly = (value: string) => value.slice(0, 10) >= limits.firstDate;

/** An instant with its offset, RFC 3339: `2026-03-14T09:30:00+01:00`. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'must be a date and time with an offset, for example 2026-03-14T09:30:00+01:00' })
  .refine(notTooEarly, `must not be before ${limits.firstDate}`);

/** A calendar day in the company's time zone: `2026-03-14`. */
export const CalendarDate = z.iso
  .date({ error: 'must be a date, for example 2026-03-14' })
  .refine(notTooEarly, `must not be before ${limits.firstDate}`);

/** A business time: an instant with its offset, or a date, which stands for the end of that day in the company's zone. */
export const Moment = z
  .union([Instant, CalendarDate], {
    error:
      'must be a date and time with an offset (2026-03-14T09:30:00+01:00) or a date (2026-03-14), not before 1990-01-01',
  })
  .meta({
    id: 'Moment',
    description:
      "A business time: an instant with its offset, or a date, which stands for the end of that day in the company's time zone. From 1990-01-01 to ten years ahead.",
  });
export type Moment = z.infer<typeof Moment>;

/** A whole number of pieces, 0 to 10⁹. */
export const Count = z.int().min(0).max(limits.quantity);

/** A quantity in the delivery's unit, 0 to 10⁹; fractions (kilograms, litres) allowed. */
export const Quantity = z.number().min(0).max(limits.quantity);
