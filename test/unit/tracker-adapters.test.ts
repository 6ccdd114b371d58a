/** What the adapters of tracking products make of every status that those products document, and of the times beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Adapted, Adapter } from '../../shared/sources/adapter.ts';
import { adapter as aftership } from '../../shared/sources/adapters/aftership.ts';
import { adapter as easypost } from '../../shared/sources/adapters/easypost.ts';
import { adapter as shippo } from '../../shared/sources/adapters/shippo.ts';
import { adapter as shopify } from '../../shared/sources/adapters/shopify.ts';
import { checkpoint, trackingUpdate } from '../support/adapters/aftership.ts';
import { testModeEvents, trackerEvent } from '../support/adapters/easypost.ts';
import { now as latest, trackUpdated } from '../support/adapters/shippo.ts';
import { fulfillment, fulfillmentEvent } from '../support/adapters/shopify.ts';
import { hasRealData, realFile } from '../support/real-data.ts';

const clock = Date.parse('2026-03-14T12:00:00Z');

const adapt = async (
  adapter: Adapter,
  payload: unknown,
  settings: object = {},
  headers: Record<string, string> = {},
): Promise<Adapted> => {
  const read = adapter.readSettings(settings);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const request = { headers, body: Buffer.from(JSON.stringify(payload)) };
  return await adapter.adapt(payload, request, { settings: read.settings, fetch, now: clock });
};

/** `in-transit`, `delivered 2026-…`, `nothing: why` or `/path problem`. */
const outcomeOf = (adapted: Adapted): string => {
  if (adapted.kind !== 'events') return `nothing: ${adapted.kind === 'nothing' ? adapted.why : adapted.fault}`;
  const [event] = adapted.events;
  const [reject] = adapted.unmapped;
  if (reject) return `/${reject.path.join('/')} ${reject.problem}`;
  const data: unknown = event?.data;
  const { progress } = data as { progress: { state: string; deliveredAt?: string } };
  return [progress.state, progress.deliveredAt].filter(Boolean).join(' ');
};

const at = '2026-03-14T08:00:00Z';

describe('EasyPost', () => {
  const details = [{ status: 'delivered', datetime: at }];
  const outcome = async (tracker: object, settings: object = {}, event: object = {}) =>
    outcomeOf(await adapt(easypost, trackerEvent(tracker, event), settings));

  test.each([
    ['unknown', 'nothing: the status is "unknown"'],
    ['pre_transit', 'pending'],
    ['in_transit', 'in-transit'],
    ['out_for_delivery', 'in-transit'],
    ['available_for_pickup', 'in-transit'],
    ['delivered', `delivered ${at}`],
    ['return_to_sender', 'returned'],
    ['failure', 'failed'],
    ['cancelled', 'failed'],
    ['error', 'nothing: the status is "error"'],
    ['teleported', '/result/status "teleported" is not a status that EasyPost documents'],
    ['constructor', '/result/status "constructor" is not a status'],
  ])('%s is %s', async (status, expected) => {
    expect(await outcome({ status, tracking_details: details })).toContain(expected);
  });

  test('a parcel that was sent back has arrived at its sender', async () => {
    const back = [{ status: 'return_to_sender', datetime: '2026-03-12T08:00:00Z' }, ...details];
    expect(await outcome({ status: 'delivered', tracking_details: back })).toBe('returned');
  });

  test('the first of the last scans that say so is the arrival: an earlier one was taken back', async () => {
    const scans = [
      ['delivered', '2026-03-12T08:00:00Z'],
      ['in_transit', '2026-03-13T08:00:00Z'],
      ['delivered', at],
      ['delivered', '2026-03-14T08:30:00Z'],
    ].map(([status, datetime]) => ({ status, datetime }));
    expect(await outcome({ status: 'delivered', tracking_details: scans })).toBe(`delivered ${at}`);
  });

  test('without a scan it is not known when it arrived', async () => {
    const expected = '/result/tracking_details does not say when it was delivered';
    expect(await outcome({ status: 'delivered', tracking_details: null })).toBe(expected);
    expect(await outcome({ status: 'delivered', tracking_details: [{ status: 'delivered' }] })).toBe(
      '/result/tracking_details/0/datetime does not say when it was delivered',
    );
  });

  test('return labels and test mode count for nothing, unless settings say so', async () => {
    expect(await outcome({ is_return: true })).toContain('return label');
    expect(await outcome({}, {}, { mode: 'test' })).toContain('test mode');
    expect(await outcome({}, { testMode: true }, { mode: 'test' })).toBe('in-transit');
    expect(await outcome({}, {}, { mode: undefined })).toBe('in-transit');
  });

  test.skipIf(!hasRealData)('every tracker of its test mode goes through, wrapped in an event', async () => {
    const events = testModeEvents();
    expect(events).toHaveLength(11);
    for (const { event } of events) {
      expect(outcomeOf(await adapt(easypost, event))).toContain('test mode');
      expect(outcomeOf(await adapt(easypost, event, { testMode: true }))).toBe('pending');
    }
  });

  test.skipIf(!hasRealData)('verifies the vector of its own client libraries, however the é was typed', () => {
    const { vectors } = { vectors: JSON.parse(readFileSync(realFile('webhooks/vectors.json'), 'utf8')) };
    const vector = vectors.find(({ scheme }: { scheme: string }) => scheme.startsWith('EasyPost'));
    const body = Buffer.from(readFileSync(realFile(`webhooks/${vector.payload_file}`), 'utf8').replace(/\n$/, ''));
    expect(body).toHaveLength(3550);
    const headers = { 'x-hmac-signature': vector.header };
    for (const secret of ['s\u00e9cret', 'se\u0301cret']) {
      expect(easypost.verifies({ headers, body }, [secret], clock)).toBe(vector.accept);
    }
    expect(easypost.verifies({ headers, body: Buffer.concat([body, Buffer.from('\n')]) }, [vector.secret], 0)).toBe(
      false,
    );
  });
});

