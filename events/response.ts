/** The response record: that a customer was asked, or what a customer answered. Each counts on its own day, under a subject of its own. */
import * as z from 'zod/mini';
import { Customer, dimensionShape } from './about.ts';
import { named, optional, required } from './fields.ts';
import { DimensionValue, FreeText, Id, Moment } from './scalars.ts';

const scale = (lowest: number, highest: number) => z.int().check(z.minimum(lowest), z.maximum(highest));

/** What names a question of a survey, or a choice: part of a form, so plain letters. */
const QuestionId = z
  .string()
  .check(z.regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, 'must be 1 to 32 lower-case letters, digits or hyphens'));

const Choices = z.record(QuestionId, z.array(QuestionId).check(z.maxLength(50)));

const ResponseAnswer = named(
  'ResponseAnswer',
  'A survey answer. A score off its scale is rejected, never clamped.',
  z.strictObject({
    answeredAt: required(Moment, 'When the customer answered'),
    survey: required(DimensionValue, 'The survey that was answered'),
    surveyVersion: optional(z.int().check(z.minimum(1)), 'Which version of the survey the customer saw'),
    language: optional(DimensionValue, 'Language in which it was answered'),
    nps: optional(scale(0, 10), 'How likely to recommend, 0 to 10'),
    csat: optional(scale(1, 5), 'How satisfied, 1 to 5'),
    ces: optional(scale(1, 7), 'How easy it was, 1 (hard) to 7 (easy)'),
    choices: optional(Choices, 'What was chosen, by question: the ids of the choices'),
    text: optional(FreeText, "The customer's words. Personal."),
    texts: optional(z.record(QuestionId, FreeText), 'Further words, by question. Personal.'),
    dismissed: optional(z.boolean(), 'True if the survey was closed unanswered: it is then not an answer'),
    delivery: optional(Id, 'Subject of the delivery that the answer is about'),
    onTime: optional(
      z.boolean(),
      'Whether that delivery was on time, copied in by its invitation: perception is held against performance',
    ),
    ...dimensionShape,
    customer: optional(Customer, 'Who answered. Personal.'),
  }),
);

const ResponseInvitation = named(
  'ResponseInvitation',
  'That a customer was asked, and when the answer came: what the response rate counts, on the day of the invitation.',
  z.strictObject({
    invitedAt: required(Moment, 'When the customer was asked'),
    answeredAt: optional(Moment, 'When the answer came; absent until it does'),
    survey: required(DimensionValue, 'The survey that the customer was asked to answer'),
    language: optional(DimensionValue, 'Language in which the customer was asked'),
    delivery: optional(Id, 'Subject of the delivery that the survey is about'),
    ...dimensionShape,
  }),
);

export const ResponseData = named(
  'ResponseData',
  'Either an answer or an invitation, sent whole. The two are different records, each with a subject of its own.',
  z
    .strictObject({
      answer: optional(ResponseAnswer, 'What was answered'),
      invitation: optional(ResponseInvitation, 'That somebody was asked'),
    })
    .check(
      z.refine(({ answer, invitation }) => (answer === undefined) !== (invitation === undefined), {
        error: 'must carry either answer or invitation',
      }),
    ),
);
export type ResponseData = z.infer<typeof ResponseData>;
