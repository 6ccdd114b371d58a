/** EasyPost, after https://docs.easypost.com/guides/webhooks-guide, https://docs.easypost.com/docs/events and /trackers. */
import { readFileSync } from 'node:fs';
import { hasRealData, realFile } from '../real-data.ts';
import { hmac, type Kit, realSample, type Sample } from './kit.ts';

interface Scan {
  status: string;
  datetime: string | null;
}

/** An event about a tracker, as EasyPost posts it. */
export const trackerEvent = (tracker: object, event: object = {}): object => ({
  id: 'evt_7d3a',
  object: 'Event',
  description: 'tracker.updated',
  mode: 'production',
  previous_attributes: { status: 'unknown' },
  created_at: '2026-03-14T09:31:00.000Z',
  pending_urls: ['https://hooks.example.com/v1/ingest/easypost'],
  completed_urls: [],
  result: {
    id: 'trk_9b2c',
    object: 'Tracker',
    tracking_code: '9400100110368068953525',
    status: 'in_transit',
    updated_at: '2026-03-14T09:30:41Z',
    shipment_id: 'shp_ORD-1042',
    carrier: 'USPS',
    is_return: false,
    tracking_details: [],
    ...tracker,
  },
  ...event,
});

/** EasyPost's list of trackers of test mode, each in the event that it would come in. */
export const testModeEvents = (): { tracker: { tracking_code: string; updated_at: string }; event: object }[] =>
  hasRealData
    ? JSON.parse(readFileSync(realFile('webhooks/easypost/trackers-test-mode.json'), 'utf8')).map(
        (tracker: object) => ({
          tracker,
          event: trackerEvent(tracker, { mode: 'test' }),
        }),
      )
    : [];

const json = (value: object) => Buffer.from(JSON.stringify(value));
const time = '2026-03-14T09:30:41Z';
const subject = '9400100110368068953525';
const becomes = (progress: object, more: object = {}): Sample['becomes'] => ({
  events: [{ type: 'delivery', subject, time, data: { progress }, ...more }],
});
const scans: Scan[] = [
  { status: 'in_transit', datetime: '2026-03-13T20:00:00Z' },
  { status: 'delivered', datetime: '2026-03-14T10:12:00+01:00' },
  { status: 'delivered', datetime: '2026-03-14T10:20:00+01:00' },
];

export const kit: Kit = {
  adapter: 'easypost',
  types: ['delivery'],
  settings: {},
  // Composed: EasyPost decomposes it before it signs.
  secret: 'la clé de l’été, 2026'.replaceAll(' ', '-'),
  otherSecret: 'another-secret-of-ours',
  samples: [
    {
      name: 'a parcel that arrived, and was reported again with its signature',
      body: json(trackerEvent({ status: 'delivered', tracking_details: scans })),
      becomes: becomes({ state: 'delivered', deliveredAt: '2026-03-14T10:12:00+01:00' }),
    },
    {
      name: 'an order that another field names, with a pattern',
      body: json(trackerEvent({ status: 'out_for_delivery' })),
      settings: { subject: '/result/shipment_id', subjectPattern: '^shp_(.+)$' },
      becomes: becomes({ state: 'in-transit' }, { subject: 'ORD-1042' }),
    },
    {
      name: 'a tracker that names no order',
      body: json(trackerEvent({ tracking_code: null })),
      becomes: { reject: { path: '/result/tracking_code', problem: 'holds no order number' } },
    },
    {
      name: 'a scan in nobody knows which zone',
      body: json(
        trackerEvent({
          status: 'delivered',
          tracking_details: [{ status: 'delivered', datetime: '2026-03-14 10:12' }],
        }),
      ),
      becomes: { reject: { path: '/result/tracking_details/0/datetime', problem: 'with an offset' } },
    },
    {
      name: 'an event of something else',
      body: json(trackerEvent({}, { description: 'batch.updated', result: { id: 'batch_1', object: 'Batch' } })),
      becomes: { nothing: 'no event of a tracker' },
    },
    ...realSample('easypost/event-body.json', {
      becomes: {
        events: [
          { type: 'delivery', subject: '1', time: '2024-08-02T19:26:51Z', data: { progress: { state: 'in-transit' } } },
        ],
      },
    }),
    ...testModeEvents()
      .slice(-1)
      .map(
        ({ tracker, event }): Sample => ({
          name: 'a tracker of test mode, wrapped',
          body: json(event),
          settings: { testMode: true },
          becomes: {
            events: [
              {
                type: 'delivery',
                subject: tracker.tracking_code,
                time: tracker.updated_at,
                data: { progress: { state: 'pending' } },
              },
            ],
          },
        }),
      ),
  ],
  sign: (body, secret) => ({
    'x-hmac-signature': `hmac-sha256-hex=${hmac('sha256', Buffer.from(secret.normalize('NFKD')), body).toString('hex')}`,
  }),
};
