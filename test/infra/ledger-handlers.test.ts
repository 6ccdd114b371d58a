/** The shells of store and fold: what Lambda is answered, with a real table behind them. */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { Context, DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { readSpoken } from '../../shared/store/spoken.ts';
import { type NamedTable, scanPrefix, take } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
let board: NamedTable;
let records: NamedTable;
const sendersQueue = 'arn:aws:sqs:eu-central-1:000000000000:senders';

beforeAll(async () => {
  engine = await startTestDynamoDb();
  board = await engine.createBoard();
  records = { client: engine.client, name: 'records' };
  await engine.client.send(
    new CreateTableCommand({
      TableName: records.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  const at = await engine.client.config.endpoint?.();
  const environment = {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${at?.port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    BOARD_TABLE: board.name,
    RECORDS_TABLE: records.name,
    SENDERS_QUEUE_ARN: sendersQueue,
    PERSON_KEY: '/hoshin/test/person-key',
    SOURCES_PREFIX: '/hoshin/test/sources/',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

const context = { functionName: 'f', awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 } as Context;

const delivery = (subject: string) => ({
  specversion: '1.0',
  id: subject,
  source: 'erp',
  type: 'hoshin.delivery.v1',
  subject,
  time: '2026-02-01T10:00:00Z',
  data: { promise: { first: '2026-01-30' } },
});

const queued = (messageId: string, body: unknown): SQSRecord =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { SenderId: 'AROAX:receive', SentTimestamp: '1769904000000' },
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:ingest',
  }) as SQSRecord;

const message = (...subjects: string[]) => ({
  v: 1,
  source: 'erp',
  namespace: 'erp',
  receivedAt: '2026-02-01T00:00:00.000Z',
  events: subjects.map(delivery),
  rejects: [],
});

describe('store', () => {
  test('a poison message is handed back alone, its neighbours are stored', async () => {
    const { handler } = await import('../../functions/store/handler.ts');
    const Records = [queued('a', message('1', '2')), queued('b', '{"v":2}'), queued('c', message('3'))];
    expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
    const stored = await take(scanPrefix<RecordItem>(records, 'delivery#'));
    expect(stored.map(({ pk }) => pk).sort()).toEqual(['delivery#erp#1', 'delivery#erp#2', 'delivery#erp#3']);
  });

  test('a source has spoken when something valid of it was stored', async () => {
    const { handler } = await import('../../functions/store/handler.ts');
    const reject = { path: '/data', problem: 'is missing', value: '', event: '{}', digest: 'abc' };
    const rejected = { ...message(), source: 'crm', rejects: [reject] };
    await handler({ Records: [queued('d', message('4')), queued('e', rejected)] }, context);
    expect(await readSpoken(board)).toEqual(new Map([['erp', '2026-02-01T00:00:00.000Z']]));
  });

  test('a batch of poison alone is handed back whole, without an error of the function', async () => {
    const { handler } = await import('../../functions/store/handler.ts');
    expect(await handler({ Records: [queued('x', 'no JSON')] }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'x' }],
    });
  });
});

const streamed = (sequence: string, subject: string): DynamoDBRecord => {
  const item = {
    pk: `delivery#erp#${subject}`,
    epoch: 0,
    born: 0,
    revision: 1,
    promise: { first: '2026-01-30' },
    promise_o: '2026-02-01T10:00:00.000000000Z0abc',
  };
  return {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: sequence,
      ApproximateCreationDateTime: 1_769_904_000,
      NewImage: toItem(item) as never,
    },
  };
};
const window = { shardId: 'shardId-1', state: {} };
const january = { epoch: 0, type: 'delivery', slice: 'total', from: '2026-01-01', to: '2026-01-31' } as const;
const due = async () => (await readRows(board, january))[0]?.counters['otd.n'] ?? 0;

describe('fold', () => {
  test('every reply has a state: the highest sequence number so far, in the last call of a window too', async () => {
    const { handler } = await import('../../functions/fold/handler.ts');
    const Records = [streamed('999', '1'), streamed('1000', '2')];
    const reply = await handler({ ...window, Records }, context);
    expect(reply).toEqual({ state: { highest: '1000'.padStart(40, '0') }, batchItemFailures: [] });
    expect(await handler({ ...window, state: reply.state, Records: [] }, context)).toEqual(reply);
    expect(await handler({ ...window }, context)).toEqual({ state: {}, batchItemFailures: [] });
    expect(await due()).toBe(2);
  });

  test('a batch that comes again changes nothing', async () => {
    const { handler } = await import('../../functions/fold/handler.ts');
    await handler(
      { ...window, Records: [streamed('999', '1'), streamed('1000', '2'), streamed('1001', '3')] },
      context,
    );
    expect(await due()).toBe(3);
  });

  test('an event without a shard is refused: nothing could be counted exactly once', async () => {
    const { handler } = await import('../../functions/fold/handler.ts');
    await expect(handler({ Records: [streamed('2000', '4')] }, context)).rejects.toThrow('tumbling window');
    expect(await due()).toBe(3);
  });

  test('what cannot be written is handed back from the first change on, by the number that Lambda knows', async () => {
    const { handler } = await import('../../functions/fold/handler.ts');
    // A row that holds a text where a counter should be takes no addition.
    const { UpdateItemCommand } = await import('@aws-sdk/client-dynamodb');
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem({ pk: 'row#000000#delivery#total#2026', sk: '2026-01-30#shardId-2' }),
        UpdateExpression: 'SET #n = :text',
        ExpressionAttributeNames: { '#n': 'otd.n' },
        ExpressionAttributeValues: toItem({ ':text': 'broken' }),
      }),
    );
    const Records = [streamed('3000', '5'), streamed('3001', '6')];
    const reply = await handler(
      { shardId: 'shardId-2', state: { highest: '2999'.padStart(40, '0') }, Records },
      context,
    );
    expect(reply).toEqual({
      state: { highest: '2999'.padStart(40, '0') },
      batchItemFailures: [{ itemIdentifier: '3000' }],
    });
  });
});
