/** From when a policy counts: its first day begins in its own time zone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPolicy } from '../../shared/store/config.ts';
import { putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { policyOf } from '../support/records.ts';

let engine: TestDynamoDb;
beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 60_000);
afterAll(() => engine?.stop());

const policyIn = (timeZone: string) => {
  const { version: _, ...value } = policyOf({ timeZone });
  return value;
};
const at = (instant: string) => Date.parse(instant);

test('the first policy counts from midnight in its own zone, whatever day it is in UTC', async () => {
  const board = await engine.createBoard();
  await putConfig(board, 'policy', policyIn('Asia/Tokyo'), { effectiveFrom: '2026-03-14' });
  expect((await readPolicy(board, at('2026-03-13T14:59:59Z'))).version).toBe(0);
  expect(await readPolicy(board, at('2026-03-13T15:00:00Z'))).toMatchObject({ version: 1, timeZone: 'Asia/Tokyo' });
});

test('the next policy counts from midnight in its zone, not in the one before', async () => {
  const board = await engine.createBoard();
  await putConfig(board, 'policy', policyIn('Asia/Tokyo'), { effectiveFrom: '2026-03-14' });
  await putConfig(board, 'policy', policyIn('America/Sao_Paulo'), { version: 2, effectiveFrom: '2026-03-20' });
  expect((await readPolicy(board, at('2026-03-20T02:59:59Z'))).version).toBe(1);
  expect((await readPolicy(board, at('2026-03-20T03:00:00Z'))).version).toBe(2);
});
