/** A board with a company on it, for a file of tests against a real DynamoDB engine. */
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import type { NamedTable } from '../../shared/store/table.ts';
import { putCompany } from './board.ts';
import { startTestDynamoDb, type TestDynamoDb } from './dynamodb.ts';

/** One engine for the file, and for each of its tests a new board: what is returned always stands for the test's own. */
export const useCompanyBoard = (testTimeout = 30_000): NamedTable => {
  vi.setConfig({ testTimeout });
  let engine: TestDynamoDb | undefined;
  let board: NamedTable | undefined;
  const ofTest = () => {
    if (!board) throw new Error('there is no board before the first test');
    return board;
  };
  beforeAll(async () => {
    engine = await startTestDynamoDb();
  }, 40_000);
  afterAll(() => engine?.stop());
  beforeEach(async () => {
    board = await engine?.createBoard();
    await putCompany(ofTest());
  });
  return {
    get client() {
      return ofTest().client;
    },
    get name() {
      return ofTest().name;
    },
  };
};
