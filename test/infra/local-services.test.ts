/** HTTP API, queues, parameters, mail, schedules and invocations of the local stack against the real engines. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalStack } from '../../infra/local/start.ts';
import type { Resource } from '../../infra/local/template/template.ts';
import { type Fixture, lambda, makeFixture, until } from './local-harness.ts';

interface HttpEvent {
  rawPath: string;
  rawQueryString: string;
  routeKey: string;
  headers: Record<string, string>;
  pathParameters?: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  body?: string;
  isBase64Encoded: boolean;
}
interface QueueEvent {
  Records: { body: string; attributes: Record<string, string>; eventSourceARN: string }[];
}

const route = (id: string, key: string, functionId: string): Record<string, Resource> => ({
  [`${id}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
      TimeoutInMillis: 5000,
    },
  },
  [`${id}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey: key, Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${id}Integration` }]] } },
  },
});

const modules = {
  http: `export const handler = async (event) => {
    seen(event);
    if (event.rawPath.endsWith('large')) return { statusCode: 200, body: 'x'.repeat(7_000_000) };
    return { statusCode: 202, headers: { 'X-Seen': 'yes' }, cookies: ['a=1', 'b=2'], body: 'aGk=', isBase64Encoded: true };
  };`,
  queue: `export const handler = async (event) => {
    seen(event);
    const failed = event.Records.filter((record) => record.body.startsWith('bad'));
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  };`,
  tool: `export const handler = async (event, context) => {
    seen(event);
    if (event.do === 'throw') throw new TypeError('as told');
    if (event.do === 'hang') for (;;);
    if (event.do === 'exit') process.exit(3);
    return {
      name: context.functionName,
      remaining: context.getRemainingTimeInMillis(),
      environment: { HOME: process.env.HOME, OWN: process.env.OWN, TABLES: process.env.AWS_ENDPOINT_URL_DYNAMODB },
      now: Date.now() + (globalThis.hoshinClockShiftMs ?? 0),
    };
  };`,
};

// Not a template literal: CloudFormation's.
const substitution = ['$', '{AWS::Region}/$', '{Queue.QueueName}'].join('');

const resources: Record<string, Resource> = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Name: 'test' } },
  Http: lambda('http'),
  ...route('Source', 'POST /v1/ingest/{source}', 'Http'),
  ...route('Fixed', 'POST /v1/ingest/fixed', 'Http'),
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 3,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
    },
  },
  Dead: { Type: 'AWS::SQS::Queue' },
  QueueFunction: lambda('queue'),
  QueueMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'QueueFunction' },
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  Tool: lambda('tool', {
    Timeout: 1,
    Environment: { Variables: { OWN: { 'Fn::Sub': substitution } } },
  }),
  Schedule: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'rate(5 minutes)',
      Target: { Arn: { 'Fn::GetAtt': ['Tool', 'Arn'] }, Input: '{"time":"<aws.scheduler.scheduled-time>"}' },
    },
  },
  Parameter: {
    Type: 'AWS::SSM::Parameter',
    Properties: {
      Name: '/test/stack',
      Type: 'String',
      Value: { 'Fn::Join': ['', ['{"url":"', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, '"}']] },
    },
  },
};

let fixture: Fixture;
let stack: LocalStack;
const client = <T>(Client: new (config: object) => T, endpoint: string) =>
  new Client({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

beforeAll(async () => {
  fixture = makeFixture(resources, modules);
  stack = await fixture.start();
}, 90_000);
afterAll(async () => {
  await stack.stop();
  fixture.remove();
});

const post = (path: string, body: string, type?: string) =>
  fetch(`${stack.endpoints.http}${path}`, {
    method: 'POST',
    body: Buffer.from(body),
    headers: { ...(type && { 'content-type': type }), 'X-Mixed-Case': 'kept' },
  });
const lastHttp = () => fixture.seen<HttpEvent>('http').at(-1);

test.each([
  ['application/json', false],
  ['application/json; charset=utf-8', false],
  ['text/csv', false],
  ['application/xml', false],
  ['application/javascript', false],
  ['application/cloudevents+json', true],
  ['application/x-ndjson', true],
  ['application/x-www-form-urlencoded', true],
  [undefined, true],
])('a body of type %s arrives as base64: %s', async (type, base64) => {
  await post('/v1/ingest/erp', 'a=ö', type);
  expect(lastHttp()).toMatchObject({
    isBase64Encoded: base64,
    body: base64 ? Buffer.from('a=ö').toString('base64') : 'a=ö',
  });
});

test('a request becomes a version 2.0 event and the reply a response', async () => {
  const response = await post('/v1/ingest/erp%2Flyon?a=1&a=2&b=x%20y', '{}', 'application/json');
  expect(lastHttp()).toMatchObject({
    version: '2.0',
    routeKey: 'POST /v1/ingest/{source}',
    rawPath: '/v1/ingest/erp%2Flyon',
    rawQueryString: 'a=1&a=2&b=x%20y',
    pathParameters: { source: 'erp/lyon' },
    queryStringParameters: { a: '1,2', b: 'x y' },
    headers: { 'x-mixed-case': 'kept' },
    requestContext: { http: { method: 'POST' } },
  });
  expect(response.status).toBe(202);
  expect(response.headers.get('x-seen')).toBe('yes');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.text()).toBe('hi');
});

test('the more specific route wins, and an unknown one is a 404', async () => {
  await post('/v1/ingest/fixed', '{}');
  expect(lastHttp()?.routeKey).toBe('POST /v1/ingest/fixed');
  expect((await post('/v1/other', '{}')).status).toBe(404);
  expect((await fetch(`${stack.endpoints.http}/v1/ingest/erp`)).status).toBe(404);
});

test('requests over the limits of API Gateway and Lambda are a 413, a reply over them a 500', async () => {
  const before = fixture.seen('http').length;
  expect((await post('/v1/ingest/erp', 'x'.repeat(10_500_000), 'text/plain')).status).toBe(413);
  // Base64 makes a third more of it: 5 MB don't fit in 6 MB.
  expect((await post('/v1/ingest/erp', 'x'.repeat(5_000_000))).status).toBe(413);
  expect(fixture.seen('http')).toHaveLength(before);
  expect((await post('/v1/ingest/large', 'x')).status).toBe(500);
});

test('what a queue function reports as failed comes again and ends in the dead letter queue', async () => {
  const sqs = client(SQSClient, stack.endpoints.sqs);
  const url = (name: string) => `${stack.endpoints.sqs}/000000000000/Test-${name}`;
  const entries = ['good', 'bad'].map((body) => ({ Id: body, MessageBody: body }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: url('Queue'), Entries: entries }));
  const dead = await until(
    () => sqs.send(new ReceiveMessageCommand({ QueueUrl: url('Dead'), WaitTimeSeconds: 5 })),
    ({ Messages: messages }) => messages !== undefined,
  );
  expect(dead.Messages?.map(({ Body: body }) => body)).toEqual(['bad']);
  const events = fixture.seen<QueueEvent>('queue');
  const bodies = events.flatMap(({ Records }) => Records.map(({ body }) => body));
  expect(bodies.filter((body) => body === 'good')).toHaveLength(1);
  expect(bodies.filter((body) => body === 'bad')).toHaveLength(2);
  expect(events[0]?.Records[0]?.attributes).toMatchObject({ ApproximateReceiveCount: '1', SenderId: '000000000000' });
  expect(events[0]?.Records[0]?.eventSourceARN).toBe('arn:aws:sqs:eu-west-1:000000000000:Test-Queue');
  const { Attributes: left } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url('Queue'), AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  expect(left?.ApproximateNumberOfMessages).toBe('0');
});

const invoke = async (payload: object) => {
  const lambdaClient = client(LambdaClient, stack.endpoints.lambda);
  const reply = await lambdaClient.send(
    new InvokeCommand({ FunctionName: 'Test-Tool', Payload: JSON.stringify(payload) }),
  );
  return { fault: reply.FunctionError, value: JSON.parse(Buffer.from(reply.Payload ?? []).toString()) };
};

test('an invoked function sees its template environment and nothing of this machine', async () => {
  const { value } = await invoke({});
  expect(value).toMatchObject({
    name: 'Test-Tool',
    environment: { OWN: 'eu-west-1/Test-Queue', TABLES: stack.endpoints.dynamodb },
  });
  expect(value.environment).not.toHaveProperty('HOME');
  expect(value.remaining).toBeGreaterThan(0);
  expect(value.remaining).toBeLessThanOrEqual(1000);
});

test('a function that throws, hangs or exits is told apart, and the next invocation works', async () => {
  expect(await invoke({ do: 'throw' })).toMatchObject({ fault: 'Unhandled', value: { errorType: 'TypeError' } });
  expect(await invoke({ do: 'hang' })).toMatchObject({ value: { errorMessage: expect.stringContaining('timed out') } });
  expect(await invoke({ do: 'exit' })).toMatchObject({ value: { errorType: 'Runtime.ExitError' } });
  expect((await invoke({})).fault).toBeUndefined();
});

test('the clock of functions that run already can be moved', async () => {
  const day = 86_400_000;
  stack.setClockShift(-day);
  const { value } = await invoke({});
  expect(Math.abs(value.now + day - Date.now())).toBeLessThan(5_000);
  await stack.fireSchedule('tool');
  const { time } = fixture.seen<{ time: string }>('tool').at(-1) ?? { time: '' };
  expect(Math.abs(Date.parse(time) + day - Date.now())).toBeLessThan(5_000);
  stack.setClockShift(0);
});

test('a schedule fires by hand with the time it is told', async () => {
  const outcome = await stack.fireSchedule('Test-Schedule', new Date('2026-03-14T07:00:00.500Z'));
  expect(outcome.type).toBe('result');
  expect(fixture.seen('tool').at(-1)).toEqual({ time: '2026-03-14T07:00:00Z' });
});

test('parameters: the template has its own, others are kept, and an unknown one is said to be so', async () => {
  const ssm = client(SSMClient, stack.endpoints.ssm);
  const stackParameter = await ssm.send(new GetParameterCommand({ Name: stack.stackParameter ?? '' }));
  expect(JSON.parse(stackParameter.Parameter?.Value ?? '')).toEqual({ url: stack.endpoints.http });
  const parameter = { Name: '/test/sources/erp', Value: 'secret', Type: 'SecureString' } as const;
  await ssm.send(new PutParameterCommand(parameter));
  await expect(ssm.send(new PutParameterCommand(parameter))).rejects.toThrow('already exists');
  await ssm.send(new PutParameterCommand({ ...parameter, Value: 'changed', Overwrite: true }));
  const { Parameter: read } = await ssm.send(new GetParameterCommand({ Name: parameter.Name, WithDecryption: true }));
  expect(read).toMatchObject({ Value: 'changed', Version: 2, Type: 'SecureString' });
  await expect(ssm.send(new GetParameterCommand({ Name: '/test/none' }))).rejects.toThrow(ParameterNotFound);
});

test('a raw mail is kept as it was sent and shown in the inbox', async () => {
  const raw =
    'From: a@example.com\r\nTo: b@example.com\r\nList-Unsubscribe: <https://example.com/u>\r\nSubject: Hello\r\n\r\nText\r\n';
  const ses = client(SESClient, stack.endpoints.ses);
  const { MessageId: id } = await ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      Source: 'a@example.com',
      Destinations: ['b@example.com'],
    }),
  );
  expect(id).toMatch(/^ses-\d+$/);
  expect(stack.readMails()).toEqual([raw]);
  expect((await fetch(stack.endpoints.inbox)).status).toBe(200);
  expect(await (await fetch(`${stack.endpoints.inbox}/store`)).json()).toMatchObject({
    emails: [{ subject: 'Hello' }],
  });
});

test('a second stack on the same folder is refused', async () => {
  await expect(fixture.start()).rejects.toThrow('already running');
  const dynamodb = client(DynamoDBClient, stack.endpoints.dynamodb);
  await expect(dynamodb.send(new ListTablesCommand({}))).resolves.toMatchObject({ TableNames: [] });
});

test('a restart has the same addresses and what was kept', async () => {
  const { endpoints } = stack;
  await stack.stop();
  stack = await fixture.start();
  expect(stack.endpoints).toEqual(endpoints);
  const ssm = client(SSMClient, stack.endpoints.ssm);
  const { Parameter: read } = await ssm.send(new GetParameterCommand({ Name: '/test/sources/erp' }));
  expect(read?.Value).toBe('changed');
  expect(stack.readMails()).toHaveLength(1);
});
