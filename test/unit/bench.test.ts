/** The pure parts of the bench: verdicts, medians, tables, prices. */
import { describe, expect, test } from 'vitest';
import { prices } from '../../infra/prices.ts';
import { type Arrival, priceMillion, type Units } from '../bench/dollars.ts';
import { type Figure, formatSection, medianOf, verdictOf } from '../bench/figures.ts';
import { sizeOfItem } from '../bench/meter.ts';

const figure = (value: number, limit?: Figure['limit']): Figure => ({
  name: 'batches of 100',
  value,
  unit: 'units',
  ...(limit && { limit }),
});

describe('a figure', () => {
  test.each([
    [1.2, { atMost: 1.2 }, 'met'],
    [1.201, { atMost: 1.2 }, 'missed'],
    [0.5, { atLeast: 0.5 }, 'met'],
    [0.499, { atLeast: 0.5 }, 'missed'],
    [7, undefined, ''],
    [Number.NaN, { atMost: 1.2 }, 'missed'],
  ])('of %d against %j is "%s"', (value, limit, verdict) => {
    expect(verdictOf(figure(value, limit))).toBe(verdict);
  });

  test('that is missed stays in the table, with what was tried', () => {
    const missed = { ...figure(1.3, { atMost: 1.2 }), note: 'tried larger batches' };
    const table = formatSection({ title: 'Write units', about: ['of a feed'], figures: [figure(1), missed] });
    expect(table).toMatch(/^Write units\n {2}of a feed\n/);
    expect(table).toMatch(/batches of 100 +1\.30 +units +≤ 1\.20 +missed +tried larger batches/);
  });
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[9], 9],
  [[], Number.NaN],
])('the median of %j is %d', (values, median) => {
  expect(medianOf(values)).toBe(median);
});

test('an item weighs its names and its values, as DynamoDB adds them up', () => {
  // é takes two bytes; a number a byte for two digits and one more; a map three, and one for each of its entries.
  expect(sizeOfItem({ pk: { S: 'a#é' } })).toBe(2 + 4);
  expect(sizeOfItem({ n: { N: '1234' } })).toBe(1 + 3);
  expect(sizeOfItem({ m: { M: { yes: { BOOL: true } } } })).toBe(1 + 3 + 3 + 1 + 1);
});

describe('a million records', () => {
  const units: Units = { writes: 1.5, readsAnEvaluation: 4 };
  const single: Arrival = { eventsInPost: 1, postBytes: 500, foldBatch: 100 };
  const batched: Arrival = { eventsInPost: 100, postBytes: 50_000, foldBatch: 1000 };
  const costOf = (arrival: Arrival, component: string) => {
    const cost = priceMillion(units, arrival).find((each) => each.component === component);
    if (!cost) throw new Error(`no ${component}`);
    return cost;
  };

  test('sent one by one pay for a million requests', () => {
    expect(costOf(single, 'HTTP API').dollars).toBeCloseTo(1e6 * prices.httpApi.request, 9);
    // A million sends, and a tenth as many receipts and deletions.
    expect(costOf(single, 'SQS').quantity).toBe(1_200_000);
    // Receive for each, store for ten, fold and evaluate for a hundred.
    expect(costOf(single, 'Lambda calls').quantity).toBe(1_000_000 + 100_000 + 2 * 10_000);
  });

  test('sent by the hundred pay for ten thousand', () => {
    expect(costOf(batched, 'HTTP API').quantity).toBe(10_000);
    // Ten messages of 50 KB are eight times 64 KB.
    expect(costOf(batched, 'SQS').quantity).toBe(10_000 + 1_000 * 8 + 1_000);
    expect(costOf(batched, 'Lambda calls').quantity).toBe(10_000 + 1_000 + 2 * 1_000);
  });

  test('pay for the units that were counted, whatever the size of a request', () => {
    for (const arrival of [single, batched])
      expect(costOf(arrival, 'DynamoDB writes').dollars).toBeCloseTo(1.5e6 * prices.dynamodb.writeUnit, 9);
    expect(costOf(single, 'DynamoDB reads').quantity).toBe(10_000 * 4);
  });

  test('pay by the message for bodies that fill several', () => {
    const large: Arrival = { eventsInPost: 1000, postBytes: 500_000, foldBatch: 1000 };
    // A thousand requests of 500 KB, each three messages, are read by three hundred calls.
    expect(costOf(large, 'Lambda calls').quantity).toBe(1_000 + 300 + 2 * 1_000);
  });

  test('list what costs most first', () => {
    const dollars = priceMillion(units, single).map((cost) => cost.dollars);
    expect(dollars).toEqual([...dollars].sort((a, b) => b - a));
  });
});
