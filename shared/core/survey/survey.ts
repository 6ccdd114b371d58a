/** Survey: questions as data, in several languages, who is invited to answer, and whether anybody may. Configured, versioned. */
import * as z from 'zod';
import { optional } from '../../../events/fields.ts';
import { CalendarDate, DimensionValue } from '../../../events/scalars.ts';
import { SourceId } from '../../../events/source-id.ts';
import { LanguageCode, textOf } from '../language/texts.ts';

/** A text in the survey's only language (stored under `*`), or in each of its languages. */
const Line = textOf(300);
const Paragraph = textOf(4_000);

const QuestionId = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, 'must be 1 to 32 lower-case letters, digits or hyphens');

const asked = { id: QuestionId, text: Line, hint: Line.optional(), optional: z.boolean().default(false) };
/** What the ends of a scale mean; the product's own words if absent. */
const ends = { lowest: Line.optional(), highest: Line.optional() };
const Choice = z.strictObject({ id: QuestionId, text: Line });
const choices = z
  .array(Choice)
  .min(2)
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must not name a choice twice');

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nps'), ...asked, ...ends }).describe('How likely to recommend, 0 to 10'),
  z.strictObject({ kind: z.literal('csat'), ...asked, ...ends }).describe('How satisfied, 1 to 5'),
  z.strictObject({ kind: z.literal('ces'), ...asked, ...ends }).describe('How easy it was, 1 to 7'),
  z.strictObject({ kind: z.literal('single'), ...asked, choices }).describe('One of several choices'),
  z.strictObject({ kind: z.literal('multiple'), ...asked, choices }).describe('Any of several choices'),
  z
    .strictObject({ kind: z.literal('text'), ...asked, optional: z.boolean().default(true) })
    .describe("The customer's own words; the first such question is the one that mails quote"),
]);

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, for example 08:00');

/** Who is asked once a delivery has reached them. */
const Invite = z.strictObject({
  sources: z.array(SourceId).min(1).optional().describe('Namespaces whose deliveries invite; absent: all of them'),
  delayHours: z.number().min(0).max(720).default(24).describe('From the delivery to the mail'),
  share: z.number().gt(0).max(1).default(1).describe('Share of deliveries that are sampled, 0 to 1'),
  quarantineDays: z.int().min(0).max(3_650).default(90).describe('A customer is asked at most once in so many days'),
  quiet: z
    .strictObject({ from: Clock, until: Clock })
    .prefault({ from: '20:00', until: '08:00' })
    .describe("No mail between these times in the customer's time zone, the company's where that is not known"),
  reminderDays: z
    .union([z.literal(false), z.int().min(1).max(30)])
    .default(5)
    .describe('Days until the one reminder; false: none'),
  mostADay: z.int().min(1).max(1_000_000).default(500).describe('Invitations of this survey a day, at most'),
  freshDays: z
    .int()
    .min(1)
    .max(60)
    .default(7)
    .describe('Deliveries that lie further back do not invite: an import of old orders asks nobody'),
  validDays: z.int().min(1).max(60).default(30).describe('How long the link is good'),
});

/** An address that anybody may answer at: QR code, kiosk, a frame on a customer portal. */
const Open = z.strictObject({
  channels: z.array(DimensionValue).min(1).max(20).default(['link']).describe('Each has its own address and slice'),
  frames: z
    .array(z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/i, 'must be an origin, for example https://portal.example'))
    .max(10)
    .default([])
    .describe('Sites that may show it in a frame'),
});

export const Survey = z.strictObject({
  id: SourceId,
  languages: z.array(LanguageCode).min(1).default(['en']).describe('The first is for customers of any other'),
  title: Line,
  intro: Paragraph.optional(),
  questions: z.array(Question).min(1).max(30),
  thanks: Paragraph.optional(),
  consent: Paragraph.optional().describe('What happens with the answer, in plain words; shown above the button'),
  until: optional(CalendarDate, "The last day, in the company's time zone, on which it is sent and can be answered"),
  invite: Invite.optional().describe('Absent: nobody is invited'),
  open: Open.optional().describe('Absent: only those who are invited can answer'),
});
/** As it is stored under a version. */
export type Survey = z.output<typeof Survey>;
export type Question = z.output<typeof Question>;
export type Invite = z.output<typeof Invite>;
