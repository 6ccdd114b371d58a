/** The response record, a survey answer: one facet, counted on the day of the answer. */
import * as z from 'zod/mini';
import { Customer, dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { DimensionValue, FreeText, Id, Moment } from './scalars.ts';

const scale = (lowest: number, highest: number) => z.int().check(z.minimum(lowest), z.maximum(highest));

const ResponseAnswer = named(
  'ResponseAnswer',
  'A survey answer. A score off its scale is rejected, never clamped.',
  z.strictObject({
    answeredAt: required(Moment, 'When the customer answered'),
    survey: required(DimensionValue, 'The survey that was answered'),
    language: optional(DimensionValue, 'Language in which it was answered'),
    nps: optional(scale(0, 10), 'How likely to recommend, 0 to 10'),
    csat: optional(scale(1, 5), 'How satisfied, 1 to 5'),
    ces: optional(scale(1, 7), 'How easy it was, 1 (hard) to 7 (easy)'),
    text: optional(FreeText, "The customer's words. Personal."),
    dismissed: optional(z.boolean(), 'True if the survey was closed unanswered: it is then not an answer'),
    delivery: optional(Id, 'Subject of the delivery that the answer is about'),
    ...dimensionShape,
    customer: optional(Customer, 'Who answered. Personal.'),
  }),
);

export const ResponseData = named(
  'ResponseData',
  'A survey answer: one facet, sent whole.',
  z.strictObject({ answer: required(ResponseAnswer, 'The answer') }),
);
export type ResponseData = z.infer<typeof ResponseData>;
