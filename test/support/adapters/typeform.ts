/** Typeform, after https://www.typeform.com/developers/webhooks/secure-your-webhooks/ and its example payload. */
import { hmac, type Kit, realSample } from './kit.ts';

const submitted = (more: object = {}) => ({
  event_id: '01HVEVENT',
  event_type: 'form_response',
  form_response: {
    form_id: 'nps24',
    token: 'tok-1',
    landed_at: '2026-03-17T19:19:02Z',
    submitted_at: '2026-03-17T19:20:31Z',
    hidden: { order_id: 'ORD-1042', site: 'Lyon' },
    variables: [{ key: 'lang', type: 'text', text: 'fr' }],
    definition: {
      id: 'nps24',
      title: 'After delivery',
      fields: [
        { id: 'q1', ref: 'recommend', type: 'nps', title: 'How likely …?' },
        { id: 'q2', ref: 'satisfied', type: 'rating', title: 'How satisfied …?', properties: { steps: 5 } },
        { id: 'q3', ref: 'effort', type: 'multiple_choice', title: 'How easy …?' },
        { id: 'q4', ref: 'words', type: 'long_text', title: 'Why?' },
        { id: 'q5', ref: 'mail', type: 'email', title: 'May we write to you?' },
      ],
    },
    answers: [
      { type: 'number', number: 9, field: { id: 'q1', ref: 'recommend', type: 'nps' } },
      { type: 'number', number: 4, field: { id: 'q2', ref: 'satisfied', type: 'rating' } },
      { type: 'choice', choice: { label: 'Very easy' }, field: { id: 'q3', ref: 'effort', type: 'multiple_choice' } },
      { type: 'text', text: 'Rapide, merci 🙂', field: { id: 'q4', ref: 'words', type: 'long_text' } },
      { type: 'email', email: 'ann@example.com', field: { id: 'q5', ref: 'mail', type: 'email' } },
    ],
    ...more,
  },
});
const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-17T19:20:31Z';

export const kit: Kit = {
  adapter: 'typeform',
  types: ['response'],
  settings: {
    survey: 'after-delivery',
    questions: { ces: { question: 'effort', values: { 'Very easy': 7, Easy: 6, Hard: 2 } } },
    fields: { delivery: 'order_id', site: 'site', language: 'lang' },
  },
  secret: 'N2Qyc2VjcmV0LW9mLXRoZS1mb3Jt',
  otherSecret: 'YW5vdGhlci1zZWNyZXQtb2YtaXQ',
  samples: [
    {
      name: 'a form with every kind of question that counts',
      body: json(submitted()),
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'tok-1',
            time,
            data: {
              answer: {
                answeredAt: time,
                survey: 'after-delivery',
                language: 'fr',
                nps: 9,
                csat: 4,
                ces: 7,
                text: 'Rapide, merci 🙂',
                delivery: 'ORD-1042',
                site: 'Lyon',
                customer: { email: 'ann@example.com' },
              },
            },
          },
        ],
      },
    },
    {
      name: 'questions that settings name by id',
      body: json(submitted()),
      settings: { questions: { nps: 'q1', text: 'words' }, fields: { customerEmail: 'mail' } },
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'tok-1',
            time,
            data: {
              answer: {
                answeredAt: time,
                survey: 'nps24',
                nps: 9,
                csat: 4,
                text: 'Rapide, merci 🙂',
                customer: { email: 'ann@example.com' },
              },
            },
          },
        ],
      },
    },
    {
      name: 'a rating that is the effort, and so not the satisfaction',
      body: json(submitted()),
      settings: { questions: { ces: 'satisfied', text: 'mail' }, fields: {} },
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'tok-1',
            time,
            data: { answer: { answeredAt: time, survey: 'nps24', nps: 9, ces: 4, text: 'ann@example.com' } },
          },
        ],
      },
    },
    {
      name: 'a rating of which nobody says how many steps it has, and so no satisfaction',
      body: json(
        submitted({
          token: 'tok-2',
          definition: {
            fields: [
              { id: 'q1', type: 'nps' },
              { id: 'q2', type: 'rating', properties: {} },
            ],
          },
        }),
      ),
      settings: {},
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'tok-2',
            time,
            data: {
              answer: {
                ...{ answeredAt: time, survey: 'nps24', nps: 9, text: 'Rapide, merci 🙂' },
                customer: { email: 'ann@example.com' },
              },
            },
          },
        ],
      },
    },
    {
      name: 'a question in a group that was left out',
      body: json(
        submitted({
          definition: {
            fields: [
              { id: 'q1', type: 'nps' },
              { id: 'g', type: 'group' },
            ],
          },
          answers: [],
        }),
      ),
      settings: { questions: { ces: 'effort' } },
      becomes: {
        events: [{ type: 'response', subject: 'tok-1', time, data: { answer: { answeredAt: time, survey: 'nps24' } } }],
      },
    },
    {
      name: 'a form that nobody has answered a question of',
      body: json(submitted({ answers: [] })),
      settings: {},
      becomes: {
        events: [{ type: 'response', subject: 'tok-1', time, data: { answer: { answeredAt: time, survey: 'nps24' } } }],
      },
    },
    {
      name: 'a choice that the settings give no value',
      body: json(submitted()),
      settings: { questions: { ces: { question: 'effort', values: { Easy: 6 } } } },
      becomes: { reject: { path: '/form_response/answers/2', problem: 'none of the values' } },
    },
    {
      name: 'a question that the form does not have',
      body: json(submitted()),
      settings: { questions: { nps: 'recomend' } },
      becomes: { reject: { path: '/form_response/answers', problem: 'no question recomend' } },
    },
    {
      name: 'a form that asks nothing that counts',
      body: json(submitted({ definition: { fields: [{ id: 'q9', type: 'date' }] }, answers: [] })),
      settings: {},
      becomes: { reject: { path: '/form_response/answers', problem: 'q9 (date)' } },
    },
    {
      name: 'a payload without a token',
      body: json(submitted({ token: undefined })),
      becomes: { reject: { path: '/form_response/token', problem: 'must be text' } },
    },
    {
      name: 'a form that is not submitted yet',
      body: json({ ...submitted(), event_type: 'form_response_partial' }),
      becomes: { nothing: 'not submitted yet' },
    },
    ...realSample('typeform/form_response.official-example.json', {
      settings: { questions: { nps: 'Q7M2XAwY04dW', csat: 'readable_ref_rating' } },
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'a3a12ec67a1365927098a606107fac15',
            time: '2018-01-18T18:17:02Z',
            data: {
              answer: {
                answeredAt: '2018-01-18T18:17:02Z',
                survey: 'lT4Z3j',
                nps: 5,
                csat: 3,
                text: "It's cold right now! I live in an older medium-sized city with a university. Geographically, the area is hilly.",
                customer: { email: 'laura@example.com' },
              },
            },
          },
        ],
      },
    }),
  ],
  sign: (body, secret) => ({
    'typeform-signature': `sha256=${hmac('sha256', Buffer.from(secret), body).toString('base64')}`,
  }),
};
