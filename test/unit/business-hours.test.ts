/** Business hours of an office in Berlin, on days whose answer is known. */
import { describe, expect, test } from 'vitest';
import {
  addBusinessHours,
  businessMinutesBetween,
  isWorkingDay,
  nextWorkingMoment,
} from '../../shared/core/time/business-hours.ts';
import { policyOf } from '../support/records.ts';

/** Monday to Friday, 9 to 17, without Easter Monday (6 April 2026). */
const office = policyOf({
  timeZone: 'Europe/Berlin',
  businessHours: { from: '09:00', to: '17:00', holidays: { years: { '2026': '0101 0406' } } },
});
const roundTheClock = policyOf({
  timeZone: 'Europe/Berlin',
  businessHours: { days: ['sat', 'sun'], from: '00:00', to: '24:00' },
});
const always = policyOf({ timeZone: 'Europe/Berlin' });
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

test('working days are those of the week that are no holidays', () => {
  expect(isWorkingDay('2026-04-02', office)).toBe(true);
  expect(isWorkingDay('2026-04-04', office)).toBe(false);
  expect(isWorkingDay('2026-04-06', office)).toBe(false);
  expect(isWorkingDay('2027-04-06', office)).toBe(true);
  expect(isWorkingDay('2026-04-05', always)).toBe(true);
});

describe('hours that are added', () => {
  test.each([
    ['within a day', '2026-03-02T10:00:00+01:00', 4, '2026-03-02T14:00:00+01:00'],
    ['over a night', '2026-03-02T16:00:00+01:00', 2, '2026-03-03T10:00:00+01:00'],
    ['over a weekend', '2026-03-06T16:30:00+01:00', 1, '2026-03-09T09:30:00+01:00'],
    ['from a weekend', '2026-03-07T12:00:00+01:00', 1, '2026-03-09T10:00:00+01:00'],
    ['over Easter and the clock change before it', '2026-03-27T16:00:00+01:00', 42, '2026-04-07T10:00:00+02:00'],
    ['to the end of a day', '2026-03-02T09:00:00+01:00', 8, '2026-03-02T17:00:00+01:00'],
    ['a year of them', '2026-01-05T09:00:00+01:00', 8 * 5 * 52, '2027-01-04T17:00:00+01:00'],
    ['half a minute', '2026-03-02T16:59:50+01:00', 30 / 3600, '2026-03-03T09:00:20+01:00'],
  ])('%s', (_, from, hours, to) => {
    expect(iso(addBusinessHours(at(from), hours, office))).toBe(iso(at(to)));
  });

  test('a working day of 24 hours is as long as the clock makes it', () => {
    const saturday = at('2026-03-28T00:00:00+01:00');
    expect(iso(addBusinessHours(saturday, 47, roundTheClock))).toBe('2026-03-29T22:00:00.000Z');
    expect(iso(addBusinessHours(saturday, 48, roundTheClock))).toBe('2026-04-03T23:00:00.000Z');
  });

  test('without business hours they are hours', () => {
    expect(iso(addBusinessHours(at('2026-03-27T12:00:00Z'), 72, always))).toBe('2026-03-30T12:00:00.000Z');
  });
});

test('minutes between are those that the company worked', () => {
  const minutes = (from: string, to: string, policy = office) => businessMinutesBetween(at(from), at(to), policy);
  expect(minutes('2026-03-06T16:30:00+01:00', '2026-03-09T09:15:30+01:00')).toBe(45.5);
  expect(minutes('2026-03-07T00:00:00+01:00', '2026-03-08T23:59:59+01:00')).toBe(0);
  expect(minutes('2026-03-09T09:15:00+01:00', '2026-03-06T16:30:00+01:00')).toBe(-45);
  // 2025: 261 days from Monday to Friday; 2026: two of 261 are holidays.
  expect(minutes('2025-01-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00')).toBe((261 + 259) * 8 * 60);
  expect(minutes('2026-03-06T16:30:00Z', '2026-03-09T16:30:00Z', always)).toBe(3 * 24 * 60);
});

test('the next working moment is the instant itself at work, else the next opening', () => {
  const next = (text: string) => iso(nextWorkingMoment(at(text), office));
  expect(next('2026-03-02T09:00:00+01:00')).toBe('2026-03-02T08:00:00.000Z');
  expect(next('2026-03-02T17:00:00+01:00')).toBe('2026-03-03T08:00:00.000Z');
  expect(next('2026-04-03T18:00:00+02:00')).toBe('2026-04-07T07:00:00.000Z');
});

test('measuring half a century takes milliseconds, and a known year microseconds', () => {
  const begin = performance.now();
  businessMinutesBetween(at('1990-01-01T00:00:00Z'), at('2040-01-01T00:00:00Z'), office);
  const cold = performance.now() - begin;
  const calls = 20_000;
  const again = performance.now();
  for (let i = 0; i < calls; i++) {
    const from = at('2026-01-01T00:00:00Z') + i * 1_000_000;
    businessMinutesBetween(from, addBusinessHours(from, 120, office), office);
  }
  const each = (performance.now() - again) / calls;
  expect(cold).toBeLessThan(2_000);
  expect(each).toBeLessThan(0.1);
});

test.each([
  ['open in the hour that the clock leaves out', '02:30', '05:00', 120],
  ['close in it', '00:00', '02:30', 120],
  ['lie around it', '00:00', '24:00', 23 * 60],
])('hours that %s have the minutes that pass', (_, from, to, minutes) => {
  // On Sunday, 29 March 2026, 02:00 is 03:00 in Berlin.
  const sundays = policyOf({
    timeZone: 'Europe/Berlin',
    businessHours: { days: ['sun'], from, to, holidays: { years: {} } },
  });
  const worked = businessMinutesBetween(Date.parse('2026-03-28T12:00Z'), Date.parse('2026-03-30T12:00Z'), sundays);
  expect(worked).toBe(minutes);
});
