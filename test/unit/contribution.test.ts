/** What records add to which rows. */
import { describe, expect, test } from 'vitest';
import type { Tally } from '../../shared/core/kpi.ts';
import { contributionOf, contributionVersion } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { onTime } from '../../shared/kpis/tallies/on-time.ts';
import { complaintOf, deliveryOf, inspectionOf, policyOf, responseOf } from '../support/records.ts';

const tallyOf = (n: number, zero = 0): Tally<'delivery'> => ({
  key: 't',
  version: 1,
  type: 'delivery',
  count: () => ({ n, zero }),
});
const due = deliveryOf({ promise: { first: '2026-03-02' } });

describe('the day', () => {
  const policy = policyOf({ timeZone: 'Europe/Berlin' });
  test.each([
    ['a delivery counts when it was due', deliveryOf({ promise: { first: '2026-03-02T23:30:00Z' } }), '2026-03-03'],
    [
      'an inspection when it was made',
      inspectionOf({ inspectedAt: '2026-03-02T23:30:00Z', inspected: 1, rejected: 0 }),
      '2026-03-03',
    ],
    ['a complaint when it came', complaintOf({ received: { receivedAt: '2026-03-02' } }), '2026-03-02'],
    [
      'an answer when it was given',
      responseOf({ answeredAt: '2026-03-02T22:59:59Z', survey: 's', nps: 9 }),
      '2026-03-02',
    ],
  ])('%s', (_, record, day) => expect(contributionOf(record, policy, tallies)?.day).toBe(day));

  test.each([
    ['a delivery that was never promised', deliveryOf({ progress: { state: 'delivered', deliveredAt: '2026-03-02' } })],
    ['a cancelled delivery', deliveryOf({ promise: { first: '2026-03-02', cancelled: true } })],
    ['a deleted record', deliveryOf({})],
    ['a complaint that is handled but was not received', complaintOf({ handling: { state: 'received' } })],
    ['a dismissed survey', responseOf({ answeredAt: '2026-03-02', survey: 's', nps: 9, dismissed: true })],
    ['an empty answer', responseOf({ answeredAt: '2026-03-02', survey: 's' })],
  ])('%s counts nowhere', (_, record) => expect(contributionOf(record, policy, tallies)).toBeUndefined());
});

describe('the counters', () => {
  test('bear the key of their tally, and zeroes are left out', () => {
    expect(contributionOf(due, policyOf(), [onTime])?.counters).toEqual({ 'otd.n': 1, records: 1 });
    expect(contributionOf(due, policyOf(), [tallyOf(0)])).toBeUndefined();
  });

  test('are those of the tallies of the type of the record alone', () => {
    const inspection = inspectionOf({ inspectedAt: '2026-03-02', inspected: 1, rejected: 0 });
    expect(contributionOf(inspection, policyOf(), [onTime])).toBeUndefined();
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('a tally that counts %f is a fault', (n) => {
    expect(() => contributionOf(due, policyOf(), [tallyOf(n)])).toThrow(/tally t: counter n/);
  });

  test('follow the definitions of the record’s own source', () => {
    const policy = policyOf({ sources: { carrier: { onTime: { late: { days: 2 } } } } });
    const facets = {
      promise: { first: '2026-03-02' },
      progress: { state: 'delivered' as const, deliveredAt: '2026-03-04' },
    };
    expect(contributionOf(deliveryOf(facets), policy, [onTime])?.counters).not.toHaveProperty('otd.x');
    expect(contributionOf(deliveryOf(facets, 'carrier'), policy, [onTime])?.counters).toHaveProperty('otd.x', 1);
  });
});

test('the contribution version names each tally once, in order, whatever the order they come in', () => {
  const other = { ...tallyOf(1), version: 3 };
  expect(contributionVersion([other, onTime, other])).toBe('rows@1 otd@1 t@3');
  expect(contributionVersion([onTime, other])).toBe('rows@1 otd@1 t@3');
});
