/** AfterShip: a tracking's updates become the progress of its delivery. */
import * as z from 'zod/mini';
import { instantAt, isTimeZone } from '../../core/time/calendar.ts';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapter } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { adaptTracking, type Meaning, type Meanings, meaningOf } from '../trackers/adapt-tracking.ts';
import { subjectSettings } from '../trackers/subject.ts';

const Settings = z.strictObject({
  ...subjectSettings('/msg/order_number'),
  /** In which scans without an offset are read; absent: only their day is taken. */
  timeZone: z.optional(
    z.string().check(z.refine<string>(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')),
  ),
});

const Event = z.object({ event: z.string() });

const tags = { tag: z.nullish(z.string()), subtag: z.nullish(z.string()) };
const Update = z.object({
  event_id: z.string(),
  // Seconds since 1970, and not milliseconds by mistake.
  ts: z.int().check(z.minimum(0), z.maximum(99_999_999_999)),
  msg: z.object({
    ...tags,
    tag: z.string(),
    shipment_delivery_date: z.nullish(z.string()),
    checkpoints: z.nullish(
      z.array(z.object({ ...tags, checkpoint_time: z.nullish(z.string()), events: z.optional(z.unknown()) })),
    ),
  }),
});

/** Every tag of the documentation. A parcel that is ready for pickup is not with the customer yet. */
const byTag: Meanings = {
  Pending: 'pending',
  InfoReceived: 'pending',
  InTransit: 'in-transit',
  OutForDelivery: 'in-transit',
  AvailableForPickup: 'in-transit',
  AttemptFail: 'failed',
  Delivered: 'delivered',
  Exception: 'failed',
  Expired: { says: 'nothing', why: 'the carrier has no information for 30 days' },
};

/** Subtags that say more than their tag: delayed or held, whatever by, and the way back. */
const bySubtag: Meanings = {
  Exception_004: 'in-transit',
  Exception_005: 'in-transit',
  Exception_006: 'in-transit',
  Exception_010: 'returned',
  Exception_011: 'returned',
  Exception_016: 'in-transit',
  Exception_017: 'in-transit',
  Exception_018: 'in-transit',
  Exception_019: 'in-transit',
};

interface Tagged {
  tag?: string | null | undefined;
  subtag?: string | null | undefined;
}
const meaningOfTags = ({ tag, subtag }: Tagged): Meaning | undefined =>
  meaningOf(bySubtag, subtag) ?? meaningOf(byTag, tag);

/** Whether a checkpoint says, beside its tag, that the parcel goes or went back: its tag may be Delivered, to the sender. */
const isReturn = (events: unknown): boolean =>
  Array.isArray(events) &&
  events.some(
    (event: unknown) =>
      typeof event === 'object' && event !== null && 'code' in event && event.code === 'returned_to_sender',
  );

/**
 * Carriers report a date, a local time or one with an offset, and AfterShip hands it on. Where nobody said which zone it
 * is, the day is what is known of a local time.
 */
const momentIn =
  (zone: string | undefined) =>
  (time: string): string | undefined => {
    const local = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?)?$/.exec(time);
    if (!local) return /T.*(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : undefined;
    if (time === local[1] || zone === undefined) return local[1];
    const exists = Date.parse(`${time}Z`);
    // 30 February would be read as some day in March.
    if (Number.isNaN(exists) || !new Date(exists).toISOString().startsWith(time.slice(0, 19))) return undefined;
    return new Date(instantAt(time, zone)).toISOString();
  };

export const adapter: Adapter = {
  id: 'aftership',
  title: 'AfterShip',
  documentation: 'https://www.aftership.com/docs/tracking/webhook/webhook-signature',
  types: ['delivery'],
  completes: true,
  secretFrom: "the webhook secret in AfterShip Tracking's settings, under Webhooks",
  readSettings: settingsReader(Settings),
  secretProblem,

  verifies: ({ headers, body }, secrets) => isHmacOf(headers['aftership-hmac-sha256'] ?? '', secrets, [body], 'base64'),

  adapt(payload, _, context) {
    const settings = Settings.parse(context.settings);
    const event = readShape(Event, payload);
    if (!event.fits) return unmapped(event.path, event.problem);
    if (event.value.event !== 'tracking_update') return nothing('it is no tracking_update');
    const update = readShape(Update, payload);
    if (!update.fits) return unmapped(update.path, update.problem);
    const { event_id, ts, msg } = update.value;
    return adaptTracking(
      {
        id: event_id,
        product: 'AfterShip',
        status: { text: msg.tag, meaning: meaningOfTags(msg), path: ['msg', 'tag'] },
        time: { at: new Date(ts * 1000).toISOString(), path: ['ts'] },
        history: (msg.checkpoints ?? []).map((checkpoint, index) => ({
          meaning: isReturn(checkpoint.events) ? 'returned' : meaningOfTags(checkpoint),
          at: checkpoint.checkpoint_time,
          path: ['msg', 'checkpoints', index, 'checkpoint_time'],
        })),
        arrival: { at: msg.shipment_delivery_date, path: ['msg', 'shipment_delivery_date'] },
        momentOf: momentIn(settings.timeZone),
      },
      payload,
      settings,
    );
  },
};
