/** AfterShip, after https://www.aftership.com/docs/tracking/webhook/webhook-specifications and /webhook-signature. */
import { hmac, type Kit, type Sample } from './kit.ts';

/** A scan in the history of a tracking. */
export const checkpoint = (tag: string, checkpoint_time: string | null, subtag = `${tag}_001`): object => ({
  slug: 'dhl',
  city: 'Lyon',
  created_at: '2026-03-14T09:31:00+00:00',
  location: 'Lyon, FRA',
  country_name: 'France',
  message: 'Colis livré — remis au destinataire',
  country_iso3: 'FRA',
  coordinates: [],
  tag,
  subtag,
  checkpoint_time,
});

/** What AfterShip posts when a tracking is updated. */
export const trackingUpdate = (msg: object, more: object = {}): object => ({
  event: 'tracking_update',
  event_id: '94dadd60-ed26-46d0-aa52-3ced925a50ff',
  is_tracking_first_tag: true,
  msg: {
    id: 'bff5a3bac79b472991a204172473a635',
    tracking_number: '00340434292135100186',
    slug: 'dhl',
    active: true,
    tag: 'InTransit',
    subtag: 'InTransit_001',
    subtag_message: 'In Transit',
    order_id: 'gid-1042',
    order_number: 'ORD-1042',
    customers: [{ name: 'Ana María Núñez', email: 'ana@example.com' }],
    custom_fields: { site: 'Lyon' },
    shipment_delivery_date: null,
    checkpoints: [],
    ...msg,
  },
  ts: 1_773_480_641,
  ...more,
});

const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-14T09:30:41.000Z';
const becomes = (progress: object, more: object = {}): Sample['becomes'] => ({
  events: [{ type: 'delivery', subject: 'ORD-1042', time, data: { progress }, ...more }],
});
const delivered = (at: string) => ({
  tag: 'Delivered',
  subtag: 'Delivered_003',
  checkpoints: [checkpoint('InTransit', '2026-03-13T20:00:00'), checkpoint('Delivered', at)],
});

export const kit: Kit = {
  adapter: 'aftership',
  types: ['delivery'],
  settings: {},
  secret: '1f5d1c8e7a0b4c0f9a6e2d3b',
  otherSecret: 'c0ffee00c0ffee00c0ffee00',
  samples: [
    {
      name: 'a parcel that arrived at a local time in nobody says which zone',
      body: json(trackingUpdate(delivered('2026-03-14T09:12:00'))),
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14' }),
    },
    {
      name: 'a parcel that arrived at a local time in the zone of the settings',
      body: json(trackingUpdate(delivered('2026-03-14T09:12:00'))),
      settings: { timeZone: 'Europe/Paris' },
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14T08:12:00.000Z' }),
    },
    {
      name: 'a parcel that arrived, by a time with an offset',
      body: json(trackingUpdate(delivered('2026-03-14T09:12:00+01:00'))),
      settings: { timeZone: 'America/New_York' },
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14T09:12:00+01:00' }),
    },
    {
      name: 'an order number in another alphabet',
      body: json(trackingUpdate({ order_number: 'طلب-١٠٤٢ 🚚' })),
      becomes: becomes({ state: 'in-transit' }, { subject: 'طلب-١٠٤٢ 🚚' }),
    },
    {
      name: 'a tracking that names no order',
      body: json(trackingUpdate({ order_number: null })),
      becomes: { reject: { path: '/msg/order_number', problem: 'holds no order number' } },
    },
    {
      name: 'an update without a tracking',
      body: json({ event: 'tracking_update', event_id: 'x', ts: 1_773_480_641 }),
      becomes: { reject: { path: '/msg', problem: 'is missing' } },
    },
    {
      name: 'a new estimate',
      body: json(trackingUpdate({}, { event: 'edd_revise' })),
      becomes: { nothing: 'no tracking_update' },
    },
  ],
  sign: (body, secret) => ({ 'aftership-hmac-sha256': hmac('sha256', Buffer.from(secret), body).toString('base64') }),
};
