/** Overdue sources against their laws: what time, earlier speech, free days and shutdowns can change, and what not. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOverdue } from '../../shared/core/silence/overdue.ts';
import type { WorkingTime } from '../../shared/core/time/business-hours.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';
import { timeZone } from '../arbitraries/moments.ts';

const hourMs = 3_600_000;
const since = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') });
const quiet = fc.integer({ min: 0, max: 30 * 24 * hourMs });
const source = fc.constantFrom(1, 8, 24, 36.5, 168).map((cadenceHours) => ({ id: 'erp', cadenceHours }));
const workingTimes: WorkingTime['businessHours'][] = [
  undefined,
  { from: '09:00', to: '17:00', days: ['mon', 'tue', 'thu'], holidays: { years: { '2026': '0406 0501' } } },
];
const policies: fc.Arbitrary<WorkingTime> = fc
  .record({ timeZone, businessHours: fc.constantFrom(...workingTimes) })
  .map(({ timeZone: zone, businessHours }) => ({ timeZone: zone, ...(businessHours && { businessHours }) }));
const shutdown = [{ id: 'move', sources: ['erp'], from: '2026-03-25', until: '2026-04-02' }];
const silences = fc.constantFrom(shutdown.slice(0, 0), shutdown);
const grounds = fc.record({ policy: policies, silences });

test('once overdue, a source stays so until it speaks', () => {
  assertHolds(
    fc.property(source, since, quiet, quiet, grounds, (each, from, early, more, by) => {
      if (isOverdue(each, from, from + early, by)) expect(isOverdue(each, from, from + early + more, by)).toBe(true);
    }),
  );
});

test('who spoke later is overdue no earlier', () => {
  assertHolds(
    fc.property(source, since, quiet, quiet, grounds, (each, from, later, now, by) => {
      if (isOverdue(each, from + later, from + later + now, by))
        expect(isOverdue(each, from, from + later + now, by)).toBe(true);
    }),
  );
});

test('where every day is a working day, it is the time on the clock', () => {
  assertHolds(
    fc.property(source, since, quiet, timeZone, (each, from, time, zone) => {
      const by = { policy: { timeZone: zone }, silences: [] };
      expect(isOverdue(each, from, from + time, by)).toBe(time > each.cadenceHours * hourMs);
    }),
  );
});

test('a shutdown of every day forgives everything', () => {
  const always = [{ id: 'year', sources: ['erp'], from: '2025-12-01', until: '2027-12-01' }];
  assertHolds(
    fc.property(source, since, quiet, policies, (each, from, time, policy) => {
      expect(isOverdue(each, from, from + time, { policy, silences: always })).toBe(false);
    }),
  );
});
