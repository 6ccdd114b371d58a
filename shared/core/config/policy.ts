/** Policy: the definitions that a company may choose. Versioned; the version stands beside every value it shaped. */
import * as z from 'zod';
import { BusinessHours } from '../time/business-calendar.ts';
import { isTimeZone } from '../time/calendar.ts';
import { complaintCare } from './complaint-care.ts';
import { Retention } from './retention.ts';

export const dimensionNames = [
  'source',
  'site',
  'product',
  'carrier',
  'region',
  'segment',
  'keyAccount',
  'channel',
  'survey',
  'language',
] as const;
export type DimensionName = (typeof dimensionNames)[number];

/** How far from the promise still counts: `{ minutes: 15, inclusive: false }` is late from 15 minutes on. */
const Tolerance = z
  .strictObject({
    minutes: z.int().min(0).max(1_000_000).optional(),
    days: z.int().min(0).max(365).optional(),
    inclusive: z.boolean().default(true),
  })
  .refine((tolerance) => (tolerance.minutes === undefined) !== (tolerance.days === undefined), {
    error: 'must give either minutes or days',
  });
export type Tolerance = z.infer<typeof Tolerance>;

const onTime = {
  promise: z.enum(['requested', 'first', 'latest']).describe('Which promise counts'),
  rule: z.enum(['timestamp', 'calendar-day']),
  late: Tolerance.describe('How late is still on time'),
  early: Tolerance.optional().describe('How early is still on time; absent: early is on time'),
};
const inFull = {
  tolerancePercent: z.number().min(0).max(100).describe('Short by this share of a line is still in full'),
};
const complaints = {
  acknowledgeHours: z.number().positive().max(10_000),
  resolveHours: z.number().positive().max(10_000),
  hours: z.enum(['calendar', 'business']).describe('Whether nights, weekends and holidays count'),
};

/** The definitions that may differ by source, with what holds where the company did not choose. */
const Definitions = z.strictObject({
  onTime: z
    .strictObject({
      ...onTime,
      promise: onTime.promise.default('first'),
      rule: onTime.rule.default('calendar-day'),
      late: onTime.late.default({ minutes: 0, inclusive: true }),
    })
    .prefault({}),
  inFull: z.strictObject({ tolerancePercent: inFull.tolerancePercent.default(0) }).prefault({}),
  complaints: z
    .strictObject({
      acknowledgeHours: complaints.acknowledgeHours.default(48),
      resolveHours: complaints.resolveHours.default(240),
      hours: complaints.hours.default('calendar'),
      ...complaintCare,
    })
    .prefault({}),
});

/** What one source does differently. No defaults here: what it leaves out is the company's choice, not the product's. */
const Narrowing = z
  .strictObject({
    onTime: z.strictObject(onTime).partial(),
    inFull: z.strictObject(inFull).partial(),
    complaints: z.strictObject(complaints).partial(),
  })
  .partial();

export const Policy = z.strictObject({
  company: z.string().min(1).max(80).optional().describe('The company by name, as mails are headed'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
    .default('UTC')
    .describe("The company's time zone: days begin and end in it"),
  businessHours: BusinessHours.optional().describe('When the company works; absent: every hour of every day'),
  ...Definitions.shape,
  dimensions: z
    .partialRecord(
      z.enum(dimensionNames),
      z.union([z.literal('open'), z.array(z.string().min(1).max(64)).min(1).max(200)]),
    )
    .default({})
    .describe('Dimensions to slice by: `open` trusts the senders, a list counts other values as `other`'),
  steps: z
    .array(z.string().min(1).max(64))
    .max(20)
    .refine((steps) => new Set(steps).size === steps.length, 'must not name a step twice')
    .default([])
    .describe('Process steps of the rolled throughput yield, in order'),
  process: z
    .strictObject({
      rules: z
        .array(z.int().min(1).max(8))
        .refine((rules) => new Set(rules).size === rules.length, 'must not name a rule twice')
        .default([1, 2, 3, 5]),
    })
    .prefault({})
    .describe("Which of Nelson's rules 1 to 8 tell that a process has changed; none: nothing is told"),
  retention: Retention.optional(),
  sources: z
    .record(z.string(), Narrowing)
    .default({})
    .describe('Definitions that differ for the records of one namespace'),
});

/** A policy as it is stored: the definitions and the version that they are known by. */
export type Policy = z.infer<typeof Policy> & { version: number };
/** A policy as people write it: what they leave out has a default. */
export type PolicyInput = z.input<typeof Policy>;
