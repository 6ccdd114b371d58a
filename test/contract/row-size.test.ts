/** A row is paid for by the kilobyte: each change to one above 1,024 bytes costs two write units. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facets } from '../../events/facets.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import type { HoshinRecord } from '../../shared/core/record/record.ts';
import { rowKey } from '../../shared/store/keys.ts';
import { fold } from './kpi-rows.ts';

const policy = {
  ...Policy.parse({ onTime: { rule: 'timestamp' }, steps: ['press', 'weld', 'paint', 'pack'] }),
  version: 1,
};
const shard = 'shardId-00000001795296034000-0a1b2c3d';

/** DynamoDB's own sum: names in UTF-8, and a byte for every two digits of a number and one more. */
const bytesOf = (counters: Record<string, number>, type: HoshinRecord['type']): number => {
  const { pk, sk } = rowKey(3, type, 'carrier=Alpine Freight International', '2026-03-14', shard);
  const head = `pk${pk}sk${sk}kindrowlast`.length + 40;
  const numberBytes = (value: number) => Math.ceil(String(value).length / 2) + 1;
  return Object.entries(counters).reduce((sum, [name, value]) => sum + name.length + numberBytes(value), head);
};

const start = Date.parse('2026-03-14T06:00:00Z');
const after = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

/** Waiting times spread as they do in life: as many between one hour and two as between ten and twenty. */
const minutes = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map((log) => Math.round(Math.exp(log)));

const of = <T extends HoshinRecord['type']>(type: T, facets: Facets[T]) =>
  ({ type, namespace: 'erp', subject: 'R', epoch: 0, revision: 1, facets }) as HoshinRecord;

const delivery = fc.record({ late: fc.boolean(), by: minutes(1, 30_000) }).map(({ late, by }) =>
  of('delivery', {
    promise: { first: after(0) },
    progress: { state: 'delivered', deliveredAt: after(late ? by : -by) },
    lines: { items: [{ id: '1', ordered: 12, delivered: 12 }] },
  }),
);
const complaint = fc.record({ acknowledged: minutes(5, 3_000), resolved: minutes(60, 40_000) }).map((took) =>
  of('complaint', {
    received: { receivedAt: after(0) },
    handling: { state: 'resolved', acknowledgedAt: after(took.acknowledged), resolvedAt: after(took.resolved) },
  }),
);
const inspection = fc
  .record({ inspected: fc.integer({ min: 20, max: 9_000 }), step: fc.constantFrom(...policy.steps) })
  .map(({ inspected, step }) =>
    of('inspection', {
      result: { inspectedAt: after(0), inspected, rejected: 7, reworked: 9, defects: 31, opportunities: 12, step },
    }),
  );
const response = fc
  .record({ nps: fc.nat(10), csat: fc.integer({ min: 1, max: 5 }), ces: fc.integer({ min: 1, max: 7 }) })
  .map((scores) => of('response', { answer: { answeredAt: after(0), survey: 'delivery', ...scores } }));

test.each([
  ['2,000 deliveries, half of them late', delivery, 2_000],
  ['200 complaints', complaint, 200],
  ['2,000 inspections', inspection, 2_000],
  ['2,000 answers', response, 2_000],
] as const)('the row of a day with %s stays below one kilobyte', (_, arbitrary, count) => {
  const records = fc.sample<HoshinRecord>(arbitrary, { numRuns: count, seed: 7 });
  const [counters = {}] = Object.values(fold(records, policy));
  expect(counters.records).toBe(count);
  expect(bytesOf(counters, records[0]?.type ?? 'delivery')).toBeLessThan(1_024);
});
