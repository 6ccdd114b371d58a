/** Shopify, after https://shopify.dev/docs/apps/build/webhooks/subscribe/https and the references of both objects. */
import { hmac, type Kit, realSample, type Sample } from './kit.ts';

/** A fulfillment as `fulfillments/create` and `fulfillments/update` post it. */
export const fulfillment = (more: object = {}): object => ({
  id: 255858046,
  order_id: 450789469,
  status: 'success',
  created_at: '2026-03-13T16:06:08-04:00',
  service: 'manual',
  updated_at: '2026-03-14T05:30:41-04:00',
  tracking_company: 'UPS',
  shipment_status: null,
  location_id: 905684977,
  email: 'ann@example.com',
  line_items: [
    { id: 466157049, sku: 'IPOD2008GREEN', quantity: 1, fulfillable_quantity: 0, fulfillment_status: 'fulfilled' },
  ],
  tracking_number: '1Z2345',
  name: '#1042.1',
  ...more,
});

/** What happened to a fulfillment, as `fulfillment_events/create` posts it. */
export const fulfillmentEvent = (more: object = {}): object => ({
  id: 12584341209251,
  fulfillment_id: 255858046,
  status: 'in_transit',
  message: null,
  happened_at: '2026-03-14T05:00:00-04:00',
  shop_id: 49144037539,
  created_at: '2026-03-14T05:30:41-04:00',
  updated_at: '2026-03-14T05:30:41-04:00',
  order_id: 450789469,
  ...more,
});

const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-14T05:30:41-04:00';
const becomes = (progress: object, more: object = {}): Sample['becomes'] => ({
  events: [{ type: 'delivery', subject: '450789469', time, data: { progress }, ...more }],
});
const byName = { subject: '/name', subjectPattern: '^#?(.+)\\.[0-9]+$', deliveredFrom: 'fulfillments' };

export const kit: Kit = {
  adapter: 'shopify',
  types: ['delivery'],
  settings: {},
  secret: 'hush-this-is-the-client-secret',
  otherSecret: 'shpss_00000000000000000000000000000000',
  samples: [
    {
      name: 'a parcel that arrived',
      body: json(fulfillmentEvent({ status: 'delivered' })),
      headers: { 'x-shopify-topic': 'fulfillment_events/create' },
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14T05:00:00-04:00' }),
    },
    {
      name: 'a fulfillment that has left',
      body: json(fulfillment()),
      headers: { 'x-shopify-topic': 'fulfillments/create' },
      becomes: becomes({ state: 'in-transit' }),
    },
    {
      name: 'a fulfillment of an order that is known by its name',
      body: json(fulfillment({ shipment_status: 'delivered' })),
      headers: { 'x-shopify-topic': 'fulfillments/update' },
      settings: byName,
      becomes: becomes({ state: 'delivered', deliveredAt: time }, { subject: '1042' }),
    },
    {
      name: 'an event where the order is known by a name that events do not hold',
      body: json(fulfillmentEvent()),
      settings: { subject: '/name' },
      becomes: { reject: { path: '/name', problem: 'holds no order number' } },
    },
    {
      name: 'a notification of another topic',
      body: json(fulfillment()),
      headers: { 'x-shopify-topic': 'fulfillment_events/delete' },
      becomes: { nothing: 'its topic is none' },
    },
    ...realSample('shopify/fulfillment.json', {
      becomes: becomes({ state: 'pending' }, { time: '2013-11-01T16:06:08-04:00' }),
    }),
    ...realSample('shopify/fulfillment_event.json', {
      becomes: becomes({ state: 'pending' }, { subject: '2776493818019', time: '2021-01-25T16:32:23-05:00' }),
    }),
  ],
  sign: (body, secret) => ({ 'x-shopify-hmac-sha256': hmac('sha256', Buffer.from(secret), body).toString('base64') }),
};
