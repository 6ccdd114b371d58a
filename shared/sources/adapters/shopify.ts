/** Shopify: fulfillments and what happens to them become the progress of the order's delivery. */
import * as z from 'zod/mini';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapted, Adapter } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { adaptTracking, type Meanings, meaningOf } from '../trackers/adapt-tracking.ts';
import { subjectSettings } from '../trackers/subject.ts';

const Settings = z.strictObject({
  // Of the fulfillment or its event itself: both name the order.
  ...subjectSettings('/order_id'),
  /** Where a delivery and its time are taken from. A fulfillment says when it was changed, and not when it arrived. */
  deliveredFrom: z._default(z.enum(['events', 'fulfillments']), 'events'),
  /** Whether Shopify's test notifications count. */
  testMode: z._default(z.boolean(), false),
});
type Settings = z.infer<typeof Settings>;

const Fulfillment = z.object({
  id: z.int(),
  status: z.string(),
  shipment_status: z.nullish(z.string()),
  updated_at: z.string(),
});

const FulfillmentEvent = z.object({
  id: z.int(),
  fulfillment_id: z.int(),
  status: z.string(),
  happened_at: z.string(),
  updated_at: z.nullish(z.string()),
});

/** Every status of a fulfillment: how far the warehouse is with it, while nothing is known of the parcel. */
const ofFulfillment: Meanings = {
  pending: 'pending',
  open: 'pending',
  success: 'in-transit',
  // Nothing has left, or nothing of it will: the order is to be fulfilled anew.
  cancelled: 'pending',
  error: 'pending',
  failure: 'pending',
};

/** Every status of a shipment, in events and in fulfillments. */
const ofShipment: Meanings = {
  label_printed: 'pending',
  label_purchased: 'pending',
  confirmed: 'pending',
  carrier_picked_up: 'in-transit',
  in_transit: 'in-transit',
  delayed: 'in-transit',
  out_for_delivery: 'in-transit',
  ready_for_pickup: 'in-transit',
  ready_for_recipient_pickup: 'in-transit',
  buyer_action_required: 'in-transit',
  attempted_delivery: 'failed',
  failure: 'failed',
  returning_to_sender: 'returned',
  delivered: 'delivered',
  picked_up: 'delivered',
};

/** Webhooks send the object bare; Shopify's API wraps it in its name. */
const unwrap = (payload: unknown): { root: string[]; value: unknown } => {
  const [name, value] = (typeof payload === 'object' && payload !== null && Object.entries(payload)[0]) || [];
  return name === 'fulfillment' || name === 'fulfillment_event'
    ? { root: [name], value }
    : { root: [], value: payload };
};

/** The same, with the places in what came. */
const within = (root: readonly string[], adapted: Adapted): Adapted =>
  adapted.kind === 'events'
    ? { ...adapted, unmapped: adapted.unmapped.map(({ path, problem }) => ({ path: [...root, ...path], problem })) }
    : adapted;

const adaptFulfillment = (value: unknown, settings: Settings): Adapted => {
  const reading = readShape(Fulfillment, value);
  if (!reading.fits) return unmapped(reading.path, reading.problem);
  const { id, status, shipment_status: shipment, updated_at } = reading.value;
  // A cancelled fulfillment keeps the status that its parcel had.
  const ofParcel = status === 'success' && shipment;
  const field = ofParcel ? 'shipment_status' : 'status';
  const text = ofParcel || status;
  const meaning = meaningOf(ofParcel ? ofShipment : ofFulfillment, text);
  if (meaning === 'delivered' && settings.deliveredFrom === 'events') {
    return nothing('the time of a delivery is in fulfillment_events/create');
  }
  return adaptTracking(
    {
      id: `fulfillment-${id}-${updated_at}`,
      product: 'Shopify',
      status: { text, meaning, path: [field] },
      time: { at: updated_at, path: ['updated_at'] },
      history: [],
      arrival: { at: updated_at, path: ['updated_at'] },
    },
    value,
    settings,
  );
};

const adaptEvent = (value: unknown, settings: Settings): Adapted => {
  if (settings.deliveredFrom === 'fulfillments') return nothing('deliveredFrom is fulfillments: events are not used');
  const reading = readShape(FulfillmentEvent, value);
  if (!reading.fits) return unmapped(reading.path, reading.problem);
  const { id, status, happened_at, updated_at } = reading.value;
  return adaptTracking(
    {
      id: `fulfillment-event-${id}`,
      product: 'Shopify',
      status: { text: status, meaning: meaningOf(ofShipment, status), path: ['status'] },
      time: { at: updated_at ?? happened_at, path: ['updated_at'] },
      history: [],
      arrival: { at: happened_at, path: ['happened_at'] },
    },
    value,
    settings,
  );
};

const topics = ['fulfillments/create', 'fulfillments/update', 'fulfillment_events/create'];

export const adapter: Adapter = {
  id: 'shopify',
  title: 'Shopify',
  documentation: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
  types: ['delivery'],
  completes: true,
  headers: ['x-shopify-topic', 'x-shopify-test'],
  secretFrom: "the app's client secret, or the signing key under Settings, Notifications, Webhooks",
  readSettings: settingsReader(Settings),
  secretProblem,

  verifies: ({ headers, body }, secrets) => isHmacOf(headers['x-shopify-hmac-sha256'] ?? '', secrets, [body], 'base64'),

  adapt(payload, { headers }, context) {
    const settings = Settings.parse(context.settings);
    // The headers are not signed: they may only leave something out. What a payload is follows from what it holds.
    const topic = headers['x-shopify-topic'];
    if (topic !== undefined && !topics.includes(topic)) return nothing('its topic is none of the three that are used');
    if (headers['x-shopify-test'] === 'true' && !settings.testMode) {
      return nothing('it is a test notification, which counts only if testMode is set');
    }
    const { root, value } = unwrap(payload);
    const isEvent = typeof value === 'object' && value !== null && Object.hasOwn(value, 'fulfillment_id');
    return within(root, isEvent ? adaptEvent(value, settings) : adaptFulfillment(value, settings));
  },
};
