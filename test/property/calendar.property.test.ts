/** The calendar against Temporal, in the zones and at the hours where calendars go wrong. */
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, dayAt, daysBetween, instantAt } from '../../shared/core/time/calendar.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';

const zones = Intl.supportedValuesOf('timeZone');
const from = Date.parse('1990-01-01T00:00:00Z');
const to = Date.parse('2037-12-31T23:59:59Z');
const hourMs = 3_600_000;

/** Clock changes of a zone: the next one after an arbitrary instant, or the instant itself where there is none. */
const nearChange = fc
  .record({ zone: fc.constantFrom(...zones), at: fc.integer({ min: from, max: to }) })
  .map(({ zone, at }) => {
    const change = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    return { zone, at: change ? change.epochMilliseconds : at };
  })
  .chain(({ zone, at }) =>
    fc.record({ zone: fc.constant(zone), at: fc.integer({ min: at - 26 * hourMs, max: at + 26 * hourMs }) }),
  );

const anywhere = fc.record({ zone: fc.constantFrom(...zones), at: fc.integer({ min: from, max: to }) });
const moment = fc.oneof(anywhere, nearChange);

const zoned = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

test('an instant falls on the day that Temporal says, in every zone', () => {
  assertHolds(
    fc.property(moment, ({ zone, at }) => {
      expect(dayAt(at, zone)).toBe(zoned(at, zone).toPlainDate().toString());
    }),
    { numRuns: 4000 },
  );
}, 60_000);

test('the days on both sides of a clock change are right to the millisecond', () => {
  assertHolds(
    fc.property(nearChange, ({ zone, at }) => {
      const change = zoned(at, zone).getTimeZoneTransition('previous')?.epochMilliseconds ?? at;
      for (const side of [change - 1, change]) {
        expect(dayAt(side, zone)).toBe(zoned(side, zone).toPlainDate().toString());
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('a wall clock time is the instant that Temporal says: a skipped hour goes forward, a repeated one is its first', () => {
  assertHolds(
    fc.property(moment, ({ zone, at }) => {
      const wall = new Date(at).toISOString().slice(0, 19);
      const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' });
      expect(instantAt(wall, zone), `${wall} in ${zone}`).toBe(expected.epochMilliseconds);
    }),
    { numRuns: 4000 },
  );
}, 60_000);

test('adding days and counting them undo each other, as Temporal counts them', () => {
  assertHolds(
    fc.property(fc.integer({ min: from, max: to }), fc.integer({ min: -20_000, max: 20_000 }), (at, days) => {
      const day = dayAt(at, 'UTC');
      const later = addDays(day, days);
      expect(later).toBe(Temporal.PlainDate.from(day).add({ days }).toString());
      expect(daysBetween(day, later)).toBe(days);
    }),
  );
});
