/** evaluate on the board's stream, against a real DynamoDB engine: which objectives a batch of changed rows concerns. */
import { beforeEach, expect, test } from 'vitest';
import { evaluateBatch } from '../../functions/evaluate/evaluate-batch.ts';
import type { TouchedRow } from '../../functions/evaluate/touched-rows.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { readSettling } from '../../shared/store/settling.ts';
import { putDeliveries, putObjective } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard();

beforeEach(async () => {
  await putObjective(board);
  await putObjective(board, { id: 'alpine', slice: { carrier: 'Alpine' }, window: 'week' });
});

// A Sunday; deliveries count up to Saturday the 21st.
const now = Date.parse('2026-03-22T12:00:00Z');
const row = (day: string, records = 1, given: Partial<TouchedRow> = {}): TouchedRow => ({
  ...{ epoch: 0, type: 'delivery', slice: 'total', day, records },
  ...given,
});
const batch = async (...rows: TouchedRow[]) => {
  const { evaluation, settling } = await evaluateBatch(
    { board, registry: { kpis, tallies }, settleSeconds: 60 },
    rows,
    now,
  );
  return { settling, outcomes: evaluation?.outcomes.map(({ objective, outcome }) => `${objective} ${outcome}`) };
};

test('many rows of one slice bring about one evaluation of each objective on it', async () => {
  expect(await batch(row('2026-03-02'), row('2026-03-20'), row('2026-03-21'))).toEqual({
    settling: [],
    outcomes: ['on-time judged'],
  });
});

test('a slice concerns the objectives on it, and only in their windows', async () => {
  const alpine = { slice: 'carrier=Alpine' };
  expect((await batch(row('2026-03-20', 1, alpine))).outcomes).toEqual(['alpine judged']);
  // Of the week before, of today (not to be judged before tomorrow), of another type, of another epoch.
  expect((await batch(row('2026-03-15', 1, alpine))).outcomes).toEqual([]);
  expect((await batch(row('2026-03-22', 1))).outcomes).toEqual([]);
  expect((await batch(row('2026-03-20', 1, { type: 'inspection' }))).outcomes).toEqual([]);
  expect((await batch(row('2026-03-20', 1, { epoch: 1 }))).outcomes).toBeUndefined();
});

test('history that is imported has to settle before what it feeds is judged', async () => {
  expect(await batch(row('2025-01-02', 500), row('2026-03-20', 3))).toEqual({
    settling: ['delivery'],
    outcomes: ['on-time settling'],
  });
  expect(await readSettling(board, new Date(now + 59_999).toISOString())).toEqual(new Set(['delivery']));
  expect(await readSettling(board, new Date(now + 60_000).toISOString())).toEqual(new Set());
  // A last small batch of the import waits too.
  expect((await batch(row('2026-03-20', 3))).outcomes).toEqual(['on-time settling']);
});

test('a day of business is judged at once, four times that much has to settle', async () => {
  for (const day of ['17', '18', '19', '20', '21']) await putDeliveries(board, `2026-03-${day}`, 150, 150);
  expect(await batch(row('2026-03-21', 150))).toEqual({ settling: [], outcomes: ['on-time judged'] });
  await putDeliveries(board, '2026-03-16', 600, 600);
  expect(await batch(row('2026-03-16', 600))).toEqual({ settling: ['delivery'], outcomes: ['on-time settling'] });
});
