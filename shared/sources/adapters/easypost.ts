/** EasyPost: a tracker's events become the progress of the delivery that it follows. */
import * as z from 'zod/mini';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapter } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { adaptTracking, type Meanings, meaningOf } from '../trackers/adapt-tracking.ts';
import { subjectSettings } from '../trackers/subject.ts';

const Settings = z.strictObject({
  // A tracker knows no order number: by default the order is known by its parcel's tracking code.
  ...subjectSettings('/result/tracking_code'),
  /** Whether events of test mode count. */
  testMode: z._default(z.boolean(), false),
});

const Event = z.object({ id: z.string(), description: z.string(), mode: z.nullish(z.string()) });

const Tracker = z.object({
  result: z.object({
    status: z.string(),
    updated_at: z.string(),
    is_return: z.nullish(z.boolean()),
    tracking_details: z.nullish(z.array(z.object({ status: z.nullish(z.string()), datetime: z.nullish(z.string()) }))),
  }),
});

/** Every status of the documentation. A parcel that is ready for pickup is not with the customer yet. */
const meanings: Meanings = {
  unknown: { says: 'nothing', why: 'the carrier has no information' },
  pre_transit: 'pending',
  in_transit: 'in-transit',
  out_for_delivery: 'in-transit',
  available_for_pickup: 'in-transit',
  delivered: 'delivered',
  return_to_sender: 'returned',
  failure: 'failed',
  cancelled: 'failed',
  error: { says: 'nothing', why: 'the tracking failed, not the parcel' },
};

export const adapter: Adapter = {
  id: 'easypost',
  title: 'EasyPost',
  documentation: 'https://docs.easypost.com/guides/webhooks-guide',
  types: ['delivery'],
  completes: true,
  secretFrom: 'the webhook_secret that you chose when you created the webhook',
  readSettings: settingsReader(Settings),
  secretProblem,

  verifies({ headers, body }, secrets) {
    const signature = /^hmac-sha256-hex=([0-9a-f]{64})$/.exec(headers['x-hmac-signature'] ?? '')?.[1];
    // EasyPost decomposes the secret before it signs: an é may be one character or two.
    const keys = secrets.map((secret) => secret.normalize('NFKD'));
    return signature !== undefined && isHmacOf(signature, keys, [body], 'hex');
  },

  adapt(payload, _, context) {
    const settings = Settings.parse(context.settings);
    const event = readShape(Event, payload);
    if (!event.fits) return unmapped(event.path, event.problem);
    const { id, description, mode } = event.value;
    if (!description.startsWith('tracker.')) return nothing('it is no event of a tracker');
    if (mode === 'test' && !settings.testMode) {
      return nothing('it is of test mode, which counts only if testMode is set');
    }
    const tracker = readShape(Tracker, payload);
    if (!tracker.fits) return unmapped(tracker.path, tracker.problem);
    const { status, updated_at, is_return, tracking_details } = tracker.value.result;
    // What a return label sends goes the other way: it arrives at the sender.
    if (is_return) return nothing('it follows a return label');
    const details = ['result', 'tracking_details'] as const;
    return adaptTracking(
      {
        id,
        product: 'EasyPost',
        status: { text: status, meaning: meaningOf(meanings, status), path: ['result', 'status'] },
        time: { at: updated_at, path: ['result', 'updated_at'] },
        history: (tracking_details ?? []).map((detail, index) => ({
          meaning: meaningOf(meanings, detail.status),
          at: detail.datetime,
          path: [...details, index, 'datetime'],
        })),
        arrival: { at: undefined, path: details },
      },
      payload,
      settings,
    );
  },
};
