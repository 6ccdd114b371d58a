/** The handlers of evaluate and sweep as Lambda calls them, against a real DynamoDB engine. */
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EvaluationAnswer } from '../../shared/alerts/evaluation-answer.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { kinds, rowKey } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { itemsWith, putCompany, putDeliveries, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
const context = { functionName: 'test', awsRequestId: '1', getRemainingTimeInMillis: () => 30_000 } as Context;

beforeAll(async () => {
  engine = await startTestDynamoDb();
  board = await engine.createBoard();
  await putCompany(board);
  await putObjective(board);
  const endpoint = await engine.client.config.endpoint?.();
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${endpoint?.port}`);
  // Nobody listens there: no mail leaves a test.
  vi.stubEnv('AWS_ENDPOINT_URL_SES', 'http://127.0.0.1:9');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Hoshin');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  vi.stubEnv('BOARD_TABLE', board.name);
  // Mails of complaints read their record; none is owed here.
  vi.stubEnv('RECORDS_TABLE', 'records');
  vi.stubEnv('SETTLE_SECONDS', '60');
  vi.stubEnv('MAIL_FROM', 'hoshin@example.com');
  vi.stubEnv('CONFIGURATION_SET', 'hoshin');
  vi.stubEnv('LINK_KEYS', '/hoshin/test/link-keys');
  vi.stubEnv('KEY_ARN', 'arn:aws:kms:eu-central-1:000000000000:key/1');
  vi.stubEnv('PAGES_URL', 'http://127.0.0.1:9/v1/');
}, 40_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

test('evaluate answers the command with what moved, as JSON', async () => {
  const { handler } = await import('../../functions/evaluate/handler.ts');
  await putDeliveries(board, '2018-03-05', 333, 265);
  const answer = (await handler({ asOf: '2018-04-01' }, context)) as EvaluationAnswer;
  expect(JSON.parse(JSON.stringify(answer))).toMatchObject({
    day: '2018-04-01',
    policy: 3,
    outcomes: [
      { objective: 'on-time', state: 'missed', moved: true, told: ['ceo', 'coo', 'olga'], reading: { n: 333 } },
    ],
  });
  expect(await itemsWith(board, 'notice#')).toHaveLength(3);
});

test('evaluate refuses a day that is none', async () => {
  const { handler } = await import('../../functions/evaluate/handler.ts');
  await expect(handler({ asOf: '1 April' }, context)).rejects.toThrow('must be a date');
});

test('evaluate takes a batch of the stream, and reports nothing to try again', async () => {
  const { handler } = await import('../../functions/evaluate/handler.ts');
  const row = { ...rowKey(0, 'delivery', 'total', '2018-03-05', 'a'), kind: kinds.row, 'otd.n': 1, records: 1 };
  const Records = [{ eventName: 'INSERT' as const, dynamodb: { NewImage: toItem(row) as never } }];
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] });
});

test('sweep takes its time from the schedule, and refuses to guess one', async () => {
  const { handler } = await import('../../functions/sweep/handler.ts');
  await expect(handler({}, context)).rejects.toThrow('time');
  // No mail engine here: what the outbox could not send stays owed, and the sweep itself succeeds.
  await expect(handler({ time: '2018-01-01T05:00:00Z' }, context)).resolves.toBeUndefined();
});