describe('Shippo', () => {
  const outcome = async (data: object, settings: object = {}, event: object = {}) =>
    outcomeOf(await adapt(shippo, trackUpdated(data, event), settings));

  test.each([
    ['UNKNOWN', 'nothing: the status is "UNKNOWN"'],
    ['PRE_TRANSIT', 'pending'],
    ['TRANSIT', 'in-transit'],
    ['DELIVERED', `delivered ${at}`],
    ['RETURNED', 'returned'],
    ['FAILURE', 'failed'],
    ['delivered', '/data/tracking_status/status "delivered" is not a status that Shippo documents'],
  ])('%s is %s', async (status, expected) => {
    expect(await outcome(latest(status))).toContain(expected);
  });

  test('the history says when it first arrived, and whether it was sent back before', async () => {
    const history = (...statuses: string[]) => ({
      tracking_history: statuses.map((status, day) => ({ status, status_date: `2026-03-1${day}T08:00:00Z` })),
    });
    const delivered = latest('DELIVERED');
    expect(await outcome({ ...delivered, ...history('TRANSIT', 'DELIVERED', 'DELIVERED') })).toBe(
      'delivered 2026-03-11T08:00:00Z',
    );
    expect(await outcome({ ...delivered, ...history('RETURNED', 'TRANSIT', 'DELIVERED') })).toBe('returned');
  });

  test('what is not known yet and what is of test mode count for nothing', async () => {
    expect(await outcome({ tracking_status: null })).toContain('no information yet');
    expect(await outcome({}, {}, { test: true })).toContain('test mode');
    expect(await outcome({}, { testMode: true }, { test: true })).toBe('in-transit');
  });

  test('without a time it can be neither ordered nor counted', async () => {
    const timeless = { object_created: null, object_updated: null, status_date: null };
    expect(await outcome(latest('TRANSIT', timeless))).toBe(
      '/data/tracking_status/object_updated must be a time with an offset',
    );
    expect(await outcome(latest('DELIVERED', { status_date: null }))).toBe(
      '/data/tracking_status/status_date does not say when it was delivered',
    );
  });

  test('only a signature whose time is near the clock counts', () => {
    const [secret, body] = ['shippo-hmac-secret-0123456789', Buffer.from('{}')];
    // printf '1773489600.{}' | openssl dgst -sha256 -hmac shippo-hmac-secret-0123456789
    const signature = 'd43ce487964b063c4ac048e9fa713c0eefd17e124dd1fa5be347cd3f34cf865e';
    const verifies = (header: string, now = clock) =>
      shippo.verifies({ headers: { 'shippo-auth-signature': header }, body }, [secret], now);
    expect(verifies(`t=1773489600,v1=${signature}`)).toBe(true);
    expect(verifies(`t=1773489600,v1=${signature}`, clock + 300_000)).toBe(true);
    for (const off of [301_000, -301_000]) expect(verifies(`t=1773489600,v1=${signature}`, clock + off)).toBe(false);
    for (const header of ['', `v1=${signature}`, `t=1773489600,v2=${signature}`, `t=1773489600.0,v1=${signature}`])
      expect(verifies(header)).toBe(false);
  });
});

