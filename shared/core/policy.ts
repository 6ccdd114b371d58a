/** Policy: the definitions that a company may choose. Versioned; the version stands beside every value it shaped. */
import * as z from 'zod';
import { isTimeZone } from './calendar.ts';

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

/** The part of a policy that may differ by source. */
const Definitions = z.strictObject({
  onTime: z
    .strictObject({
      promise: z.enum(['requested', 'first', 'latest']).default('first').describe('Which promise counts'),
      rule: z.enum(['timestamp', 'calendar-day']).default('calendar-day'),
      late: Tolerance.default({ minutes: 0, inclusive: true }).describe('How late is still on time'),
      early: Tolerance.optional().describe('How early is still on time; absent: early is on time'),
    })
    .prefault({}),
  inFull: z
    .strictObject({
      tolerancePercent: z
        .number()
        .min(0)
        .max(100)
        .default(0)
        .describe('Short by this share of a line is still in full'),
    })
    .prefault({}),
  complaints: z
    .strictObject({
      acknowledgeHours: z.number().positive().max(10_000).default(48),
      resolveHours: z.number().positive().max(10_000).default(240),
    })
    .prefault({}),
});

export const Policy = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
    .default('UTC')
    .describe("The company's time zone: days begin and end in it"),
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
    .default([])
    .describe('Process steps of the rolled throughput yield, in order'),
  sources: z
    .record(z.string(), Definitions.partial())
    .default({})
    .describe('Definitions that differ for the records of one namespace'),
});

/** A policy as it is stored: the definitions and the version that they are known by. */
export type Policy = z.infer<typeof Policy> & { version: number };

/** The policy of a stack to which none was applied yet: version 0. */
export const defaultPolicy: Policy = { ...Policy.parse({}), version: 0 };

/** The definitions that hold for the records of a namespace: the policy, narrowed where it says so. */
export const policyFor = (policy: Policy, namespace: string): Policy => {
  const narrowed = policy.sources[namespace];
  return narrowed ? { ...policy, ...narrowed } : policy;
};
