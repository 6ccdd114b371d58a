import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { isFlood, isHistory, typicalDayOf } from '../../functions/evaluate/back-fill.ts';
import { type TouchedRow, touchedRows } from '../../functions/evaluate/touched-rows.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { rowKey } from '../../shared/store/keys.ts';

const today = '2026-03-31';
const row = (day: string, records: number): TouchedRow => ({
  epoch: 0,
  type: 'delivery',
  slice: 'total',
  day,
  records,
});

describe('a batch is a back-fill', () => {
  test('when most of it lies more than fourteen days back', () => {
    expect(isHistory([row('2026-03-16', 30), row('2026-03-30', 20)], today)).toBe(true);
  });
  test('but not when it is fourteen days old, or half of it is new, or it is a handful of corrections', () => {
    expect(isHistory([row('2026-03-17', 300)], today)).toBe(false);
    expect(isHistory([row('2026-03-01', 30), row('2026-03-30', 30)], today)).toBe(false);
    expect(isHistory([row('2025-03-01', 19)], today)).toBe(false);
  });
  test('when far more comes than on a typical day', () => {
    expect(isFlood([row('2026-03-30', 200), row('2026-03-29', 101)], 100)).toBe(true);
  });
  test('but not when it is three days of business, or fewer than a hundred', () => {
    expect(isFlood([row('2026-03-30', 300)], 100)).toBe(false);
    expect(isFlood([row('2026-03-30', 99)], 1)).toBe(false);
  });
});

describe('a typical day', () => {
  const days = (records: number[]) =>
    records.map((count, i) => ({ day: `2026-03-0${i + 1}`, counters: { records: count, 'otd.n': count } }));
  test('is the median of the days on which anything counted', () => {
    expect(typicalDayOf(days([10, 0, 40, 30, 20]), [])).toBe(30);
  });
  test('does not hold what the batch itself brought', () => {
    expect(typicalDayOf(days([10, 500, 12]), [row('2026-03-02', 500)])).toBe(12);
  });
  test('is nothing on an empty stack, so that the first hundred are a back-fill', () => {
    expect(typicalDayOf(days([500]), [row('2026-03-01', 500)])).toBe(0);
    expect(isFlood([row('2026-03-01', 500)], 0)).toBe(true);
  });
});

describe('what a batch of the stream touched', () => {
  const change = (shard: string, before: object | undefined, after: object | undefined): DynamoDBRecord => {
    const key = rowKey(3, 'delivery', 'carrier=A#B', '2026-03-14', shard);
    const image = (counters: object | undefined) => counters && toItem({ ...key, kind: 'row', ...counters });
    return { dynamodb: { OldImage: image(before), NewImage: image(after) } } as DynamoDBRecord;
  };
  const touched = { epoch: 3, type: 'delivery', slice: 'carrier=A#B', day: '2026-03-14' };

  test('a new row brings all its records', () => {
    expect(touchedRows([change('s1', undefined, { records: 7, 'otd.n': 7 })])).toEqual([{ ...touched, records: 7 }]);
  });
  test('a changed row brings the difference, up or down', () => {
    expect(touchedRows([change('s1', { records: 7 }, { records: 9 })])).toEqual([{ ...touched, records: 2 }]);
    expect(touchedRows([change('s1', { records: 7 }, { records: 4 })])).toEqual([{ ...touched, records: 3 }]);
  });
  test('a correction touches the row and brings none', () => {
    expect(touchedRows([change('s1', { records: 7, 'otd.x': 1 }, { records: 7, 'otd.x': 2 })])).toEqual([
      { ...touched, records: 0 },
    ]);
  });
  test("the auditor's probe touches none", () => {
    const probe = { dynamodb: { NewImage: toItem({ pk: 'probe', sk: 'fold', kind: 'probe', sentAt: '2026-03-14' }) } };
    expect(touchedRows([probe as DynamoDBRecord])).toEqual([]);
  });
});
