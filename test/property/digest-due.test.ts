import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DigestReader, digestsDue } from '../../shared/core/digest/due.ts';
import { instantAt } from '../../shared/core/time/calendar.ts';
import { weekdays } from '../../shared/core/time/weekday.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const catchUpMs = 12 * 60 * minuteMs;

const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC'];
const hour = fc.integer({ min: 0, max: 23 });
const readers: fc.Arbitrary<DigestReader> = fc.record({
  id: fc.constant('ceo'),
  roles: fc.constant([]),
  timeZone: fc.constantFrom(...zones),
  digest: fc.record({
    weekly: fc.record({ day: fc.constantFrom(...weekdays), hour }),
    monthly: fc.record({ day: fc.integer({ min: 1, max: 28 }), hour }),
  }),
});

/** Ticks that come late, twice and, after an outage, not for hours; never more than the catch-up span apart. */
const ticksFrom = (start: number, gaps: readonly number[], end: number): number[] => {
  const ticks = [start];
  for (let i = 0; (ticks.at(-1) ?? end) < end; i++)
    ticks.push((ticks.at(-1) ?? end) + (gaps[i % gaps.length] ?? minuteMs));
  return ticks;
};
const gaps = fc
  .array(
    fc.oneof(
      fc.integer({ min: 10 * minuteMs, max: 20 * minuteMs }),
      fc.constant(0),
      fc.integer({ min: 15 * minuteMs, max: catchUpMs - minuteMs }),
    ),
    { minLength: 5, maxLength: 40 },
  )
  .filter((all) => all.some((gap) => gap > 5 * minuteMs));
// Years with changes of every zone; São Paulo's last ones too.
const starts = fc.integer({ min: Date.parse('2017-01-01T00:00Z'), max: Date.parse('2030-01-01T00:00Z') });

test('each person gets exactly one digest a period, whatever the ticks’ jitter, repetition or gaps', () => {
  fc.assert(
    fc.property(readers, fc.constantFrom(...zones), starts, gaps, (person, company, start, between) => {
      const end = start + 75 * dayMs;
      const sent = new Map<string, { due: number; at: number }>();
      for (const tick of ticksFrom(start, between, end)) {
        for (const { period, due } of digestsDue([person], tick - catchUpMs, tick, company)) {
          // The conditional put: the first one wins.
          if (!sent.has(period.id)) sent.set(period.id, { due, at: tick });
        }
      }
      const owed = digestsDue([person], start, end, company);
      expect(owed.map(({ period }) => period.id).filter((id) => !sent.has(id))).toEqual([]);
      expect(new Set(owed.map(({ period }) => period.id)).size).toBe(owed.length);
      for (const { due, at } of sent.values()) expect(at - due).toBeLessThanOrEqual(catchUpMs);
      expect(owed.filter(({ cadence }) => cadence === 'weekly').length).toBeGreaterThanOrEqual(10);
      expect(owed.filter(({ cadence }) => cadence === 'monthly').length).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 150 },
  );
});

test('what a digest tells of is over when it comes, for the reader and for the company', () => {
  fc.assert(
    fc.property(readers, fc.constantFrom(...zones), starts, (person, company, start) => {
      for (const { due, period } of digestsDue([person], start, start + 40 * dayMs, company)) {
        expect(instantAt(`${period.to}T23:59:59`, company)).toBeLessThan(due);
        expect(period.from <= period.to).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
