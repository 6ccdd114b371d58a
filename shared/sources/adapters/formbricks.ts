/** Formbricks: a finished response to a survey becomes a response; one that is not finished yet becomes nothing. */
import * as z from 'zod/mini';
import { limits } from '../../../events/limits.ts';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapted, Adapter } from '../adapter.ts';
import { type Found, makeAnswer } from '../make-answer.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { isSignedBy, keyOfSecret, readClaims } from '../standard-webhooks.ts';
import { SurveySettings, scores } from '../survey-settings.ts';

const Values = z.nullish(z.record(z.string(), z.unknown()));

const Event = z.object({ event: z.string() });
/** What is used of a response. It names no types of questions: only their ids and what was answered. */
const ResponseEvent = z.object({
  data: z.object({
    id: z.string(),
    surveyId: z.string(),
    finished: z.boolean(),
    updatedAt: z.string(),
    language: z.nullish(z.string()),
    /** Answers and hidden fields, by id. */
    data: z.record(z.string(), z.unknown()),
    variables: Values,
    contactAttributes: Values,
  }),
});

const responseEvents = ['responseCreated', 'responseUpdated', 'responseFinished'];

const plain = (value: unknown): unknown => (Array.isArray(value) ? value.join(', ') : value);

const adaptOne = (payload: unknown, settings: SurveySettings): Adapted => {
  const event = readShape(Event, payload);
  if (!event.fits) return unmapped(event.path, event.problem);
  if (!responseEvents.includes(event.value.event)) return nothing('it is no response');
  const read = readShape(ResponseEvent, payload);
  if (!read.fits) return unmapped(read.path, read.problem);
  const { id, surveyId: survey, finished, updatedAt, language, data, variables, contactAttributes } = read.value.data;
  if (!finished) return nothing('the response is not finished yet');

  const find = (reference: string): Found | undefined => {
    for (const [name, values] of Object.entries({ data, variables, contactAttributes }))
      if (values && Object.hasOwn(values, reference))
        return { value: plain(values[reference]), path: ['data', name, reference] };
    return undefined;
  };
  // Ids of questions may be chosen in the survey's editor: one that holds the word is meant.
  const named = scores.map((score) => {
    const question = Object.keys(data).find((key) =>
      key
        .toLowerCase()
        .split(/[^a-z]+/)
        .includes(score),
    );
    return [score, question === undefined ? undefined : find(question)] as const;
  });
  return makeAnswer(
    {
      // Its own messages carry no id in the payload: a response is another message each time that it was changed.
      eventId: `${id}@${updatedAt}`,
      ...{ id, survey, time: updatedAt, answeredAt: updatedAt },
      language: language === 'default' ? undefined : (language ?? undefined),
      find,
      // What nobody answered is not in the payload, so nothing of it is known to be missing.
      lacks: () => false,
      guess: { ...Object.fromEntries(named), customerEmail: contactAttributes ? find('email') : undefined },
      guessable: named.some(([, found]) => found !== undefined),
      answers: { path: ['data', 'data'], seen: Object.keys(data) },
    },
    settings,
  );
};

/** The documentation shows payloads in an array, of one response each; what is sent is the response itself. */
const adapt = (payload: unknown, settings: SurveySettings): Adapted => {
  if (!Array.isArray(payload)) return adaptOne(payload, settings);
  if (payload.length > limits.batchEvents)
    return unmapped([], `holds ${payload.length} responses; the limit is ${limits.batchEvents}`);
  const all = payload.map((each) => adaptOne(each, settings));
  const events = all.flatMap((each) => (each.kind === 'events' ? each.events : []));
  const misfits = all.flatMap((each, index) =>
    each.kind === 'events' ? each.unmapped.map(({ path, problem }) => ({ path: [index, ...path], problem })) : [],
  );
  if (events.length + misfits.length > 0) return { kind: 'events', events, unmapped: misfits };
  return all.find((each) => each.kind === 'nothing') ?? nothing('it is empty');
};

export const adapter: Adapter = {
  id: 'formbricks',
  title: 'Formbricks',
  documentation: 'https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks',
  types: ['response'],
  secretFrom: 'the signing secret (whsec_…) that Formbricks shows once the webhook is made, and in its settings',
  readSettings: settingsReader(SurveySettings),
  secretProblem: (secret) =>
    secret.startsWith('whsec_') && keyOfSecret(secret) ? undefined : 'must be whsec_ and base64 of at least 24 bytes',
  verifies: ({ headers, body }, secrets, now) => {
    const reading = readClaims(headers, now);
    return reading.readable && isSignedBy(secrets, reading.claims, body);
  },
  adapt: (payload, _, { settings }) => adapt(payload, SurveySettings.parse(settings)),
};
