/** What every KPI and every tally must keep, whoever wrote it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ComplaintData } from '../../events/complaint.ts';
import { DeliveryData } from '../../events/delivery.ts';
import { InspectionData } from '../../events/inspection.ts';
import { facetNames, recordTypes } from '../../events/record-types.ts';
import { ResponseData } from '../../events/response.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import { units } from '../../shared/core/kpi.ts';
import { exceptionReasons } from '../../shared/core/record/exceptions.ts';
import { kpiById, kpis, tallies } from '../../shared/kpis/registry.ts';
import { workedExamples } from '../../shared/kpis/worked-examples.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';
import { policy } from '../arbitraries/policies.ts';
import {
  complaintRecord,
  deliveryRecord,
  facets,
  inspectionRecord,
  record,
  responseRecord,
} from '../arbitraries/records.ts';
import { fold, readLedger, recordsOf } from './kpi-rows.ts';

const records = fc.array(record, { maxLength: 40 });
const schemas = {
  delivery: DeliveryData,
  inspection: InspectionData,
  complaint: ComplaintData,
  response: ResponseData,
};

describe('the arbitraries', () => {
  test.each(recordTypes.map((type) => [type]))('make facets of a %s that the contract lets in', (type) => {
    assertHolds(
      fc.property<[object]>(facets[type], (data) => {
        expect(schemas[type].safeParse(data).error).toBeUndefined();
      }),
    );
  });

  test.each([
    ['delivery', deliveryRecord],
    ['inspection', inspectionRecord],
    ['complaint', complaintRecord],
    ['response', responseRecord],
  ] as const)('reach every facet of a %s', (type, arbitrary) => {
    const seen = new Set(fc.sample<{ facets: object }>(arbitrary, 200).flatMap(({ facets }) => Object.keys(facets)));
    expect([...seen].sort()).toEqual([...facetNames[type]].sort());
  });
});

describe('the rows', () => {
  test('do not depend on the order of the records', () => {
    const shuffled = records.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    assertHolds(
      fc.property(shuffled, policy, ([list, other], policy) => {
        expect(fold(other, policy)).toEqual(fold(list, policy));
      }),
    );
  });

  test('of records that are added and then taken away are no rows', () => {
    assertHolds(
      fc.property(records, policy, (list, policy) => {
        expect(fold(list, policy, fold(list, policy), -1)).toEqual({});
      }),
    );
  });

  test('of parts, merged, are the rows of the whole', () => {
    assertHolds(
      fc.property(records, fc.nat(40), policy, (list, cut, policy) => {
        const first = fold(list.slice(0, cut), policy);
        expect(fold(list.slice(cut), policy, first)).toEqual(fold(list, policy));
      }),
    );
  });

  test('hold nothing but whole numbers above zero, in names of at most ten characters', () => {
    assertHolds(
      fc.property(records, policy, (list, policy) => {
        for (const [name, value] of Object.values(fold(list, policy)).flatMap(Object.entries)) {
          expect(Number.isSafeInteger(value) && value > 0, `${name} is ${value}`).toBe(true);
          expect(name.length, name).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

describe.each(kpis.map((kpi) => [kpi.id, kpi] as const))('%s', (id, kpi) => {
  test('can be found by its id and says what it is', () => {
    expect(kpiById(id)).toBe(kpi);
    expect(kpi.title).not.toBe('');
    expect(kpi.definition).toMatch(/^[A-Z].*\.$/);
    expect(kpi.counts).not.toBe('');
    expect(units).toHaveProperty(kpi.unit);
    expect(typeof kpi.chosen(defaultPolicy)).toBe('string');
  });

  test('lists exceptions of the kinds that its record types have', () => {
    const known = kpi.tallies.flatMap(({ type }) => [...exceptionReasons[type]] as string[]);
    for (const reason of kpi.examples ?? []) expect(known).toContain(reason);
  });

  test.each((workedExamples[id] ?? []).map((example) => [example.says, example] as const))('%s', (_, example) => {
    const policy = { ...Policy.parse(example.policy ?? {}), version: 1 };
    const { value, n, interval } = kpi.read(readLedger(fold(recordsOf(example), policy), policy, example.to));
    const expected = example.expect;
    expect(n).toBe(expected.n);
    if (expected.value === null || value === null) expect(value).toBe(expected.value);
    else expect(value).toBeCloseTo(expected.value, 10);
    if (expected.interval !== undefined) expect(interval).toEqual(expected.interval);
  });

  test('has a worked example', () => {
    expect(workedExamples[id]?.length).toBeGreaterThan(0);
  });

  test('reads nothing from nothing, and claims no interval for it', () => {
    const measure = kpi.read(readLedger({}, defaultPolicy));
    expect(measure.n).toBe(0);
    // How many are open is known even if none came: it is a count, and no estimate.
    if (kpi.unit === 'count') expect(measure).toMatchObject({ value: 0, interval: [0, 0] });
    else expect(measure).toMatchObject({ value: null, interval: null });
  });

  test('reads a number that lies in its interval, from any rows', () => {
    assertHolds(
      fc.property(records, policy, (list, policy) => {
        const { value, n, interval, misses = 0 } = kpi.read(readLedger(fold(list, policy), policy));
        expect(Number.isSafeInteger(n) && n >= 0 && misses >= 0).toBe(true);
        if (value === null) expect(interval).toBeNull();
        if (value === null || interval === null) return;
        expect(Number.isFinite(value)).toBe(true);
        // A hair of rounding: the ends are sums of the same terms in another order.
        expect(interval[0]).toBeLessThanOrEqual(value + 1e-9);
        expect(interval[1]).toBeGreaterThanOrEqual(value - 1e-9);
      }),
    );
  });

  test('does not read other tallies than it names', () => {
    assertHolds(
      fc.property(records, policy, (list, policy) => {
        const rows = readLedger(fold(list, policy), policy);
        const named = <T>(tally: unknown, read: () => T) => {
          expect(kpi.tallies).toContain(tally);
          return read();
        };
        kpi.read({
          ...rows,
          sum: (tally) => named(tally, () => rows.sum(tally)),
          days: (tally) => named(tally, () => rows.days(tally)),
        });
      }),
      { numRuns: 5 },
    );
  });
});

describe('the tallies', () => {
  test('have one key each, short and without a dot', () => {
    const keys = tallies.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]{1,4}$/);
  });

  test('are counted for the record type that they name alone', () => {
    for (const { version } of tallies) expect(Number.isSafeInteger(version) && version >= 1).toBe(true);
  });
});
