/** Fetches what SurveyMonkey's webhook points at: a response with its answers, in words. */
import * as z from 'zod/mini';
import { readShape } from '../read-shape.ts';

/** Milliseconds for all of it: receive has 20 seconds, and the queue needs some of them. */
const patience = 8_000;

const Answer = z.object({
  row_id: z.nullish(z.string()),
  text: z.nullish(z.string()),
  simple_text: z.nullish(z.string()),
  choice_metadata: z.nullish(z.object({ weight: z.nullish(z.union([z.string(), z.number()])) })),
});
const Question = z.object({
  id: z.string(),
  family: z.nullish(z.string()),
  subtype: z.nullish(z.string()),
  answers: z.array(Answer),
});
/** `looseObject`: settings may name any field of the response itself, `custom_value` for one. */
const FetchedResponse = z.looseObject({
  response_status: z.string(),
  /** `preview` and `survey_preview`: its authors tried it out. */
  collection_mode: z.nullish(z.string()),
  date_modified: z.string(),
  custom_variables: z.nullish(z.record(z.string(), z.unknown())),
  metadata: z.nullish(
    z.object({
      respondent: z.nullish(z.object({ language: z.nullish(z.object({ value: z.nullish(z.string()) })) })),
    }),
  ),
  pages: z.array(z.object({ questions: z.array(Question) })),
});
export type FetchedResponse = z.infer<typeof FetchedResponse>;

interface Asked {
  /** `https://api.surveymonkey.com` */
  api: string;
  survey: string;
  id: string;
  token: string;
  fetch: typeof fetch;
}

type Fetched =
  | { kind: 'fetched'; response: FetchedResponse }
  /** Asking again will not help, as long as nobody changes anything. */
  | { kind: 'refused'; problem: string }
  | { kind: 'later'; fault: string };

/** Never throws for what a network or an API may do. */
export const fetchResponse = async ({ api, survey, id, token, fetch }: Asked): Promise<Fetched> => {
  const later = (fault: string): Fetched => ({ kind: 'later', fault: `SurveyMonkey: ${fault}` });
  let status: number;
  let body: unknown;
  try {
    const address = new URL(`/v3/surveys/${survey}/responses/${id}/details?simple=true`, api);
    const reply = await fetch(address, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      // The token goes to this address and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    status = reply.status;
    body = status === 200 ? await reply.json() : await reply.body?.cancel();
  } catch (fault) {
    return later(fault instanceof Error ? fault.name : 'no reply');
  }
  if (status === 401 || status === 403)
    return {
      kind: 'refused',
      problem: `SurveyMonkey refuses the token (${status}): enter one that may view response details with \`hoshin sources secret … --token\``,
    };
  if (status === 404) return { kind: 'refused', problem: 'SurveyMonkey knows no such response (404)' };
  if (status !== 200) return later(`status ${status}`);
  const read = readShape(FetchedResponse, body);
  if (!read.fits)
    return {
      kind: 'refused',
      problem: `SurveyMonkey's response is not as expected: ${read.path.join('.')} ${read.problem}`,
    };
  return { kind: 'fetched', response: read.value };
};
