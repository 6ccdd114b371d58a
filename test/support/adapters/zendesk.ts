/** Zendesk, after https://developer.zendesk.com/documentation/webhooks/verifying/ and the reference of ticket events. */
import { createServer } from 'node:http';
import { hmac, type Kit, type Sample } from './kit.ts';

/** An event of a ticket, as Zendesk posts it. */
export const ticketEvent = (type: string, detail: object = {}, more: object = {}): object => ({
  account_id: 22129848,
  detail: {
    actor_id: '8447388090494',
    assignee_id: '8447388090494',
    brand_id: '8447346621310',
    created_at: '2026-03-14T09:12:07Z',
    custom_status: '8447320465790',
    description: 'The pump leaks.\nWho answers for this?',
    external_id: null,
    form_id: '8646151517822',
    group_id: '8447320466430',
    id: '5158',
    is_public: true,
    organization_id: '8447346622462',
    priority: 'HIGH',
    requester_id: '8447388090494',
    status: 'NEW',
    subject: 'Pump',
    submitter_id: '8447388090494',
    tags: ['complaint', 'damaged'],
    type: 'INCIDENT',
    updated_at: '2026-03-14T09:30:41Z',
    via: { channel: 'web_service' },
    ...detail,
  },
  event: {},
  id: 'cbe4028c-7239-495d-b020-f22348516046',
  subject: 'zen:ticket:5158',
  time: '2026-03-14T09:30:41.672717030Z',
  type: `zen:event-type:ticket.${type}`,
  zendesk_event_version: '2022-11-06',
  ...more,
});

const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-14T09:30:41.672717030Z';
const token = 'ann@example.com/token:6wiIBWbGkBMo1mRDMuVwkw1EPsNkeUj95PIz2akv';
const received = {
  receivedAt: '2026-03-14T09:12:07Z',
  severity: 'high',
  text: 'Pump\n\nThe pump leaks.\nWho answers for this?',
};
const about = { channel: 'web_service', customer: { id: '8447388090494' } };
const becomes = (data: object | null): Sample['becomes'] => ({
  events: [{ type: 'complaint', subject: '5158', time, data }],
});
const changed = (previous: string, status: string, more: object = {}) =>
  json(ticketEvent('status_changed', { status, ...more }, { event: { previous, current: status } }));

export const kit: Kit = {
  adapter: 'zendesk',
  types: ['complaint'],
  settings: { tags: ['complaint'], categories: { late: 'late', damaged: 'damaged' } },
  secret: 'c2lnbmluZy1zZWNyZXQtb2YtYS13ZWJob29rLTI0Ynl0ZXM=',
  otherSecret: 'YW5vdGhlci1zaWduaW5nLXNlY3JldC1vZi0yNC1ieXRlcw==',
  token,
  samples: [
    {
      name: 'a new ticket',
      body: json(ticketEvent('created')),
      becomes: becomes({ received: { ...received, category: 'damaged' }, handling: { state: 'received' }, about }),
    },
    {
      name: 'a solved ticket, of which Zendesk knows since when',
      body: changed('OPEN', 'SOLVED'),
      becomes: becomes({
        received: { ...received, category: 'damaged' },
        handling: { state: 'resolved', acknowledgedAt: '2026-03-14T09:20:00Z', resolvedAt: time },
        about,
      }),
    },
    {
      name: 'a ticket in Arabic, with a null character and half an emoji in it',
      body: json(ticketEvent('created', { subject: 'المضخة تسرّب 🚰', description: 'من\u0000 يجيب؟\ud83d' })),
      settings: {},
      becomes: becomes({
        received: { ...received, text: 'المضخة تسرّب 🚰\n\nمن  يجيب؟\ufffd' },
        handling: { state: 'received' },
        about,
      }),
    },
    {
      name: 'a ticket of which little is known',
      body: json({
        id: 'cbe4028c',
        type: 'zen:event-type:ticket.created',
        time,
        detail: { id: 5158, created_at: '2026-03-14T09:12:07Z', status: 'New' },
      }),
      settings: {},
      becomes: becomes({ received: { receivedAt: '2026-03-14T09:12:07Z' }, handling: { state: 'received' } }),
    },
    {
      name: 'a ticket without a status',
      body: json(ticketEvent('created', { status: undefined })),
      becomes: { reject: { path: '/detail/status', problem: 'is missing' } },
    },
    {
      name: 'a ticket that is no complaint',
      body: json(ticketEvent('created', { tags: ['question'] })),
      becomes: { nothing: 'no complaint' },
    },
    {
      name: 'a ticket that is no complaint any more',
      body: json(ticketEvent('tags_changed', { tags: [] })),
      becomes: becomes(null),
    },
    {
      name: 'an event of a user',
      body: json(ticketEvent('created', {}, { type: 'zen:event-type:user.created' })),
      becomes: { nothing: 'no event of a ticket' },
    },
  ],
  sign: (body, secret, at) => {
    const timestamp = `${new Date(at).toISOString().slice(0, 19)}Z`;
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return {
      'x-zendesk-webhook-signature': hmac('sha256', Buffer.from(secret), signed).toString('base64'),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    };
  },
  startApi: async () => {
    const server = createServer((request, response) => {
      const known = request.headers.authorization === `Basic ${Buffer.from(token).toString('base64')}`;
      const found = request.url === '/api/v2/tickets/5158/metrics';
      const metrics = { initially_assigned_at: '2026-03-14T09:20:00Z', solved_at: '2026-03-14T09:30:40Z', replies: 1 };
      response
        .writeHead(known ? (found ? 200 : 404) : 401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ticket_metric: metrics }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return {
      settings: { api: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` },
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
};
