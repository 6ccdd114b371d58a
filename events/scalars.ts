/** The scalar types of the contract: what an id, a text, a moment and a quantity may look like. */
import * as z from 'zod/mini';
import { named } from './fields.ts';
import { limits } from './limits.ts';

// Control characters are refused because they cannot be shown; lone surrogates because no UTF-8 can hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const control = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const controlButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const wellFormed = z.refine<string>(
  (value) => value.isWellFormed(),
  'must be well-formed Unicode (it holds a lone surrogate)',
);
const trimmed = z.refine<string>((value) => value.trim() === value, 'must not begin or end with a space');

const line = (max: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine<string>((value) => !control.test(value), 'must not hold control characters'),
    wellFormed,
  );

/** An identifier of an event, a record or a line: 1 to 256 characters, no control characters. */
export const Id = line(limits.idLength).check(trimmed);

/** One value of a dimension, for example a site's name: 1 to 64 characters. */
export const DimensionValue = line(limits.dimensionLength).check(trimmed);

/** A person's name or an address line: 1 to 256 characters, one line. */
export const Name = line(limits.idLength);

/** An e-mail address, international ones too: what it must not do is break a header. */
export const Email = line(limits.idLength).check(z.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address'));

/** What somebody wrote: up to 10,000 characters, line breaks allowed. */
export const FreeText = z.string().check(
  z.maxLength(limits.textLength),
  z.refine<string>(
    (value) => !controlButBreaks.test(value),
    'must not hold control characters other than tab and line breaks',
  ),
  wellFormed,
);

const notTooEarly = z.refine<string>(
  (value) => value.slice(0, 10) >= limits.firstDate,
  `must not be before ${limits.firstDate}`,
);

/** An instant with its offset, RFC 3339: `2026-03-14T09:30:00+01:00`. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'must be a date and time with an offset, for example 2026-03-14T09:30:00+01:00' })
  .check(notTooEarly);

/** A calendar day in the company's time zone: `2026-03-14`. */
export const CalendarDate = z.iso.date({ error: 'must be a date, for example 2026-03-14' }).check(notTooEarly);

/** A business time: an instant with its offset, or a date, which stands for the end of that day in the company's zone. */
export const Moment = named(
  'Moment',
  "A business time: an instant with its offset, or a date, which stands for the end of that day in the company's time zone. From 1990-01-01 to ten years ahead.",
  z.union([Instant, CalendarDate], {
    error:
      'must be a date and time with an offset (2026-03-14T09:30:00+01:00) or a date (2026-03-14), not before 1990-01-01',
  }),
);
export type Moment = z.infer<typeof Moment>;

/** A whole number of pieces, 0 to 10⁹. */
export const Count = z.int().check(z.minimum(0), z.maximum(limits.quantity));

/** A quantity in the delivery's unit, 0 to 10⁹; fractions (kilograms, litres) allowed. */
export const Quantity = z.number().check(z.minimum(0), z.maximum(limits.quantity));
