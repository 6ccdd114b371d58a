/** The order of facets: what is newer, whatever came first. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryStates } from '../../events/record-types.ts';
import { fixedWidthTime, orderOf, timeOfOrder } from '../../shared/core/record/order.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';
import { instant } from '../arbitraries/moments.ts';

/** Long bodies differ in length and letters: enough of a digest to tell these apart. */
const digest = (text: string) => text;
const order = (time: string, body: unknown) => orderOf(time, body, deliveryStates, digest);

describe('the time', () => {
  test.each([
    ['2026-03-14T09:30:00+01:00', '2026-03-14T08:30:00.000000000Z'],
    ['2026-03-14T09:30:00Z', '2026-03-14T09:30:00.000000000Z'],
    ['2026-03-14T09:30Z', '2026-03-14T09:30:00.000000000Z'],
    ['2026-03-14T00:30:00.25-03:00', '2026-03-14T03:30:00.250000000Z'],
    ['2026-03-14T09:30:00.123456789123Z', '2026-03-14T09:30:00.123456789Z'],
  ])('%s is %s', (written, fixed) => expect(fixedWidthTime(written)).toBe(fixed));

  test('has thirty characters, and texts compare as instants do', () => {
    assertHolds(
      fc.property(instant, instant, (a, b) => {
        expect(fixedWidthTime(a)).toHaveLength(30);
        expect(Math.sign(Date.parse(a) - Date.parse(b))).toBe(
          fixedWidthTime(a) < fixedWidthTime(b) ? -1 : Number(fixedWidthTime(a) > fixedWidthTime(b)),
        );
      }),
    );
  });

  test('comes back out of an order', () => {
    expect(timeOfOrder(order('2026-03-14T09:30:00+01:00', { state: 'delivered' }))).toBe(
      '2026-03-14T08:30:00.000000000Z',
    );
  });
});

describe('between two bodies', () => {
  const time = '2026-03-14T09:30:00Z';
  const later = '2026-03-14T09:30:00.000000001Z';

  test('the later time wins, by a nanosecond, against any state', () => {
    expect(order(later, { state: 'pending' }) > order(time, { state: 'delivered' })).toBe(true);
  });

  test.each(deliveryStates.slice(1).map((state, i) => [deliveryStates[i], state]))(
    'of one time, %s loses to %s',
    (lower, higher) => {
      expect(order(time, { state: higher }) > order(time, { state: lower, deliveredAt: 'z' })).toBe(true);
    },
  );

  test('of one time, a deletion wins against everything', () => {
    expect(order(time, null) > order(time, { state: 'delivered' })).toBe(true);
    expect(orderOf(time, null, undefined, digest) > orderOf(time, { first: 'z' }, undefined, digest)).toBe(true);
    expect(order(later, { state: 'pending' }) > order(time, null)).toBe(true);
  });

  test('of one time and state, the digest decides, the same way for everyone', () => {
    const [a, b] = [order(time, { state: 'failed' }), order(time, { state: 'failed', damaged: true })];
    expect(a).not.toBe(b);
    expect([b, a].sort()).toEqual([a, b].sort());
  });

  test('the same body is the same order, whatever the order of its fields and however the time is written', () => {
    const one = order('2026-03-14T09:30:00Z', { state: 'delivered', at: { a: 1, b: [{ c: 2, d: 3 }] } });
    const other = order('2026-03-14T10:30:00.0+01:00', { at: { b: [{ d: 3, c: 2 }], a: 1 }, state: 'delivered' });
    expect(other).toBe(one);
    expect(order(time, { items: [1, 2] })).not.toBe(order(time, { items: [2, 1] }));
  });

  test('a facet without a lifecycle has no ranks', () => {
    expect(orderOf(time, { state: 'delivered' }, undefined, digest)).toContain('Z0');
    expect(order(time, { state: 'unheard-of' })).toContain('Z0');
  });
});
