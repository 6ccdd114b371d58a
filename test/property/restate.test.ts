import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ToldReading } from '../../shared/core/digest/content.ts';
import { leastRecords } from '../../shared/core/digest/restate.ts';
import type { Counters } from '../../shared/core/kpi.ts';
import { kpis } from '../../shared/kpis/registry.ts';

interface Delivery {
  day: number;
  onTime: boolean;
}

const delivery: fc.Arbitrary<Delivery> = fc.record({ day: fc.integer({ min: 1, max: 5 }), onTime: fc.boolean() });
/** A delivery before and after: it may come, go, move to another day, or turn out otherwise. */
const fates = fc.array(fc.tuple(fc.option(delivery), fc.option(delivery)), { maxLength: 40 });

const count = (deliveries: readonly (Delivery | null)[]): Record<string, Counters> => {
  const days: Record<string, Counters> = {};
  for (const each of deliveries) {
    if (!each) continue;
    const day = `2026-11-0${each.day}`;
    const counters = days[day] ?? {};
    days[day] = counters;
    counters['otd.n'] = (counters['otd.n'] ?? 0) + 1;
    counters['otd.x'] = (counters['otd.x'] ?? 0) + Number(each.onTime);
  }
  return days;
};
const sum = (days: Record<string, Counters>): Counters => {
  const sums: Counters = {};
  for (const counters of Object.values(days))
    for (const [name, value] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + value;
  return sums;
};

const onTime = kpis.find(({ id }) => id === 'on-time-delivery');

test('no more records are said to be behind a figure than have changed, whatever came, went, moved or turned', () => {
  if (!onTime) throw new Error('there is no such KPI');
  fc.assert(
    fc.property(fates, (all) => {
      const changed = all.filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after)).length;
      const before = count(all.map(([delivered]) => delivered));
      const after = count(all.map(([, delivered]) => delivered));
      const told: Pick<ToldReading, 'counters' | 'days'> = { counters: sum(before), days: before };
      const byDay = leastRecords(onTime, told, after);
      const whole = leastRecords(onTime, { counters: told.counters }, after);
      expect(byDay).toBeLessThanOrEqual(changed);
      // Days tell more than the window alone, never less; and nothing is only said where nothing moved.
      expect(whole).toBeLessThanOrEqual(byDay);
      if (JSON.stringify(sum(before)) !== JSON.stringify(sum(after))) expect(whole).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
