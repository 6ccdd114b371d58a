/** Business hours against their laws, and against minutes counted one by one with Temporal. */
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addBusinessHours,
  businessMinutesBetween,
  nextWorkingMoment,
  type WorkingTime,
} from '../../shared/core/time/business-hours.ts';
import { weekdays } from '../../shared/core/time/weekday.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';
import { timeZone } from '../arbitraries/moments.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const from = Date.parse('2010-01-01T00:00:00Z');
const to = Date.parse('2030-12-31T23:59:59Z');
const at = fc.integer({ min: from, max: to });
/** Around clock changes of the hard zones: Berlin's, Lord Howe's, Sao Paulo's last, and the day that Apia left out. */
const nearChange = fc
  .constantFrom('2026-03-29', '2026-10-25', '2026-10-03', '2026-04-04', '2018-11-04', '2018-02-17', '2011-12-30')
  .chain((day) => fc.integer({ min: -90 * hourMs, max: 90 * hourMs }).map((off) => Date.parse(day) + off));
const moment = fc.oneof(at, nearChange);

const clock = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
const spans = fc.oneof(
  fc.constant({ from: '00:00', to: '24:00' }),
  fc.record({ from: fc.integer({ min: 8, max: 24 }), span: fc.integer({ min: 1, max: 20 }) }).map((drawn) => ({
    from: clock(drawn.from),
    to: clock(drawn.from + drawn.span),
  })),
);
const years = fc.dictionary(
  fc.constantFrom('2011', '2018', '2026'),
  fc
    .uniqueArray(fc.constantFrom('0101', '0216', '0330', '0406', '1003', '1026', '1102', '1105', '1230', '1231'))
    .map((days) => days.join(' ')),
);
const hoursOf = fc
  .record({ days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), span: spans, years })
  .map(({ days, span, years }) => ({ days, ...span, holidays: { years } }));
const policy: fc.Arbitrary<WorkingTime> = fc.record(
  { timeZone, businessHours: hoursOf },
  { requiredKeys: ['timeZone'] },
);
const hours = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.double({ min: 0, max: 5_000, noNaN: true }).map((value) => Math.round(value * hourMs) / hourMs),
);

const msBetween = (start: number, end: number, set: WorkingTime) =>
  Math.round(businessMinutesBetween(start, end, set) * minuteMs);

test('what was added is measured again, to the millisecond', () => {
  assertHolds(
    fc.property(moment, hours, policy, (start, added, set) => {
      expect(msBetween(start, addBusinessHours(start, added, set), set)).toBe(Math.round(added * hourMs));
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('the end of added hours is the earliest: a millisecond before, they have not passed', () => {
  assertHolds(
    fc.property(moment, hours, policy, (start, added, set) => {
      fc.pre(added > 0);
      const end = addBusinessHours(start, added, set);
      expect(msBetween(start, end - 1, set)).toBe(Math.round(added * hourMs) - 1);
    }),
    { numRuns: 250 },
  );
}, 60_000);

test('no hours end where they begin', () => {
  assertHolds(fc.property(moment, policy, (start, set) => addBusinessHours(start, 0, set) === start));
});

test('time adds up over any moment between, in either direction', () => {
  assertHolds(
    fc.property(moment, moment, moment, policy, (one, two, three, set) => {
      expect(msBetween(one, two, set) + msBetween(two, three, set)).toBe(msBetween(one, three, set));
    }),
    { numRuns: 250 },
  );
}, 60_000);

test('who begins later ends no earlier, and who gets more hours ends no earlier', () => {
  assertHolds(
    fc.property(moment, fc.nat(100 * hourMs), hours, hours, policy, (start, later, one, two, set) => {
      expect(addBusinessHours(start + later, one, set)).toBeGreaterThanOrEqual(addBusinessHours(start, one, set));
      const [less, more] = one < two ? [one, two] : [two, one];
      expect(addBusinessHours(start, more, set)).toBeGreaterThanOrEqual(addBusinessHours(start, less, set));
    }),
    { numRuns: 250 },
  );
}, 60_000);

test('the next working moment is not before, nothing is worked until it, and something right after it', () => {
  assertHolds(
    fc.property(moment, policy, (start, set) => {
      const next = nextWorkingMoment(start, set);
      expect(next).toBeGreaterThanOrEqual(start);
      expect(msBetween(start, next, set)).toBe(0);
      expect(msBetween(next, next + 1, set)).toBe(1);
    }),
    { numRuns: 250 },
  );
}, 60_000);

/** True if the wall clock shows a working hour. */
const isAtWork = (instant: number, { timeZone: zone, businessHours }: WorkingTime): boolean => {
  if (!businessHours) return true;
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const wall = zoned.toPlainTime().toString().slice(0, 5);
  const { days, holidays } = businessHours;
  const name = weekdays[zoned.dayOfWeek - 1];
  const day = zoned.toPlainDate().toString();
  const free = holidays.years[day.slice(0, 4)]?.split(' ').includes(day.slice(5).replace('-', ''));
  return name !== undefined && days.includes(name) && !free && businessHours.from <= wall && wall < businessHours.to;
};

test('minutes are those that Temporal counts one by one, through clock changes', () => {
  assertHolds(
    fc.property(nearChange, fc.integer({ min: 0, max: 3 * 24 * 60 }), policy, (near, minutes, set) => {
      const start = Math.floor(near / minuteMs) * minuteMs;
      let counted = 0;
      for (let minute = 0; minute < minutes; minute++) if (isAtWork(start + minute * minuteMs, set)) counted += 1;
      expect(businessMinutesBetween(start, start + minutes * minuteMs, set)).toBe(counted);
    }),
    { numRuns: 60 },
  );
}, 60_000);
