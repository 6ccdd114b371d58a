/** On time or not, under every rule and tolerance that a policy may set. */
import { describe, expect, test } from 'vitest';
import type { PolicyInput } from '../../shared/core/config/policy.ts';
import { promisedMoment, timelinessOf } from '../../shared/core/record/promise.ts';
import { deliveryOf, policyOf } from '../support/records.ts';

type OnTime = NonNullable<PolicyInput['onTime']>;

/** Judges a delivery that was promised and came. */
const judge = (promised: string, deliveredAt: string, onTime: OnTime = {}, timeZone = 'UTC') => {
  const delivery = deliveryOf({ promise: { first: promised }, progress: { state: 'delivered', deliveredAt } });
  const timeliness = timelinessOf(delivery, policyOf({ onTime, timeZone }));
  if (!timeliness.due || !timeliness.delivered) throw new Error('must be due and delivered');
  return timeliness;
};

describe('which promise counts', () => {
  const promise = { requested: '2026-03-01', first: '2026-03-02', latest: '2026-03-03' };
  test.each([
    ['requested', '2026-03-01'],
    ['first', '2026-03-02'],
    ['latest', '2026-03-03'],
  ] as const)('%s, if the policy says so', (which, day) => {
    expect(promisedMoment(deliveryOf({ promise }), policyOf({ onTime: { promise: which } }))).toBe(day);
  });

  test('the first, the latest, the requested one, where that one was not given', () => {
    const policy = policyOf({ onTime: { promise: 'latest' } });
    expect(promisedMoment(deliveryOf({ promise: { requested: 'a', first: 'b' } }), policy)).toBe('b');
    expect(promisedMoment(deliveryOf({ promise: { requested: 'a' } }), policy)).toBe('a');
    expect(promisedMoment(deliveryOf({ promise: { latest: 'c' } }), policyOf())).toBe('c');
  });

  test('none, once it is cancelled or not promised', () => {
    expect(promisedMoment(deliveryOf({ promise: { ...promise, cancelled: true } }), policyOf())).toBeUndefined();
    expect(promisedMoment(deliveryOf({}), policyOf())).toBeUndefined();
    expect(timelinessOf(deliveryOf({ progress: { state: 'pending' } }), policyOf())).toEqual({ due: false });
  });
});

test('due and not delivered is not on time, and neither late nor early', () => {
  const delivery = deliveryOf({ promise: { first: '2026-03-02' }, progress: { state: 'in-transit' } });
  expect(timelinessOf(delivery, policyOf())).toEqual({ due: true, delivered: false, onTime: false });
});

