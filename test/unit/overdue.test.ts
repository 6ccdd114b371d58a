/** Overdue sources: quiet for longer than their cadence, by the company's own calendar. */
import { describe, expect, test } from 'vitest';
import { type ExpectedSource, isOverdue, overdueSources } from '../../shared/core/silence/overdue.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import { policyOf } from '../support/records.ts';

const hourMs = 3_600_000;
const policy = policyOf({
  timeZone: 'Europe/Berlin',
  businessHours: { from: '09:00', to: '17:00', holidays: { years: { '2026': '0406' } } },
});
const always = policyOf({ timeZone: 'Europe/Berlin' });
const daily = { id: 'erp', cadenceHours: 24 };
const at = (text: string) => Date.parse(text);

/** True if 24 hours have passed for the source, of which the last is the one that makes it overdue. */
const overdue = (since: string, now: string, given: { silences?: Silence[]; policy?: typeof policy } = {}) =>
  isOverdue(daily, at(since), at(now), { policy, silences: [], ...given });

describe('a source that speaks every 24 hours', () => {
  test('is overdue when more than that has passed, nights included', () => {
    expect(overdue('2026-03-03T17:00:00+01:00', '2026-03-04T17:00:00+01:00')).toBe(false);
    expect(overdue('2026-03-03T17:00:00+01:00', '2026-03-04T17:00:01+01:00')).toBe(true);
  });

  test('is not on Monday, after a weekend on which nobody works', () => {
    expect(overdue('2026-03-06T17:00:00+01:00', '2026-03-09T17:00:00+01:00')).toBe(false);
    expect(overdue('2026-03-06T17:00:00+01:00', '2026-03-09T17:00:01+01:00')).toBe(true);
    expect(overdue('2026-03-06T17:00:00+01:00', '2026-03-07T17:00:01+01:00', { policy: always })).toBe(true);
  });

  test('is not on the day after a holiday either', () => {
    expect(overdue('2026-04-03T17:00:00+02:00', '2026-04-07T17:00:00+02:00')).toBe(false);
    expect(overdue('2026-04-03T17:00:00+02:00', '2026-04-07T17:00:01+02:00')).toBe(true);
  });

  test('owes nothing on the days of a planned shutdown that names it', () => {
    const shutdown = { id: 'week-10', from: '2026-03-04', until: '2026-03-10' };
    const silences = [{ ...shutdown, sources: ['erp'] }];
    expect(overdue('2026-03-03T17:00:00+01:00', '2026-03-11T17:00:00+01:00', { silences })).toBe(false);
    expect(overdue('2026-03-03T17:00:00+01:00', '2026-03-11T17:00:01+01:00', { silences })).toBe(true);
    for (const other of [{ sources: ['crm'] }, { objectives: 'all' as const }])
      expect(
        overdue('2026-03-03T17:00:00+01:00', '2026-03-05T17:00:00+01:00', { silences: [{ ...shutdown, ...other }] }),
      ).toBe(true);
  });

  test('counts the hours that a day has: 25 of a Sunday on which the clock goes back, 23 of one on which it goes forward', () => {
    const sundays = policyOf({
      timeZone: 'Europe/Berlin',
      businessHours: { days: ['sun'], from: '09:00', to: '17:00' },
    });
    expect(overdue('2026-10-24T12:00:00+02:00', '2026-10-25T23:59:59+01:00', { policy: sundays })).toBe(true);
    expect(overdue('2026-03-28T12:00:00+01:00', '2026-04-04T12:00:00+02:00', { policy: sundays })).toBe(false);
    expect(overdue('2026-03-28T12:00:00+01:00', '2026-04-05T01:00:01+02:00', { policy: sundays })).toBe(true);
  });
});

test('a source without a cadence is never overdue, and one that spoke in the future is not', () => {
  const grounds = { policy, silences: [] };
  expect(isOverdue({ id: 'erp' }, at('2016-03-03T17:00:00Z'), at('2026-03-03T17:00:00Z'), grounds)).toBe(false);
  expect(isOverdue(daily, at('2026-03-04T17:00:00Z'), at('2026-03-03T17:00:00Z'), grounds)).toBe(false);
});

test('a source that never spoke counts from when it was configured', () => {
  const now = at('2026-03-04T17:00:00Z');
  const source = (id: string, hours: number, lastSpoke?: string): ExpectedSource => ({
    ...{ id, cadenceHours: 24, expectedSince: now - hours * hourMs },
    ...(lastSpoke !== undefined && { lastSpoke }),
  });
  const sources = [
    source('new', 24),
    source('never', 25),
    source('speaks', 2000, '2026-03-04T10:00:00.000Z'),
    source('spoke', 2000, '2026-03-03T10:00:00.000Z'),
    { id: 'free', cadenceHours: undefined, expectedSince: 0 },
  ];
  expect(overdueSources(sources, now, { policy, silences: [] })).toEqual([
    { source: 'never', cadenceHours: 24 },
    { source: 'spoke', lastSeen: '2026-03-03T10:00:00.000Z', cadenceHours: 24 },
  ]);
});

test('years of silence are told apart in no time', () => {
  const begin = performance.now();
  for (let i = 0; i < 100; i++) overdue('1996-03-06T17:00:00Z', '2026-03-06T17:00:00Z');
  expect(performance.now() - begin).toBeLessThan(1_000);
});
