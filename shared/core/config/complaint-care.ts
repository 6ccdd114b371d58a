/** How the company cares for complaints: who is told of severe ones, which those are, and what its form asks. Counts nothing. */
import * as z from 'zod';
import { DimensionValue } from '../../../events/scalars.ts';
import { LanguageCode, textOf } from '../language/texts.ts';

const Severe = z
  .strictObject({
    categories: z.array(DimensionValue).max(100).default([]).describe('Complaints of these are severe'),
    words: z
      .array(z.string().trim().min(2).max(64))
      .max(200)
      .default([])
      .describe('Words in the text that make one severe, whatever their case and accents; `injur*` takes any ending'),
    keyAccounts: z
      .union([z.literal('all'), z.array(DimensionValue).max(500)])
      .default([])
      .describe('Key accounts whose complaints are severe'),
  })
  .describe('Which complaints are severe, besides those of severity high');
export type Severe = z.infer<typeof Severe>;

const Label = textOf(80);
/** A category of the form: one of the product's own by its id, or one with a label in every language of the form. */
const Category = z.union(
  [
    z
      .string()
      .trim()
      .min(1)
      .max(64)
      .transform((id): { id: string; label?: z.infer<typeof Label> } => ({ id })),
    z.strictObject({ id: DimensionValue, label: Label.optional() }),
  ],
  { error: 'must be a category of the product by its id, or { id, label }' },
);

const Form = z
  .strictObject({
    languages: z
      .array(LanguageCode)
      .min(1)
      .refine((all) => new Set(all).size === all.length, 'must not name a language twice')
      .optional()
      .describe('The first is for customers of any other; absent: every one that the product speaks, English first'),
    categories: z
      .array(Category)
      .min(2)
      .max(30)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must not name a category twice')
      .optional()
      .describe("What a complaint can be about; absent: the product's own list"),
    consent: textOf(2_000)
      .optional()
      .describe('What happens with what is written, in plain words; shown above the button'),
  })
  .describe('The form that customers complain with');
export type ComplaintForm = z.infer<typeof Form>;

/** Under `complaints` of the policy, beside what counts. */
export const complaintCare = {
  owner: z.string().min(1).max(256).optional().describe('Who is told of severe ones; absent: the quality managers'),
  severe: Severe.optional(),
  form: Form.optional(),
};
