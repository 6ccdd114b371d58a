/** What `hoshin surveys` counts, on a real DynamoDB engine. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readStandings } from '../../cli/surveys/standings.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { kinds, rowKey } from '../../shared/store/keys.ts';
import { ensureFirstEpoch } from '../../shared/store/open-epoch.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { surveyOf } from '../support/surveys.ts';

let engine: TestDynamoDb;
beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 40_000);
afterAll(() => engine.stop());

const now = Date.parse('2026-03-14T10:00:00.000Z');

const boardWith = async (dimensions: Policy['dimensions']): Promise<NamedTable> => {
  const board = await engine.createBoard();
  const policy = { ...Policy.parse({ dimensions }), version: 1 };
  await ensureFirstEpoch(board, policy, contributionVersion(tallies), 0);
  await putConfig(board, 'survey', surveyOf());
  const rows = [
    { slice: 'total', day: '2026-03-13', invited: 30, answered: 9 },
    { slice: 'survey=after-delivery', day: '2026-03-13', invited: 20, answered: 5 },
    { slice: 'survey=after-delivery', day: '2026-03-14', invited: 20, answered: 6 },
    // A day too early.
    { slice: 'survey=after-delivery', day: '2026-03-12', invited: 99, answered: 99 },
  ];
  for (const { slice, day, invited, answered } of rows) {
    const counters = { 'inv.n': invited, 'inv.x': answered, last: '1'.padStart(40, '0') };
    const item = { ...rowKey(0, 'response', slice, day, 'a'), kind: kinds.row, ...counters };
    await board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));
  }
  return board;
};
const standingsOf = (board: NamedTable) =>
  readStandings({ board, stack: { ingestUrl: 'https://api.example/v1/ingest/' } }, 2, now);

test('invited and answered are counted by the survey’s own slice, over so many days', async () => {
  expect(await standingsOf(await boardWith({ survey: 'open' }))).toEqual([
    {
      ...{ id: 'after-delivery', version: 1, languages: ['en', 'fr', 'ar'], ended: false, invites: false },
      asked: { invited: 40, answered: 11, responseRate: 11 / 40 },
      open: [
        { channel: 'qr', address: 'https://api.example/v1/open/after-delivery?channel=qr' },
        { channel: 'kiosk', address: 'https://api.example/v1/open/after-delivery?channel=kiosk' },
      ],
    },
  ]);
});

test('where the policy does not tell surveys apart, one alone is the whole company, and of two nothing is said', async () => {
  const board = await boardWith({});
  expect(await standingsOf(board)).toMatchObject([{ asked: { invited: 30, answered: 9 } }]);
  await putConfig(board, 'survey', surveyOf({ id: 'other', until: '2026-03-13' }));
  const both = await standingsOf(board);
  expect(both.map(({ id, ended, asked }) => ({ id, ended, asked }))).toEqual([
    { id: 'after-delivery', ended: false, asked: undefined },
    { id: 'other', ended: true, asked: undefined },
  ]);
});
