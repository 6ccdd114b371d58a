/** Formbricks, after https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks, which signs as Standard Webhooks. */
import { hmac, type Kit, realSample } from './kit.ts';

const time = '2026-03-17T19:20:31.182Z';
const response = (more: object = {}) => ({
  webhookId: 'wh-1',
  event: 'responseFinished',
  data: {
    id: 'resp-1',
    surveyId: 'survey-1',
    displayId: 'display-1',
    createdAt: '2026-03-17T19:19:02.001Z',
    updatedAt: time,
    finished: true,
    language: 'ar',
    endingId: 'end',
    contact: null,
    contactAttributes: { email: 'ann@example.com', userId: 'C-88' },
    data: {
      'nps-after-delivery': 9,
      csat: 4,
      ease: 'Very easy',
      words: 'سريع جدا',
      orderId: 'ORD-1042',
      reasons: ['fast', 'kind'],
    },
    variables: { depot: 'Lyon' },
    meta: { country: 'DE' },
    tags: [],
    ttc: { _total: 4947.9 },
    ...more,
  },
});
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const answer = {
  answeredAt: time,
  survey: 'survey-1',
  language: 'ar',
  nps: 9,
  csat: 4,
  customer: { email: 'ann@example.com' },
};

export const kit: Kit = {
  adapter: 'formbricks',
  types: ['response'],
  settings: {
    survey: 'after-delivery',
    questions: { ces: { question: 'ease', values: { 'Very easy': 7 } }, text: 'words' },
    fields: { delivery: 'orderId', site: 'depot', customerId: 'userId', customerEmail: 'email' },
  },
  secret: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
  otherSecret: `whsec_${Buffer.alloc(32, 4).toString('base64')}`,
  samples: [
    {
      name: 'a finished response',
      body: json(response()),
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'resp-1',
            time,
            data: {
              answer: {
                ...answer,
                survey: 'after-delivery',
                ces: 7,
                text: 'سريع جدا',
                delivery: 'ORD-1042',
                site: 'Lyon',
                customer: { id: 'C-88', email: 'ann@example.com' },
              },
            },
          },
        ],
      },
    },
    {
      name: 'questions that are named nps and csat, in an array as the documentation has it',
      body: json([response({ language: 'default' })]),
      settings: {},
      becomes: {
        events: [{ type: 'response', subject: 'resp-1', time, data: { answer: { ...answer, language: undefined } } }],
      },
    },
    {
      name: 'a finished response that was changed afterwards',
      body: json({ ...response({ updatedAt: '2026-03-18T08:00:00.000Z' }), event: 'responseUpdated' }),
      settings: {},
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'resp-1',
            time: '2026-03-18T08:00:00.000Z',
            data: { answer: { ...answer, answeredAt: '2026-03-18T08:00:00.000Z' } },
          },
        ],
      },
    },
    {
      name: 'a response of which nothing is known to count',
      body: json([response({ data: { q1: 'clicked' } })]),
      settings: {},
      becomes: { reject: { path: '/0/data/data', problem: 'one of q1' } },
    },
    {
      name: 'a score in words',
      body: json(response({ data: { nps: 'nine' } })),
      settings: {},
      becomes: { reject: { path: '/data/data/nps', problem: 'whole number' } },
    },
    {
      name: 'a response that was only begun',
      body: json({ ...response({ finished: false }), event: 'responseCreated' }),
      becomes: { nothing: 'not finished yet' },
    },
    { name: 'the test of the address', body: json({ event: 'testEndpoint' }), becomes: { nothing: 'no response' } },
    ...realSample('formbricks/responseCreated.json', { becomes: { nothing: 'not finished yet' } }),
    ...realSample('formbricks/responseUpdated.json', { becomes: { nothing: 'not finished yet' } }),
    ...realSample('formbricks/responseFinished.json', {
      settings: { questions: { text: 'newsletter_consent' } },
      becomes: {
        events: [
          {
            type: 'response',
            subject: 'responseId',
            time: '2025-07-24T07:47:56.116Z',
            data: {
              answer: {
                answeredAt: '2025-07-24T07:47:56.116Z',
                survey: 'surveyId',
                language: 'en',
                text: 'accepted',
              },
            },
          },
        ],
      },
    }),
  ],
  sign: (body, secret, now) => {
    const [id, seconds] = ['019ba292-c1f6-7618-aaf2-ecf8e39d1cc7', String(Math.floor(now / 1000))];
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = hmac('sha256', key, Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]));
    return {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${signature.toString('base64')}`,
    };
  },
};