describe('AfterShip', () => {
  const outcome = async (msg: object, settings: object = {}, more: object = {}) =>
    outcomeOf(await adapt(aftership, trackingUpdate(msg, more), settings));

  test.each([
    ['Pending', 'pending'],
    ['InfoReceived', 'pending'],
    ['InTransit', 'in-transit'],
    ['OutForDelivery', 'in-transit'],
    ['AvailableForPickup', 'in-transit'],
    ['AttemptFail', 'failed'],
    ['Delivered', 'delivered 2026-03-14'],
    ['Exception', 'failed'],
    ['Expired', 'nothing: the status is "Expired"'],
    ['Vanished', '/msg/tag "Vanished" is not a status that AfterShip documents'],
  ])('%s is %s', async (tag, expected) => {
    expect(await outcome({ tag, subtag: `${tag}_001`, shipment_delivery_date: '2026-03-14T09:12:00' })).toContain(
      expected,
    );
  });

  test.each([
    ['Exception_004', 'in-transit'],
    ['Exception_005', 'in-transit'],
    ['Exception_006', 'in-transit'],
    ['Exception_010', 'returned'],
    ['Exception_011', 'returned'],
    ['Exception_013', 'failed'],
    ['Exception_016', 'in-transit'],
    ['Exception_019', 'in-transit'],
    ['Exception_020', 'failed'],
    [null, 'failed'],
  ])('an exception %s is %s', async (subtag, expected) => {
    expect(await outcome({ tag: 'Exception', subtag })).toBe(expected);
  });

  test('a parcel that a checkpoint says went back has arrived at its sender, whatever its tag', async () => {
    const back = { ...checkpoint('Delivered', at), events: [{ code: 'returned_to_sender', reason: null }] };
    expect(await outcome({ tag: 'Delivered', checkpoints: [back] })).toBe('returned');
    const other = { ...checkpoint('Delivered', at), events: [{ code: 'another' }, null, 'x'] };
    expect(await outcome({ tag: 'Delivered', checkpoints: [other] })).toMatch(/^delivered/);
  });

  test('a parcel that was on its way back has arrived at its sender', async () => {
    const checkpoints = [checkpoint('Exception', at, 'Exception_010'), checkpoint('Delivered', at)];
    expect(await outcome({ tag: 'Delivered', checkpoints })).toBe('returned');
  });

  test.each([
    ['2026-03-14', 'delivered 2026-03-14'],
    ['2026-03-14T09:12:00', 'delivered 2026-03-14T13:12:00.000Z'],
    ['2026-03-14T09:12:00+01:00', 'delivered 2026-03-14T09:12:00+01:00'],
    ['14/03/2026 09:12', '/msg/checkpoints/0/checkpoint_time must be a time with an offset'],
    ['2026-02-30T09:12:00', '/msg/checkpoints/0/checkpoint_time must be a time with an offset'],
    ['2026-03-14T99:99:99', '/msg/checkpoints/0/checkpoint_time must be a time with an offset'],
  ])('in New York %s is %s', async (time, expected) => {
    const msg = { tag: 'Delivered', checkpoints: [checkpoint('Delivered', time)] };
    expect(await outcome(msg, { timeZone: 'America/New_York' })).toBe(expected);
  });

  test('a zone that there is not is refused', () => {
    expect(aftership.readSettings({ timeZone: 'Mars/Olympus' })).toMatchObject({
      problems: [{ path: ['timeZone'], problem: expect.stringContaining('IANA') }],
    });
  });

  test('milliseconds are no seconds, and thousands of checkpoints are read in time', async () => {
    expect(await outcome({}, {}, { ts: 1_773_480_641_000 })).toContain('/ts must be at most');
    const checkpoints = Array.from({ length: 20_000 }, () => checkpoint('Delivered', at));
    expect(await outcome({ tag: 'Delivered', checkpoints })).toBe(`delivered ${at}`);
  });
});

