/** Stream mappings of the local stack against the real engine: windows, state, filters, failures, restarts. */
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalStack } from '../../infra/local/start.ts';
import type { JsonObject, Resource } from '../../infra/local/template/template.ts';
import { type Fixture, lambda, makeFixture, table, until } from './local-harness.ts';

interface StreamEvent {
  Records: { eventName: string; dynamodb: { SequenceNumber: string; NewImage?: { pk: { S: string } } } }[];
  shardId?: string;
  window?: { start: string; end: string };
  state?: { count?: number };
  isFinalInvokeForWindow?: boolean;
}

const mapping = (tableId: string, functionId: string, properties: JsonObject): Resource => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: { 'Fn::GetAtt': [tableId, 'StreamArn'] },
    FunctionName: { Ref: functionId },
    StartingPosition: 'TRIM_HORIZON',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...properties,
  },
});

const modules = {
  windowed: `export const handler = async (event) => {
    seen(event);
    const count = (event.state.count ?? 0) + event.Records.length;
    return event.Records.length === 0 ? { state: {} } : { state: { count } };
  };`,
  stateless: `let calls = 0;
  export const handler = async (event) => { seen(event); calls += 1; return calls < 3 ? {} : { state: {} }; };`,
  filtered: `export const handler = async (event) => { seen(event); };`,
  partial: `let calls = 0;
  export const handler = async (event) => {
    seen(event);
    calls += 1;
    if (calls > 1) return { batchItemFailures: [] };
    const ids = event.Records.map((record) => record.dynamodb.SequenceNumber);
    return { batchItemFailures: [ids[3], ids[1]].map((itemIdentifier) => ({ itemIdentifier })) };
  };`,
  broken: `export const handler = async (event) => { seen(event); throw new Error('always'); };`,
};

const resources: Record<string, Resource> = {
  Windowed: table(),
  WindowedFunction: lambda('windowed'),
  WindowedMapping: mapping('Windowed', 'WindowedFunction', { BatchSize: 10, TumblingWindowInSeconds: 4 }),
  Stateless: table(),
  StatelessFunction: lambda('stateless', { ReservedConcurrentExecutions: 1 }),
  StatelessMapping: mapping('Stateless', 'StatelessFunction', { TumblingWindowInSeconds: 900 }),
  Filtered: table(),
  FilteredFunction: lambda('filtered'),
  FilteredMapping: mapping('Filtered', 'FilteredFunction', {
    FilterCriteria: {
      Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":["notice"]}}}}' }],
    },
  }),
  Partial: table(),
  PartialFunction: lambda('partial', { ReservedConcurrentExecutions: 1 }),
  PartialMapping: mapping('Partial', 'PartialFunction', { BatchSize: 4, MaximumBatchingWindowInSeconds: 5 }),
  Broken: table(),
  BrokenFunction: lambda('broken'),
  BrokenQueue: { Type: 'AWS::SQS::Queue' },
  BrokenMapping: mapping('Broken', 'BrokenFunction', {
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['BrokenQueue', 'Arn'] } } },
  }),
};

describe.each(['java', 'dynoxide'] as const)('stream mappings on %s', (dynamoDbEngine) => {
  let fixture: Fixture;
  let stack: LocalStack;
  let dynamodb: DynamoDBClient;

  const connect = (endpoint: string) =>
    new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  const put = (name: string, pk: string, kind = 'row') =>
    dynamodb.send(new PutItemCommand({ TableName: `Test-${name}`, Item: { pk: { S: pk }, kind: { S: kind } } }));
  const keys = (event: StreamEvent) => event.Records.map((record) => record.dynamodb.NewImage?.pk.S ?? '-');
  const seen = (name: string) => fixture.seen<StreamEvent>(name);
  const allKeys = (name: string) => seen(name).flatMap(keys);

  beforeAll(async () => {
    fixture = makeFixture(resources, modules);
    stack = await fixture.start({ dynamoDbEngine });
    dynamodb = connect(stack.endpoints.dynamodb);
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    fixture.remove();
  });

  test('a tumbling window hands its state on and ends with an invocation without records', async () => {
    for (let index = 0; index < 25; index += 1) await put('Windowed', `${index}`);
    const events = await until(
      () => seen('windowed'),
      (all) => all.at(-1)?.isFinalInvokeForWindow === true && all.flatMap(keys).length === 25,
    );
    const windows = Object.values(Object.groupBy(events, (event) => event.window?.start ?? 'none'));
    for (const window of windows) {
      const final = window?.at(-1);
      expect(final).toMatchObject({ Records: [], isFinalInvokeForWindow: true });
      expect(final?.shardId).toEqual(expect.stringMatching(/^shardId-/));
      expect(Date.parse(final?.window?.end ?? '') - Date.parse(final?.window?.start ?? '')).toBe(4000);
      let count = 0;
      for (const event of window ?? []) {
        expect(event.state?.count ?? 0).toBe(count);
        count += event.Records.length;
      }
      expect(window?.filter((event) => event.isFinalInvokeForWindow)).toHaveLength(1);
    }
    expect(Math.max(...events.map((event) => event.Records.length))).toBeLessThanOrEqual(10);
  });

  test('a windowed reply without state fails its batch, which comes again', async () => {
    await put('Stateless', 'a');
    const events = await until(
      () => seen('stateless'),
      (all) => all.length === 3,
    );
    expect(events.map(keys)).toEqual([['a'], ['a'], ['a']]);
  });

  test('only what passes the filter arrives, and what does not is passed over for good', async () => {
    await put('Filtered', 'row', 'row');
    await put('Filtered', 'notice', 'notice');
    await put('Filtered', 'notice', 'notice changed');
    await dynamodb.send(new DeleteItemCommand({ TableName: 'Test-Filtered', Key: { pk: { S: 'row' } } }));
    await put('Filtered', 'second', 'notice');
    await until(
      () => allKeys('filtered'),
      (all) => all.includes('second'),
    );
    expect(allKeys('filtered')).toEqual(['notice', 'second']);
    expect(seen('filtered')[0]).not.toHaveProperty('window');
  });

  test('a batch is sent again from the lowest reported failure on', async () => {
    for (const pk of ['a', 'b', 'c', 'd']) await put('Partial', pk);
    const events = await until(
      () => seen('partial'),
      (all) => all.length >= 2,
    );
    expect(events.map(keys)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  test('a batch that fails beyond its retries goes to the failure destination, and the shard goes on', async () => {
    await put('Broken', 'a');
    const sqs = new SQSClient({
      endpoint: stack.endpoints.sqs,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const QueueUrl = `${stack.endpoints.sqs}/000000000000/Test-BrokenQueue`;
    const { Messages: messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(JSON.parse(messages?.[0]?.Body ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(seen('broken')).toHaveLength(3);
    await put('Broken', 'b');
    await until(
      () => allKeys('broken'),
      (all) => all.includes('b'),
    );
  });

  test('after a restart a mapping goes on where it was, with what changed meanwhile', async () => {
    const before = allKeys('filtered').length;
    await put('Filtered', 'last before', 'notice');
    await until(
      () => allKeys('filtered').length,
      (length) => length === before + 1,
    );
    await stack.stop();
    stack = await fixture.start({ dynamoDbEngine });
    dynamodb = connect(stack.endpoints.dynamodb);
    await put('Filtered', 'first after', 'notice');
    await until(
      () => allKeys('filtered'),
      (all) => all.includes('first after'),
    );
    expect(allKeys('filtered').slice(before)).toEqual(['last before', 'first after']);
  });
});
