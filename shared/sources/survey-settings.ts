/** Settings that the adapters of survey tools share: which question is what, and which field says what the answer is about. */
import * as z from 'zod/mini';
import { DimensionValue } from '../../events/scalars.ts';
// The words of the contract's messages come with it.
import '../../events/fields.ts';

/** What names a question or a field in the survey tool. */
const Reference = z.string().check(z.minLength(1), z.maxLength(256));

const Question = z.union(
  [
    Reference,
    z.strictObject({ question: Reference, values: z.record(z.string(), z.int().check(z.minimum(0), z.maximum(10))) }),
  ],
  { error: 'must name a question, or be { question: …, values: { "Very satisfied": 5, … } }' },
);
export type Question = z.infer<typeof Question>;

export const scores = ['nps', 'csat', 'ces'] as const;
export type Score = (typeof scores)[number];

export const dimensions = ['site', 'product', 'carrier', 'region', 'segment', 'keyAccount', 'channel'] as const;

const reference = z.optional(Reference);

/** Spread into an adapter's own strict schema. */
export const surveyShape = {
  /** The name under which answers count; the survey's id in the tool if absent. */
  survey: z.optional(DimensionValue),
  questions: z._default(
    z.strictObject({
      nps: z.optional(Question),
      csat: z.optional(Question),
      ces: z.optional(Question),
      text: reference,
    }),
    {},
  ),
  fields: z._default(
    z.strictObject({
      delivery: reference,
      language: reference,
      site: reference,
      product: reference,
      carrier: reference,
      region: reference,
      segment: reference,
      keyAccount: reference,
      channel: reference,
      customerId: reference,
      customerName: reference,
      customerEmail: reference,
      customerPhone: reference,
    }),
    {},
  ),
} as const;

export const SurveySettings = z.strictObject(surveyShape);
export type SurveySettings = z.infer<typeof SurveySettings>;
