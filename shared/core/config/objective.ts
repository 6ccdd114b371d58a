/** Objective: what leadership set, and what a reading against it can be. */
import * as z from 'zod';
import { optional, required } from '../../../events/fields.ts';
import { CalendarDate, Id } from '../../../events/scalars.ts';
import { dimensionNames } from './policy.ts';

/** Calendar windows run to date; `{ days: 28 }` rolls. Weeks begin on Monday (ISO 8601). */
export const Window = z.union([
  z.enum(['day', 'week', 'month', 'quarter', 'year']),
  z.strictObject({ days: z.int().min(1).max(366) }),
]);
export type Window = z.infer<typeof Window>;

/** A slice by one dimension, `{ site: Lyon }`; empty for the total. */
const SliceOf = z
  .partialRecord(z.enum(dimensionNames), z.string().min(1).max(64))
  .refine((slice) => Object.keys(slice).length <= 1, 'must name one dimension at most');

export const Objective = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
  title: z.string().min(1).max(120),
  kpi: required(Id, 'Id of a KPI'),
  slice: SliceOf.default({}),
  window: Window.default('month'),
  target: z.number().describe("In the KPI's unit; a share as 0 to 1, or text such as 90 %"),
  direction: z.enum(['at-least', 'at-most']),
  leastN: z.int().min(1).default(30).describe('Fewer than this is insufficient'),
  margin: z
    .number()
    .min(0)
    .default(0)
    .describe('Better than the target by this much clears a miss at once; 0: only holding does'),
  clearAfter: z.int().min(1).max(12).default(2).describe('Or met over this many distinct window ends'),
  owner: required(Id, 'Id of a person'),
  ladder: z
    .array(z.strictObject({ afterHours: z.number().min(0).default(0), tell: z.array(Id).min(1) }))
    .max(10)
    .default([])
    .describe(
      'Who is told of a miss, by person or role, after how many business hours without acknowledgement; empty: top management and the owner at once',
    ),
  repeatDays: z
    .int()
    .min(0)
    .max(366)
    .default(7)
    .describe('A miss that nobody acknowledged is told again after so many days; 0: never'),
  effectivenessDays: z
    .int()
    .min(1)
    .max(366)
    .default(28)
    .describe('An action is effective once the target was met over so many days after it was done'),
  countsFrom: optional(CalendarDate, 'Nothing before this day is judged'),
});
/** An objective as it is stored: what was approved, and its version. */
export type Objective = z.infer<typeof Objective> & { version: number };

/** A KPI over a slice and a window, and everything it rests on. */
export interface Reading {
  kpi: string;
  slice: string;
  from: string;
  to: string;
  value: number | null;
  n: number;
  interval: [number, number] | null;
  counters: Record<string, number>;
  /** The versions that shaped it. */
  policy: number;
  epoch: number;
  objective?: { id: string; version: number };
}

export const alertStates = ['met', 'at-risk', 'missed', 'silent', 'insufficient'] as const;
export type AlertState = (typeof alertStates)[number];
