/** Shippo, after https://docs.goshippo.com/docs/tracking/webhooksecurity, /webhooks and /tracking. */
import { hmac, type Kit, realSample, type Sample } from './kit.ts';

/** What Shippo posts when it learns something of a parcel. */
export const trackUpdated = (data: object, more: object = {}): object => ({
  event: 'track_updated',
  test: false,
  data: {
    carrier: 'usps',
    tracking_number: '9205590164917312751089',
    metadata: 'Order 000123',
    transaction: '',
    tracking_status: {
      object_created: '2026-03-14T09:29:00Z',
      object_updated: '2026-03-14T09:30:41.250Z',
      object_id: '',
      status: 'TRANSIT',
      status_date: '2026-03-14T08:00:00Z',
      status_details: 'On its way',
    },
    tracking_history: [],
    ...data,
  },
  ...more,
});

/** Where the parcel is now. */
export const now = (status: string, more: object = {}): object => ({
  tracking_status: {
    status,
    status_date: '2026-03-14T08:00:00Z',
    object_created: '2026-03-14T09:29:00Z',
    object_updated: '2026-03-14T09:30:41.250Z',
    ...more,
  },
});

const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-14T09:30:41.250Z';
const becomes = (progress: object, more: object = {}): Sample['becomes'] => ({
  events: [{ type: 'delivery', subject: '000123', time, data: { progress }, ...more }],
});

export const kit: Kit = {
  adapter: 'shippo',
  types: ['delivery'],
  settings: { subjectPattern: '^Order (.+)$' },
  secret: 'shippo-hmac-secret-0123456789',
  otherSecret: 'shippo-hmac-secret-9876543210',
  samples: [
    {
      name: 'a parcel that arrived',
      body: json(trackUpdated(now('DELIVERED'))),
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14T08:00:00Z' }),
    },
    {
      name: 'a parcel on its way, whose metadata is the order number',
      body: json(trackUpdated({ metadata: ' ORD-1042 ' })),
      settings: {},
      becomes: becomes({ state: 'in-transit' }, { subject: 'ORD-1042' }),
    },
    {
      name: 'a track that names no order',
      body: json(trackUpdated({ metadata: '' })),
      becomes: { reject: { path: '/data/metadata', problem: 'holds no order number' } },
    },
    {
      name: 'a track whose metadata is something else',
      body: json(trackUpdated({ metadata: 'blue box' })),
      becomes: { reject: { path: '/data/metadata', problem: 'does not match the pattern' } },
    },
    {
      name: 'another event',
      body: json(trackUpdated({}, { event: 'transaction_created' })),
      becomes: { nothing: 'no track_updated' },
    },
    ...realSample('shippo/track_updated.json', {
      settings: { subjectPattern: '^Order (.+)$', testMode: true },
      becomes: becomes({ state: 'delivered', deliveredAt: '2016-07-23T00:00:00Z' }, { time: '2019-08-24T14:15:22Z' }),
    }),
  ],
  sign: (body, secret, at) => {
    const timestamp = String(Math.floor(at / 1000));
    const signed = Buffer.concat([Buffer.from(`${timestamp}.`), body]);
    return {
      'shippo-auth-signature': `t=${timestamp},v1=${hmac('sha256', Buffer.from(secret), signed).toString('hex')}`,
    };
  },
};
