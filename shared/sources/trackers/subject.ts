/**
 * Which order a tracker's payload is about. The promise was made by another system under its own number, and a progress
 * under a number that nobody promised would count nowhere: where the payload doesn't name the order, it says so.
 */
import * as z from 'zod/mini';
import { limits } from '../../../events/limits.ts';
import { atPointer } from '../../core/import/row.ts';
import type { Unmapped } from '../adapter.ts';

/** Longer values are no order numbers, and a pattern is not let loose on them. */
const longestValue = 1_000;

/** By whole characters where that can be; patterns with escapes that need none are only taken by code units. */
const compile = (pattern: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Not taken with these flags.
    }
  }
  return undefined;
};

/** A JSON Pointer (RFC 6901) to a field, not to the whole. */
const Pointer = z
  .string()
  .check(
    z.maxLength(limits.idLength),
    z.regex(/^(\/([^~/]|~0|~1)*)+$/, 'must be a JSON Pointer, for example /data/metadata'),
  );

const Pattern = z.string().check(
  z.minLength(1),
  z.maxLength(limits.idLength),
  z.refine<string>((pattern) => compile(pattern) !== undefined, 'must be a regular expression'),
  z.refine<string>(
    (pattern) => (compile(`${pattern}|`)?.exec('')?.length ?? 2) === 2,
    'must have one group that captures the subject, for example ^Order (.+)$',
  ),
);

/** The settings that name an order, with the field that a product has for it. */
export const subjectSettings = (field: string) => ({
  subject: z._default(Pointer, field),
  subjectPattern: z.optional(Pattern),
});

export interface SubjectSettings {
  /** JSON Pointer to the field that holds it. */
  subject: string;
  /** Its one group captures the subject from the field; absent: the whole field is the subject. */
  subjectPattern?: string | undefined;
}

export type Subject = { found: true; subject: string } | ({ found: false } & Unmapped);

const partsOf = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Text, or a number that came whole: JSON's large numbers are rounded when they are read. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim();
  return Number.isSafeInteger(value) ? String(value) : undefined;
};

/** The subject that a payload names. */
export const readSubject = (payload: unknown, { subject: pointer, subjectPattern }: SubjectSettings): Subject => {
  const path = partsOf(pointer);
  const missing = (problem: string): Subject => ({
    found: false,
    path,
    problem: `${problem}: it must name the order as the system that promised it does`,
  });
  const text = textOf(atPointer(payload, pointer));
  if (text === undefined || text === '') return missing('holds no order number');
  if (text.length > longestValue) return missing(`is longer than ${longestValue} characters`);
  if (subjectPattern === undefined) return { found: true, subject: text };
  const captured = compile(subjectPattern)?.exec(text)?.[1]?.trim();
  return captured ? { found: true, subject: captured } : missing(`does not match the pattern ${subjectPattern}`);
};
