/** Policies of every kind that a company may choose. */
import * as fc from 'fast-check';
import { Policy, type PolicyInput, type Tolerance } from '../../shared/core/config/policy.ts';
import { timeZone } from './moments.ts';
import { namespace, step } from './records.ts';

const tolerance: fc.Arbitrary<Tolerance> = fc.oneof(
  fc.record({ minutes: fc.constantFrom(0, 15, 90, 1440), inclusive: fc.boolean() }),
  fc.record({ days: fc.constantFrom(0, 1, 3), inclusive: fc.boolean() }),
);

const onTime = fc.record(
  {
    promise: fc.constantFrom('requested' as const, 'first' as const, 'latest' as const),
    rule: fc.constantFrom('timestamp' as const, 'calendar-day' as const),
    late: tolerance,
    early: tolerance,
  },
  { requiredKeys: [] },
);
const inFull = fc.record({ tolerancePercent: fc.constantFrom(0, 2.5, 10, 100) });
const complaints = fc.record(
  { resolveHours: fc.constantFrom(0.5, 24, 240), hours: fc.constantFrom('calendar' as const, 'business' as const) },
  { requiredKeys: ['resolveHours'] },
);
const businessHours: fc.Arbitrary<PolicyInput['businessHours']> = fc.constantFrom(
  { from: '09:00', to: '17:30', holidays: { years: { '2026': '0101 0406 1225' } } },
  { days: ['sun', 'tue'], from: '00:00', to: '24:00' },
);
const narrowing = fc.record({ onTime, inFull, complaints }, { requiredKeys: [] });

const input: fc.Arbitrary<PolicyInput> = fc.record(
  {
    timeZone,
    onTime,
    inFull,
    complaints,
    businessHours,
    dimensions: fc.record(
      { site: fc.constant('open' as const), carrier: fc.constant(['Nord']), source: fc.constant('open' as const) },
      { requiredKeys: [] },
    ),
    steps: fc.uniqueArray(step, { maxLength: 3 }),
    sources: fc.dictionary(namespace, narrowing, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

export const policy: fc.Arbitrary<Policy> = fc
  .record({ input, version: fc.integer({ min: 0, max: 9 }) })
  .map(({ input, version }) => ({ ...Policy.parse(input), version }));