describe('by timestamp', () => {
  const promised = '2026-03-02T12:00:00Z';
  const rule = 'timestamp' as const;

  test.each([
    ['2026-03-02T12:00:00Z', true],
    ['2026-03-02T12:00:00.001Z', false],
    ['2026-03-02T13:00:00+01:00', true],
    ['2026-02-01T00:00:00Z', true],
  ])('delivered at %s: on time is %s', (deliveredAt, onTime) => {
    expect(judge(promised, deliveredAt, { rule }).onTime).toBe(onTime);
  });

  test.each([
    ['2026-03-02T12:14:59.999Z', { minutes: 15, inclusive: false }, true],
    ['2026-03-02T12:15:00Z', { minutes: 15, inclusive: false }, false],
    ['2026-03-02T12:15:00Z', { minutes: 15, inclusive: true }, true],
    ['2026-03-02T12:15:00.001Z', { minutes: 15, inclusive: true }, false],
    ['2026-03-03T12:00:00Z', { days: 1, inclusive: true }, true],
    ['2026-03-03T12:00:00.001Z', { days: 1, inclusive: true }, false],
    ['2026-03-03T12:00:00Z', { days: 1, inclusive: false }, false],
  ])('delivered at %s, late tolerance %o: on time is %s', (deliveredAt, late, onTime) => {
    expect(judge(promised, deliveredAt, { rule, late })).toMatchObject({ onTime, late: !onTime });
  });

  test.each([
    ['2026-03-02T11:00:00Z', { minutes: 60, inclusive: true }, true],
    ['2026-03-02T10:59:59.999Z', { minutes: 60, inclusive: true }, false],
    ['2026-03-02T11:00:00Z', { minutes: 60, inclusive: false }, false],
    ['2026-03-02T12:00:00Z', { minutes: 0, inclusive: true }, true],
  ])('delivered at %s, early tolerance %o: on time is %s, and never late', (deliveredAt, early, onTime) => {
    expect(judge(promised, deliveredAt, { rule, early })).toMatchObject({ onTime, late: false });
  });

  test('a promised date lasts until its end in the zone of the company', () => {
    const zone = 'America/Sao_Paulo';
    expect(judge('2026-03-02', '2026-03-03T02:59:59.999Z', { rule }, zone).onTime).toBe(true);
    expect(judge('2026-03-02', '2026-03-03T03:00:00Z', { rule }, zone).onTime).toBe(false);
  });

  test('a promised date is not early from its beginning on', () => {
    const early = { minutes: 30, inclusive: true };
    expect(judge('2026-03-02', '2026-03-02T00:00:00Z', { rule, early }).onTime).toBe(true);
    expect(judge('2026-03-02', '2026-03-01T23:30:00Z', { rule, early }).onTime).toBe(true);
    expect(judge('2026-03-02', '2026-03-01T23:29:00Z', { rule, early }).onTime).toBe(false);
  });

  test('lateness is measured from the promise, not from the tolerance', () => {
    const late = { minutes: 15, inclusive: false };
    expect(judge(promised, '2026-03-02T12:20:00Z', { rule, late }).lateMs).toBe(20 * 60_000);
    expect(judge(promised, '2026-03-02T11:40:00Z', { rule, late }).lateMs).toBe(-20 * 60_000);
  });
});

describe('by calendar day', () => {
  const promised = '2026-03-02T08:00:00Z';

  test.each([
    ['2026-03-02T23:59:59Z', true, 0],
    ['2026-03-03T00:00:00Z', false, 1],
    ['2026-03-02', true, 0],
    ['2026-02-27', true, -3],
  ])('delivered at %s: on time is %s, %i days late', (deliveredAt, onTime, lateDays) => {
    expect(judge(promised, deliveredAt)).toMatchObject({ onTime, lateDays });
  });

  test('the days are those of the zone of the company', () => {
    expect(judge(promised, '2026-03-02T23:30:00Z', {}, 'Europe/Berlin').onTime).toBe(false);
    expect(judge('2026-03-29', '2026-03-30T00:30:00+02:00', {}, 'Europe/Berlin').lateDays).toBe(1);
  });

  test.each([
    ['2026-03-03T23:00:00Z', { days: 1, inclusive: true }, true],
    ['2026-03-04T00:00:00Z', { days: 1, inclusive: true }, false],
    ['2026-03-03T01:00:00Z', { days: 1, inclusive: false }, false],
    ['2026-03-03T00:05:00Z', { minutes: 15, inclusive: true }, false],
    ['2026-03-03T23:00:00Z', { minutes: 1440, inclusive: true }, true],
  ])('delivered at %s, late tolerance %o: on time is %s', (deliveredAt, late, onTime) => {
    expect(judge(promised, deliveredAt, { late }).onTime).toBe(onTime);
  });

  test.each([
    ['2026-03-01T23:00:00Z', { days: 0, inclusive: true }, false],
    ['2026-03-02T00:00:00Z', { days: 0, inclusive: true }, true],
    ['2026-03-01T00:00:00Z', { days: 1, inclusive: true }, true],
  ])('delivered at %s, early tolerance %o: on time is %s', (deliveredAt, early, onTime) => {
    expect(judge(promised, deliveredAt, { early })).toMatchObject({ onTime, late: false });
  });
});
