/** The map language: how the columns of a file become the fields of records. Documented in docs/import.md. */
import * as z from 'zod/mini';
import { optional, required } from '../../../events/fields.ts';
import { recordTypes } from '../../../events/record-types.ts';
import { SourceId } from '../../../events/source-id.ts';
import { isTimeZone } from '../time/calendar.ts';
import { patternProblem } from './date-patterns.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'must be a text, a number, true or false' });
export type Scalar = z.infer<typeof Scalar>;

const named = () => z.string().check(z.minLength(1));
const counted = () => z.int().check(z.minimum(1));

/** A column by its name, or by its number from 1. */
export const Column = z.union([named(), counted()], {
  error: 'must be the name of a column, or its number from 1',
});
export type Column = z.infer<typeof Column>;

const Pattern = z.string().check(
  z.superRefine((pattern, context) => {
    const problem = patternProblem(pattern);
    if (problem) context.addIssue({ code: 'custom', message: `'${pattern}' ${problem}`, input: pattern });
  }),
);
/** One, or a list of them: a list either way once it is read. */
const listOf = <T>(item: z.ZodMiniType<T>): z.ZodMiniType<T[]> =>
  z.pipe(
    z.union([item, z.array(item).check(z.minLength(1))]),
    z.transform((value): T[] => (Array.isArray(value) ? value : [value])),
  );

const Amount = z.union([z.number(), named(), z.strictObject({ column: Column })], {
  error: 'must be a number, or the name of a column',
});
/** A duration: `{ minutes: ArrDelay }` from a column, `{ days: 30 }` as it stands. */
const Span = z
  .partial(z.strictObject({ seconds: Amount, minutes: Amount, hours: Amount, days: Amount }))
  .check(z.refine((span) => Object.keys(span).length === 1, 'must give one of seconds, minutes, hours, days'));
export type Span = z.infer<typeof Span>;

const none = z.optional(z.array(Scalar));

/** What must hold of a row: a column is, is not, or has a value at all. */
const Condition = z
  .strictObject({
    column: Column,
    none,
    is: z.optional(listOf(Scalar)),
    not: z.optional(listOf(Scalar)),
    present: z.optional(z.boolean()),
  })
  .check(
    z.refine((condition) => Boolean(condition.is ?? condition.not ?? condition.present !== undefined), {
      error: 'must give at least one of is, not, present',
    }),
  );
export type Condition = z.infer<typeof Condition>;

const when = optional(listOf(Condition), 'The value counts only where every condition holds');

const ColumnValue = z.strictObject({
  column: Column,
  none: optional(z.array(Scalar), "Texts that mean: no value. Instead of the map's own `none`"),
  values: optional(z.record(z.string(), z.nullable(Scalar)), 'What each text stands for; ~ is no value'),
  otherwise: optional(z.nullable(Scalar), 'What a text that `values` lacks stands for'),
  split: optional(named(), 'What parts the items, where one column holds several'),
  decimal: optional(z.enum(['.', ',']), 'Decimal sign; the other one and spaces then group thousands'),
  date: optional(listOf(Pattern), 'Date patterns, tried in order'),
  time: optional(
    z.strictObject({ column: Column, pattern: listOf(Pattern), none, nextDayIfBefore: z.optional(Column) }),
    'The time of day, when it stands in a column of its own',
  ),
  plus: z.optional(Span),
  minus: z.optional(Span),
  when,
});
export type ColumnValue = z.infer<typeof ColumnValue>;

const ConstantValue = z.strictObject({ constant: Scalar, when });
const FileValue = z.strictObject({ file: z.literal(true) });

const One = z.union([Column, ColumnValue, ConstantValue], {
  error: 'must be a column, { column: … } or { constant: … }',
});
/** A value: a column, an object that says how to read it, a constant, or a list of these, of which the first that has a value counts. */
export const Value = z.union([One, z.array(One).check(z.minLength(1))], {
  error: 'must be a column, { column: … }, { constant: … }, or a list of these',
});
export type Value = z.infer<typeof Value>;

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252', 'shift_jis', 'gb18030'] as const;

/** What every map says, whatever its rows come from. */
const common = {
  type: required(z.enum(recordTypes), 'Type of every record'),
  timeZone: optional(
    z.string().check(z.refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')),
    "The zone of times without an offset; the company's if absent",
  ),
  none: required(
    z._default(z.array(Scalar), []),
    'Texts that mean: no value, in every column. An empty text always does',
  ),
  where: required(z._default(z.array(Condition), []), 'Rows that do not meet every condition are left out'),
  fields: required(z.record(z.string(), Value), "The record's fields by path, for example promise.first"),
};

/** A map without the source that speaks: that of a configured source, which is known. */
export const FileMap = z.strictObject({
  ...common,
  format: optional(z.enum(['csv', 'ndjson', 'json', 'xlsx']), "Without it, the file's name says"),
  encoding: optional(z.enum(encodings), 'Without it, the file itself tells'),
  sheet: required(
    z._default(z.union([named(), counted()], { error: 'must be the name of a sheet, or its number from 1' }), 1),
    'The sheet of an Excel workbook',
  ),
  csv: z.prefault(
    z.strictObject({
      delimiter: z._default(
        z.union([
          z.pipe(
            z.literal('tab'),
            z.transform(() => '\t'),
          ),
          z.string().check(z.length(1)),
        ]),
        ',',
      ),
      quote: required(
        z._default(z.union([z.literal('none'), z.string().check(z.length(1))]), '"'),
        '`none` where quotes are plain text',
      ),
      skip: required(
        z._default(z.int().check(z.minimum(0), z.maximum(1000)), 0),
        'Rows before the header that are left out: titles, notes. Empty ones do not count',
      ),
      header: required(z._default(z.boolean(), true), 'False where the first line is data: columns then go by number'),
    }),
    {},
  ),
  id: required(
    z.union([Column, z.array(Column).check(z.minLength(1)), z.strictObject({ content: z.literal(true) })], {
      error: 'must be a column, a list of columns, or { content: true }',
    }),
    "The record's id: a column, several, or the row's content with an occurrence number",
  ),
  time: required(
    z._default(
      z.union([Column, ColumnValue, ConstantValue, FileValue, z.array(One).check(z.minLength(1))], {
        error: 'must be a column, { column: … }, { constant: … } or { file: true }',
      }),
      { file: true },
    ),
    "When the sender knew it: the newest wins. Without it, the file's modification time",
  ),
});
export type FileMap = z.infer<typeof FileMap>;

/** A map file of `hoshin import`. */
export const ImportMap = z.extend(FileMap, {
  source: optional(SourceId, 'The source that speaks; --source overrides it'),
});
export type ImportMap = z.infer<typeof ImportMap>;

/** The map of a payload: its rows have ids and times of their own, or the same payload sent twice would count twice. */
export const PayloadMap = z.strictObject({
  ...common,
  id: required(
    z.union([Column, z.array(Column).check(z.minLength(1))], { error: 'must be a column, or a list of columns' }),
    "The record's id: a column, or several",
  ),
  time: required(Value, 'When the sender knew it: the newest wins'),
});
export type PayloadMap = z.infer<typeof PayloadMap>;
