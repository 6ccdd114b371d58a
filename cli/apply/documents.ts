/** What a file of `hoshin apply` may hold. Documented in docs/configure.md. */
import * as z from 'zod';
import { optional } from '../../events/fields.ts';
import { CalendarDate } from '../../events/scalars.ts';
import { Objective } from '../../shared/core/config/objective.ts';
import { Person } from '../../shared/core/config/person.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { Source } from '../../shared/core/config/source.ts';
import { Silence } from '../../shared/core/silence/silence.ts';
import { Survey } from '../../shared/core/survey/survey.ts';
import { businessHoursWith } from '../../shared/core/time/business-calendar.ts';
import { WrittenHolidays } from './holidays.ts';

const effective = optional(CalendarDate, 'The first day on which it counts; today if absent');

const Percent = z
  .string()
  .regex(/^[+-]?\d+([.,]\d+)?\s*%$/, 'must be a number, or a share such as 90 %')
  .describe('A share: 90 %');
/** A number, or a share as people write it. What it means is known with the KPI's unit. */
export const Amount = z.union([z.number(), Percent], { error: 'must be a number, or a share such as 90 %' });
export type Amount = z.infer<typeof Amount>;

const SourceEntry = Source.extend({ effective });
const PersonEntry = Person.extend({ effective });
const PolicyEntry = Policy.extend({
  businessHours: businessHoursWith(WrittenHolidays.prefault([])).optional(),
  effective,
});
const SurveyEntry = Survey.extend({ effective });
export const ObjectiveEntry = Objective.extend({ target: Amount, margin: Amount.default(0), effective });
export type ObjectiveEntry = z.infer<typeof ObjectiveEntry>;

export const ApplyFile = z.strictObject({
  effective: optional(CalendarDate, 'For every entry of the file that names none of its own'),
  sources: z.array(SourceEntry).default([]).describe('Who may send, and what'),
  people: z.array(PersonEntry).default([]).describe('Who owns objectives and who is told'),
  policy: PolicyEntry.optional().describe("The company's definitions"),
  objectives: z.array(ObjectiveEntry).default([]).describe('What leadership set'),
  silences: z.array(Silence).default([]).describe('Planned shutdowns'),
  surveys: z.array(SurveyEntry).default([]).describe('What customers are asked'),
});
export type ApplyFile = z.infer<typeof ApplyFile>;