describe('Shopify', () => {
  const ofFulfillment = async (more: object, settings: object = {}, headers: Record<string, string> = {}) =>
    outcomeOf(await adapt(shopify, fulfillment(more), settings, headers));
  const ofEvent = async (more: object, settings: object = {}) =>
    outcomeOf(await adapt(shopify, fulfillmentEvent(more), settings));
  const happened = '2026-03-14T05:00:00-04:00';

  test.each([
    ['label_printed', 'pending'],
    ['label_purchased', 'pending'],
    ['confirmed', 'pending'],
    ['carrier_picked_up', 'in-transit'],
    ['in_transit', 'in-transit'],
    ['delayed', 'in-transit'],
    ['out_for_delivery', 'in-transit'],
    ['ready_for_pickup', 'in-transit'],
    ['ready_for_recipient_pickup', 'in-transit'],
    ['buyer_action_required', 'in-transit'],
    ['attempted_delivery', 'failed'],
    ['failure', 'failed'],
    ['returning_to_sender', 'returned'],
    ['delivered', `delivered ${happened}`],
    ['picked_up', `delivered ${happened}`],
    ['beamed_up', '/status "beamed_up" is not a status that Shopify documents'],
  ])('the event %s is %s', async (status, expected) => {
    expect(await ofEvent({ status })).toBe(expected);
  });

  test.each([
    ['pending', null, 'pending'],
    ['open', null, 'pending'],
    ['success', null, 'in-transit'],
    ['cancelled', 'in_transit', 'pending'],
    ['error', null, 'pending'],
    ['failure', null, 'pending'],
    ['success', 'out_for_delivery', 'in-transit'],
    ['success', 'label_printed', 'pending'],
    ['success', 'delivered', 'nothing: the time of a delivery is in fulfillment_events/create'],
    ['half', null, '/status "half" is not a status that Shopify documents'],
    ['success', 'half', '/shipment_status "half" is not a status that Shopify documents'],
  ])('a fulfillment of %s and %s is %s', async (status, shipment_status, expected) => {
    expect(await ofFulfillment({ status, shipment_status })).toBe(expected);
  });

  test('where fulfillments say what is delivered, events are not used', async () => {
    const settings = { deliveredFrom: 'fulfillments' };
    expect(await ofFulfillment({ shipment_status: 'delivered' }, settings)).toBe('delivered 2026-03-14T05:30:41-04:00');
    expect(await ofEvent({ status: 'delivered' }, settings)).toContain('events are not used');
  });

  test('places in what its API wraps are those of what came', async () => {
    expect(outcomeOf(await adapt(shopify, { fulfillment: fulfillment({ order_id: null }) }))).toMatch(
      /^\/fulfillment\/order_id holds no order number/,
    );
    expect(outcomeOf(await adapt(shopify, { fulfillment_event: fulfillmentEvent({ happened_at: 5 }) }))).toMatch(
      /^\/fulfillment_event\/happened_at must be text/,
    );
  });

  test('its test notifications count for nothing, unless settings say so', async () => {
    const headers = { 'x-shopify-test': 'true', 'x-shopify-topic': 'fulfillments/update' };
    expect(await ofFulfillment({}, {}, headers)).toContain('test notification');
    expect(await ofFulfillment({}, { testMode: true }, headers)).toBe('in-transit');
  });
});

describe('the order that a tracker is about', () => {
  const subjectOf = async (metadata: unknown, settings: object = {}) => {
    const adapted = await adapt(shippo, trackUpdated({ metadata }), settings);
    return adapted.kind === 'events' ? (adapted.events[0]?.subject ?? adapted.unmapped[0]?.problem) : adapted.kind;
  };

  test('is the whole field, or what the pattern captures of it', async () => {
    expect(await subjectOf('  ORD-1 ')).toBe('ORD-1');
    expect(await subjectOf(1042)).toBe('1042');
    expect(await subjectOf('Order ORD-1 of Monday', { subjectPattern: 'Order (\\S+)' })).toBe('ORD-1');
    expect(await subjectOf('ORD-1', { subjectPattern: '^ORD\\-(.+)$' })).toBe('1');
    expect(await subjectOf('🚚ORD-1', { subjectPattern: '^.(.+)$' })).toBe('ORD-1');
    expect(await subjectOf('x', { subject: '/data/tracking_number' })).toBe('9205590164917312751089');
  });

  test.each([[undefined], [null], [''], [' '], [{}], [['ORD-1']], [true], [1e300], [2 ** 53], ['x'.repeat(1_001)]])(
    'is not named by %j',
    async (metadata) => {
      expect(await subjectOf(metadata)).toContain('it must name the order as the system that promised it does');
    },
  );

  test('is nothing that objects know by themselves', async () => {
    for (const subject of ['/data/constructor', '/__proto__/x', '/data/metadata/length'])
      expect(await subjectOf('ORD-1', { subject })).toContain('holds no order number');
  });

  test.each([
    [{ subject: 'data/metadata' }, 'subject', 'JSON Pointer'],
    [{ subject: '' }, 'subject', 'JSON Pointer'],
    [{ subject: '/data/~2' }, 'subject', 'JSON Pointer'],
    [{ subjectPattern: '(' }, 'subjectPattern', 'regular expression'],
    [{ subjectPattern: '^Order' }, 'subjectPattern', 'one group'],
    [{ subjectPattern: '(a)(b)' }, 'subjectPattern', 'one group'],
  ])('settings %j are refused', (settings, field, problem) => {
    expect(shippo.readSettings(settings)).toMatchObject({
      ok: false,
      problems: [{ path: [field], problem: expect.stringContaining(problem) }],
    });
  });
});
