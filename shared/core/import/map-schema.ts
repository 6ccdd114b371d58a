/** The map language: how the columns of a file become the fields of records. Documented in docs/import.md. */
import * as z from 'zod';
import { optional } from '../../../events/fields.ts';
import { recordTypes } from '../../../events/record-types.ts';
import { SourceId } from '../../../events/source-id.ts';
import { isTimeZone } from '../time/calendar.ts';
import { patternProblem } from './date-patterns.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'must be a text, a number, true or false' });
export type Scalar = z.infer<typeof Scalar>;

/** A column by its name, or by its number from 1. */
export const Column = z.union([z.string().min(1), z.int().min(1)], {
  error: 'must be the name of a column, or its number from 1',
});
export type Column = z.infer<typeof Column>;

const Pattern = z.string().superRefine((pattern, context) => {
  const problem = patternProblem(pattern);
  if (problem) context.addIssue({ code: 'custom', message: `'${pattern}' ${problem}` });
});
const listOf = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));

const Amount = z.union([z.number(), z.string().min(1), z.strictObject({ column: Column })], {
  error: 'must be a number, or the name of a column',
});
/** A duration: `{ minutes: ArrDelay }` from a column, `{ days: 30 }` as it stands. */
const Span = z
  .strictObject({ seconds: Amount, minutes: Amount, hours: Amount, days: Amount })
  .partial()
  .refine((span) => Object.keys(span).length === 1, 'must give one of seconds, minutes, hours, days');
export type Span = z.infer<typeof Span>;

const none = z.array(Scalar).optional();

/** What must hold of a row: a column is, is not, or has a value at all. */
const Condition = z
  .strictObject({
    column: Column,
    none,
    is: listOf(Scalar).optional(),
    not: listOf(Scalar).optional(),
    present: z.boolean().optional(),
  })
  .refine((condition) => condition.is ?? condition.not ?? condition.present !== undefined, {
    error: 'must give at least one of is, not, present',
  });
export type Condition = z.infer<typeof Condition>;

const when = listOf(Condition).optional().describe('The value counts only where every condition holds');

const ColumnValue = z.strictObject({
  column: Column,
  none: none.describe("Texts that mean: no value. Instead of the map's own `none`"),
  values: z.record(z.string(), Scalar.nullable()).optional().describe('What each text stands for; ~ is no value'),
  otherwise: Scalar.nullable().optional().describe('What a text that `values` lacks stands for'),
  decimal: z.enum(['.', ',']).optional().describe('Decimal sign; the other one and spaces then group thousands'),
  date: listOf(Pattern).optional().describe('Date patterns, tried in order'),
  time: z
    .strictObject({ column: Column, pattern: listOf(Pattern), none, nextDayIfBefore: Column.optional() })
    .optional()
    .describe('The time of day, when it stands in a column of its own'),
  plus: Span.optional(),
  minus: Span.optional(),
  when,
});
export type ColumnValue = z.infer<typeof ColumnValue>;

const ConstantValue = z.strictObject({ constant: Scalar, when });
const FileValue = z.strictObject({ file: z.literal(true) });

const One = z.union([Column, ColumnValue, ConstantValue], {
  error: 'must be a column, { column: … } or { constant: … }',
});
/** A value: a column, an object that says how to read it, a constant, or a list of these, of which the first that has a value counts. */
export const Value = z.union([One, z.array(One).min(1)], {
  error: 'must be a column, { column: … }, { constant: … }, or a list of these',
});
export type Value = z.infer<typeof Value>;

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252', 'shift_jis', 'gb18030'] as const;

/** A map without the source that speaks: that of a configured source, which is known. */
export const FileMap = z.strictObject({
  type: z.enum(recordTypes).describe('Type of every record in the file'),
  format: z.enum(['csv', 'ndjson', 'json', 'xlsx']).optional().describe("Without it, the file's name says"),
  encoding: z.enum(encodings).optional().describe('Without it, the file itself tells'),
  sheet: z
    .union([z.string().min(1), z.int().min(1)], { error: 'must be the name of a sheet, or its number from 1' })
    .default(1)
    .describe('The sheet of an Excel workbook'),
  csv: z
    .strictObject({
      delimiter: z.union([z.literal('tab').transform(() => '\t'), z.string().length(1)]).default(','),
      quote: z
        .union([z.literal('none'), z.string().length(1)])
        .default('"')
        .describe('`none` where quotes are plain text'),
      header: z.boolean().default(true).describe('False where the first line is data: columns then go by number'),
    })
    .prefault({}),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
    .optional()
    .describe("The zone of times without an offset; the company's if absent"),
  none: z.array(Scalar).default([]).describe('Texts that mean: no value, in every column. An empty text always does'),
  where: z.array(Condition).default([]).describe('Rows that do not meet every condition are left out'),
  id: z
    .union([Column, z.array(Column).min(1), z.strictObject({ content: z.literal(true) })], {
      error: 'must be a column, a list of columns, or { content: true }',
    })
    .describe("The record's id: a column, several, or the row's content with an occurrence number"),
  time: z
    .union([Column, ColumnValue, ConstantValue, FileValue, z.array(One).min(1)], {
      error: 'must be a column, { column: … }, { constant: … } or { file: true }',
    })
    .default({ file: true })
    .describe("When the sender knew it: the newest wins. Without it, the file's modification time"),
  fields: z.record(z.string(), Value).describe("The record's fields by path, for example promise.first"),
});
export type FileMap = z.infer<typeof FileMap>;

/** A map file of `hoshin import`. */
export const ImportMap = FileMap.extend({
  source: optional(SourceId, 'The source that speaks; --source overrides it'),
});
export type ImportMap = z.infer<typeof ImportMap>;
