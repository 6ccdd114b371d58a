/** SurveyMonkey: its webhook only says that there is a response; the response itself is fetched with the source's token. */
import * as z from 'zod/mini';
import { nothing, only, unmapped } from '../adapted.ts';
import type { Adapted, Adapter, AdapterContext } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { makeAnswer } from '../make-answer.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { surveyShape } from '../survey-settings.ts';
import { fetchResponse } from '../surveymonkey/fetch-response.ts';
import { lookInto } from '../surveymonkey/look-into.ts';

/** Only with TLS, for the token goes there; a stand-in on this machine is the exception. */
const isApi = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
};

const Settings = z.strictObject({
  ...surveyShape,
  /** Accounts of other data centres have another. */
  api: z._default(
    z.string().check(z.refine(isApi, 'must be the address of an API, for example https://api.eu.surveymonkey.com')),
    'https://api.surveymonkey.com',
  ),
});
type Settings = z.infer<typeof Settings>;

const Id = z.string().check(z.regex(/^[0-9]{1,20}$/, 'must be a number'));
const Kind = z.object({ event_type: z.string() });
const Event = z.object({
  event_id: z.string(),
  object_id: Id,
  event_datetime: z.string(),
  resources: z.object({ survey_id: Id }),
});

const adapt = async (payload: unknown, settings: Settings, context: AdapterContext): Promise<Adapted> => {
  const kind = readShape(Kind, payload);
  if (!kind.fits) return unmapped(kind.path, kind.problem);
  const { event_type: type } = kind.value;
  if (!['response_completed', 'response_updated', 'response_deleted'].includes(type))
    return nothing(`${type.slice(0, 40)} is no answer`);
  const event = readShape(Event, payload);
  if (!event.fits) return unmapped(event.path, event.problem);
  const { event_id: eventId, object_id: id, event_datetime: time, resources } = event.value;
  if (type === 'response_deleted') {
    return only({ id: eventId, type: 'hoshin.response.v1', subject: id, time, data: null });
  }

  const { token, fetch } = context;
  if (token === undefined)
    return unmapped(['object_id'], 'can only be fetched with a token: enter it with `hoshin sources secret … --token`');
  const fetched = await fetchResponse({ api: settings.api, survey: resources.survey_id, id, token, fetch });
  if (fetched.kind === 'later') return fetched;
  if (fetched.kind === 'refused') return unmapped(['object_id'], fetched.problem);
  const { response } = fetched;
  if (response.response_status !== 'completed') return nothing('the response is not completed yet');
  if (response.collection_mode?.includes('preview')) return nothing('somebody only tried the survey out');
  return makeAnswer(
    {
      ...{ eventId, id, survey: resources.survey_id },
      // By the response, not by the message: whichever message brings one state of it, it is the same event.
      ...{ time: response.date_modified, answeredAt: response.date_modified },
      ...lookInto(response),
    },
    settings,
  );
};

export const adapter: Adapter = {
  id: 'surveymonkey',
  title: 'SurveyMonkey',
  documentation: 'https://api.surveymonkey.com/v3/docs#webhook-callbacks',
  types: ['response'],
  secretFrom:
    'your app at developer.surveymonkey.com, Settings: its client ID, an ampersand and its secret (CLIENT_ID&SECRET)',
  tokenFrom: 'your app at developer.surveymonkey.com, Settings: its access token, with the scope View Response Details',
  readSettings: settingsReader(Settings),
  secretProblem: (secret) =>
    /^[!-%'-~]{4,256}&[!-~]{8,256}$/.test(secret)
      ? undefined
      : 'must be CLIENT_ID&SECRET: both, with an ampersand between',
  // The key is the client ID and the secret together; SurveyMonkey has never left SHA-1, which as an HMAC still holds.
  verifies: ({ headers, body }, secrets) => isHmacOf(headers['sm-signature'] ?? '', secrets, [body], 'base64', 'sha1'),
  adapt: (payload, _, context) => adapt(payload, Settings.parse(context.settings), context),
};
