/** The response record, a survey answer: one facet, counted on the day of the answer. */
import * as z from 'zod';
import { Customer, dimensionShape } from './about.ts';
import { DimensionValue, FreeText, Id, Moment } from './scalars.ts';

export const ResponseAnswer = z
  .strictObject({
    answeredAt: Moment.describe('When the customer answered'),
    survey: DimensionValue.describe('The survey that was answered'),
    language: DimensionValue.optional().describe('Language in which it was answered'),
    nps: z.int().min(0).max(10).optional().describe('How likely to recommend, 0 to 10'),
    csat: z.int().min(1).max(5).optional().describe('How satisfied, 1 to 5'),
    ces: z.int().min(1).max(7).optional().describe('How easy it was, 1 (hard) to 7 (easy)'),
    text: FreeText.optional().describe("The customer's words. Personal."),
    dismissed: z.boolean().optional().describe('True if the survey was closed unanswered: it is then not an answer'),
    delivery: Id.optional().describe('Subject of the delivery that the answer is about'),
    ...dimensionShape,
    customer: Customer.optional().describe('Who answered. Personal.'),
  })
  .meta({ id: 'ResponseAnswer', description: 'A survey answer. A score off its scale is rejected, never clamped.' });

export const ResponseData = z
  .strictObject({ answer: ResponseAnswer.describe('The answer') })
  .meta({ id: 'ResponseData', description: 'A survey answer: one facet, sent whole.' });
export type ResponseData = z.infer<typeof ResponseData>;
