/** Shippo: what happens to a shipment that is tracked becomes the progress of its delivery. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { nothing, unmapped } from '../adapted.ts';
import type { Adapter } from '../adapter.ts';
import { isHmacOf } from '../hmac.ts';
import { isRecent } from '../is-recent.ts';
import { settingsReader } from '../read-settings.ts';
import { readShape } from '../read-shape.ts';
import { secretProblem } from '../secret-problem.ts';
import { adaptTracking, type Meanings, meaningOf } from '../trackers/adapt-tracking.ts';
import { subjectSettings } from '../trackers/subject.ts';

const Settings = z.strictObject({
  ...subjectSettings('/data/metadata'),
  /** Whether events of test mode count. */
  testMode: z._default(z.boolean(), false),
});

const Event = z.object({ event: z.string(), test: z.nullish(z.boolean()) });

const Scan = z.object({ status: z.nullish(z.string()), status_date: z.nullish(z.string()) });
const Track = z.object({
  data: z.object({
    tracking_status: z.nullish(
      z.object({
        status: z.string(),
        status_date: z.nullish(z.string()),
        object_created: z.nullish(z.string()),
        object_updated: z.nullish(z.string()),
      }),
    ),
    tracking_history: z.nullish(z.array(Scan)),
  }),
});

/** Every status of the documentation. */
const meanings: Meanings = {
  UNKNOWN: { says: 'nothing', why: 'the carrier has no information' },
  PRE_TRANSIT: 'pending',
  TRANSIT: 'in-transit',
  DELIVERED: 'delivered',
  RETURNED: 'returned',
  FAILURE: 'failed',
};

export const adapter: Adapter = {
  id: 'shippo',
  title: 'Shippo',
  documentation: 'https://docs.goshippo.com/docs/tracking/webhooksecurity',
  types: ['delivery'],
  completes: true,
  secretFrom: 'the HMAC secret that your Shippo account manager set up for your webhooks',
  readSettings: settingsReader(Settings),
  secretProblem,

  verifies({ headers, body }, secrets, now) {
    const [, timestamp, signature] =
      /^t=([0-9]{10}),v1=([0-9a-f]{64})$/.exec(headers['shippo-auth-signature'] ?? '') ?? [];
    if (!timestamp || !signature || !isRecent(Number(timestamp) * 1000, now)) return false;
    return isHmacOf(signature, secrets, [`${timestamp}.`, body], 'hex');
  },

  adapt(payload, { body }, context) {
    const settings = Settings.parse(context.settings);
    const event = readShape(Event, payload);
    if (!event.fits) return unmapped(event.path, event.problem);
    if (event.value.event !== 'track_updated') return nothing('it is no track_updated');
    if (event.value.test && !settings.testMode) {
      return nothing('it is of test mode, which counts only if testMode is set');
    }
    const track = readShape(Track, payload);
    if (!track.fits) return unmapped(track.path, track.problem);
    const { tracking_status: latest, tracking_history: scans } = track.value.data;
    if (!latest) return nothing('the carrier has no information yet');
    const place = ['data', 'tracking_status'] as const;
    return adaptTracking(
      {
        // Shippo numbers neither its messages nor, for tracks that were not bought from it, what they are about.
        id: createHash('sha256').update(body).digest('hex'),
        product: 'Shippo',
        status: { text: latest.status, meaning: meaningOf(meanings, latest.status), path: [...place, 'status'] },
        // When Shippo learned of it: a scan that is corrected may keep its date, and must still win.
        time: {
          at: latest.object_updated ?? latest.object_created ?? latest.status_date,
          path: [...place, 'object_updated'],
        },
        history: (scans ?? []).map((scan, index) => ({
          meaning: meaningOf(meanings, scan.status),
          at: scan.status_date,
          path: ['data', 'tracking_history', index, 'status_date'],
        })),
        arrival: { at: latest.status_date, path: [...place, 'status_date'] },
      },
      payload,
      settings,
    );
  },
};
