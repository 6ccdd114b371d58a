/** SurveyMonkey, after https://api.surveymonkey.com/v3/docs: its webhook's callbacks, and the API that they point at. */
import { createServer } from 'node:http';
import { hmac, type Kit, realSample } from './kit.ts';

const time = '2026-03-17T19:20:31+00:00';
const called = (more: object = {}) =>
  Buffer.from(
    JSON.stringify({
      name: 'After delivery',
      filter_type: 'survey',
      filter_id: '507302428',
      event_type: 'response_completed',
      event_id: '10012',
      object_type: 'response',
      object_id: '118086896063',
      event_datetime: '2026-03-17T19:20:33.182613+00:00',
      resources: { collector_id: '50253690', survey_id: '507302428', user_id: '4711' },
      ...more,
    }),
  );

const details = {
  id: '118086896063',
  survey_id: '507302428',
  response_status: 'completed',
  custom_variables: { order: 'ORD-1042' },
  custom_value: 'Lyon',
  date_created: '2026-03-17T19:19:02+00:00',
  date_modified: time,
  metadata: { respondent: { language: { type: 'string', value: 'fr' } } },
  pages: [
    {
      id: '1',
      questions: [
        {
          id: '101',
          family: 'matrix',
          subtype: 'rating',
          answers: [{ choice_id: '9', row_id: '1', choice_metadata: { weight: '100' }, simple_text: '9' }],
        },
        {
          id: '102',
          family: 'matrix',
          subtype: 'rating',
          answers: [
            { choice_id: '4', row_id: '11', choice_metadata: { weight: '4' }, simple_text: 'Good' },
            { choice_id: '2', row_id: '12', choice_metadata: { weight: '2' }, simple_text: 'Poor' },
          ],
        },
        {
          id: '103',
          family: 'single_choice',
          subtype: 'vertical',
          answers: [{ choice_id: '7', simple_text: 'Very easy' }],
        },
        { id: '104', family: 'open_ended', subtype: 'essay', answers: [{ text: 'Rapide', simple_text: 'Rapide' }] },
      ],
    },
    { id: '2', questions: [] },
  ],
};

/** What the stand-in answers, by the id of the response. */
const replies: Record<string, { status: number; body: object }> = {
  '118086896063': { status: 200, body: details },
  // The id in the documentation's examples.
  '123456': { status: 200, body: { ...details, id: '123456' } },
  '1': { status: 200, body: { ...details, response_status: 'partial' } },
  '3': { status: 200, body: { ...details, collection_mode: 'survey_preview' } },
  '2': { status: 200, body: { ...details, pages: 'none' } },
  '403': { status: 403, body: { error: { id: '1014' } } },
};

const token = 'the-token-of-a-private-app';
const data = {
  answer: {
    answeredAt: time,
    survey: 'after-delivery',
    language: 'fr',
    nps: 9,
    csat: 4,
    ces: 7,
    text: 'Rapide',
    site: 'Lyon',
    delivery: 'ORD-1042',
  },
};
const event = { type: 'response', subject: '118086896063', time, data } as const;

export const kit: Kit = {
  adapter: 'surveymonkey',
  types: ['response'],
  settings: {
    survey: 'after-delivery',
    questions: { nps: '101', csat: '102/11', ces: { question: '103', values: { 'Very easy': 7 } }, text: '104' },
    fields: { delivery: 'order', site: 'custom_value' },
  },
  secret: 'my-client-id&5ecret-0f-the-app',
  otherSecret: 'my-client-id&an0ther-5ecret',
  token,
  samples: [
    { name: 'a completed response', body: called(), becomes: { events: [event] } },
    {
      name: 'a completed response that was changed',
      body: called({ event_type: 'response_updated', event_id: '10013' }),
      becomes: { events: [event] },
    },
    {
      name: 'a deleted response',
      body: called({ event_type: 'response_deleted' }),
      becomes: {
        events: [{ type: 'response', subject: '118086896063', time: '2026-03-17T19:20:33.182613+00:00', data: null }],
      },
    },
    {
      name: 'a response that is not completed',
      body: called({ event_type: 'response_updated', object_id: '1' }),
      becomes: { nothing: 'not completed' },
    },
    {
      name: 'a response of somebody who tried the survey out',
      body: called({ object_id: '3' }),
      becomes: { nothing: 'tried the survey out' },
    },
    {
      name: 'a respondent who only began',
      body: called({ event_type: 'response_created' }),
      becomes: { nothing: 'no answer' },
    },
    {
      name: 'questions that nobody named',
      body: called(),
      settings: {},
      becomes: { reject: { path: '/object_id', problem: '101 (matrix rating)' } },
    },
    {
      name: 'a matrix of which the settings name no row',
      body: called(),
      settings: { questions: { csat: '102' } },
      becomes: { reject: { path: '/object_id', problem: 'whole number' } },
    },
    {
      name: 'a response that SurveyMonkey does not know',
      body: called({ object_id: '404' }),
      becomes: { reject: { path: '/object_id', problem: 'knows no such response' } },
    },
    {
      name: 'a token that may not',
      body: called({ object_id: '403' }),
      becomes: { reject: { path: '/object_id', problem: 'refuses the token' } },
    },
    {
      name: 'a response of another shape',
      body: called({ object_id: '2' }),
      becomes: { reject: { path: '/object_id', problem: 'not as expected: pages' } },
    },
    {
      name: 'an id that is no id, but a way to another page of the API',
      body: called({ object_id: '../../users/me?' }),
      becomes: { reject: { path: '/object_id', problem: 'must be a number' } },
    },
    ...['survey', 'collector'].flatMap((filter) =>
      realSample(`surveymonkey/response_completed.${filter}-filter.json`, {
        becomes: { events: [{ ...event, subject: '123456' }] },
      }),
    ),
  ],
  // Its key is the client ID and the secret, with an ampersand between.
  sign: (body, secret) => ({ 'sm-signature': hmac('sha1', Buffer.from(secret, 'ascii'), body).toString('base64') }),
  startApi: async () => {
    const server = createServer((request, response) => {
      const [, id = ''] =
        /^\/v3\/surveys\/[0-9]+\/responses\/([0-9]+)\/details\?simple=true$/.exec(request.url ?? '') ?? [];
      const known = request.headers.authorization === `Bearer ${token}`;
      const { status, body } = known ? (replies[id] ?? { status: 404, body: {} }) : { status: 401, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return {
      settings: { api: `http://127.0.0.1:${port}` },
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
};
