/** Typeform: a submitted form becomes a response. */
import * as z from 'zod/mini';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapted, Adapter } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { type Found, makeAnswer } from '../make-answer.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { SurveySettings } from '../survey-settings.ts';

const Field = z.object({
  id: z.string(),
  ref: z.optional(z.string()),
  type: z.optional(z.string()),
  properties: z.optional(z.object({ steps: z.optional(z.number()), start_at_one: z.optional(z.boolean()) })),
});
type Field = z.infer<typeof Field>;

/** What is used of a payload: Typeform adds fields as it pleases. */
const Payload = z.object({
  event_id: z.string(),
  form_response: z.object({
    form_id: z.string(),
    token: z.string(),
    submitted_at: z.string(),
    hidden: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
    variables: z.optional(z.array(z.looseObject({ key: z.string(), type: z.string() }))),
    definition: z.optional(z.object({ fields: z.optional(z.array(Field)) })),
    answers: z.optional(z.nullable(z.array(z.looseObject({ type: z.string(), field: Field })))),
  }),
});
type FormResponse = z.infer<typeof Payload>['form_response'];
type Answer = NonNullable<FormResponse['answers']>[number];

/** The value of an answer stands under the name of its type. */
const answered = (answer: Answer): unknown => {
  const value = answer[answer.type];
  if (typeof value !== 'object' || value === null) return value;
  if ('label' in value) return value.label;
  if ('other' in value) return value.other;
  return 'labels' in value && Array.isArray(value.labels) ? value.labels.join(', ') : undefined;
};

/**
 * A scale of 0 to 10 is NPS and one of 1 to 5 CSAT, if the payload says that it is one. It seldom does, and a rating may
 * have three steps or ten: 4 of 10 is nobody's 4 of 5.
 */
const kindOf = ({ type, properties }: Field): 'nps' | 'csat' | 'text' | 'customerEmail' | undefined => {
  const { steps, start_at_one: fromOne = false } = properties ?? {};
  if (type === 'nps' || (type === 'opinion_scale' && steps === 11 && !fromOne)) return 'nps';
  if (steps === 5 && (type === 'rating' || (type === 'opinion_scale' && fromOne))) return 'csat';
  if (type === 'long_text') return 'text';
  return type === 'email' ? 'customerEmail' : undefined;
};

/** Questions, hidden fields and variables under the names that settings use. */
const look = (form: FormResponse) => {
  const fields = form.definition?.fields;
  const byId = new Map((fields ?? []).map((field) => [field.id, field]));
  const answers = (form.answers ?? []).map((answer, index) => ({
    field: { ...answer.field, ...byId.get(answer.field.id) },
    found: { value: answered(answer), path: ['form_response', 'answers', index] } satisfies Found,
  }));
  const names = ({ id, ref }: Field, reference: string) => id === reference || ref === reference;
  const find = (reference: string): Found | undefined => {
    const answer = answers.find(({ field }) => names(field, reference));
    if (answer) return answer.found;
    if (form.hidden && Object.hasOwn(form.hidden, reference))
      return { value: form.hidden[reference], path: ['form_response', 'hidden', reference] };
    const at = form.variables?.findIndex(({ key }) => key === reference) ?? -1;
    const variable = form.variables?.[at];
    return variable && { value: variable[variable.type], path: ['form_response', 'variables', at] };
  };
  const guess: Record<string, Found> = {};
  for (const { field, found } of answers) {
    const kind = kindOf(field);
    if (kind) guess[kind] ??= found;
  }
  const asked = fields ?? answers.map(({ field }) => field);
  // The questions of a group are not among the form's own: of those nobody can say that they are missing.
  const isWhole = fields !== undefined && !fields.some(({ type }) => type?.includes('group'));
  const lacks = (reference: string) => isWhole && !asked.some((field) => names(field, reference)) && !find(reference);
  return { find, guess, asked, lacks };
};

const adapt = (payload: unknown, settings: SurveySettings): Adapted => {
  const kind = typeof payload === 'object' && payload !== null && 'event_type' in payload ? payload.event_type : '';
  if (kind !== 'form_response') {
    const unfinished = kind === 'form_response_partial';
    return nothing(unfinished ? 'the form is not submitted yet' : 'it is no submitted form');
  }
  const read = readShape(Payload, payload);
  if (!read.fits) return unmapped(read.path, read.problem);
  const { event_id: eventId, form_response: form } = read.value;
  const { find, guess, asked, lacks } = look(form);
  return makeAnswer(
    {
      ...{ eventId, id: form.token, time: form.submitted_at, answeredAt: form.submitted_at, survey: form.form_id },
      find,
      lacks,
      guess,
      guessable: asked.some((field) => ['nps', 'csat', 'text'].includes(kindOf(field) ?? '')),
      answers: {
        path: ['form_response', 'answers'],
        seen: asked.map(({ id, ref, type }) => `${ref ?? id} (${type ?? 'unknown'})`),
      },
    },
    settings,
  );
};

const prefix = 'sha256=';

export const adapter: Adapter = {
  id: 'typeform',
  title: 'Typeform',
  documentation: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  types: ['response'],
  secretFrom: "the secret of the form's webhook: Connect, Webhooks, Edit, Secret",
  readSettings: settingsReader(SurveySettings),
  secretProblem,
  verifies: ({ headers, body }, secrets) => {
    const signature = headers['typeform-signature'] ?? '';
    return signature.startsWith(prefix) && isHmacOf(signature.slice(prefix.length), secrets, [body], 'base64');
  },
  adapt: (payload, _, { settings }) => adapt(payload, SurveySettings.parse(settings)),
};
