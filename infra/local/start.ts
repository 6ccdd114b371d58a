/** The local stack: the template that CDK synthesized, started on one machine. */
import { appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { choosePorts, type Endpoints, lockFolder, type Ports, unlockFolder, writeEndpoints } from './data-folder.ts';
import { type DynamoDbEngine, startDynamoDb } from './engines/dynamodb.ts';
import { readMails, startSes } from './engines/ses.ts';
import { startSqs } from './engines/sqs.ts';
import { createHttpApi, type Integration } from './http/api.ts';
import { makeFunction } from './lambda/make.ts';
import type { Invocable } from './lambda/pool.ts';
import type { Outcome } from './lambda/protocol.ts';
import { type Listener, loopback, serve } from './loopback.ts';
import { startMapping } from './mappings.ts';
import { addressQueue, type MadeQueue, makeQueue } from './queues/make.ts';
import { type ScheduleConfig, startSchedules } from './schedules/run.ts';
import { createInvokeApi } from './services/invoke-api.ts';
import { openParameters } from './services/parameters.ts';
import { makeTable } from './tables.ts';
import { account, apiId, createNames, nameResource, region } from './template/names.ts';
import { createResolver } from './template/resolve.ts';
import { selectResources } from './template/resources.ts';
import { type Json, type Resource, readAssets, readTemplate } from './template/template.ts';

export interface LocalStackOptions {
  /** Tables, queues, mails, parameters, logs: what survives a restart. */
  dataDir: string;
  /** The template; its assets lie beside it. */
  templateFile: string;
  /** Forget what an earlier stack left in the folder. */
  fresh?: boolean;
  ports?: Partial<Ports>;
  /** How far ahead (or behind) the functions' clock is. */
  clockShiftMs?: number;
  /** Execution environments of a function at once. */
  concurrency?: number;
  /** Fires every schedule so often, instead of what the template says. */
  scheduleEverySeconds?: number;
  dynamoDbEngine?: DynamoDbEngine;
}

export interface LocalStack {
  endpoints: Endpoints['endpoints'];
  /** What a process needs in its environment to talk to this stack with the AWS SDK. */
  environment: Record<string, string>;
  /** The name of the parameter in which the stack tells its resources; undefined if the template has none. */
  stackParameter: string | undefined;
  dynamoDbEngine: DynamoDbEngine;
  logDir: string;
  /** Moves the functions' clock. */
  setClockShift(shiftMs: number): void;
  /** Invokes a function by its name, the short one (`sweep`) or the whole. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** Fires a schedule (by its name or its function's) now, as if at `time`. */
  fireSchedule(name: string, time?: Date): Promise<Outcome>;
  /** The mails sent so far, oldest first, as raw MIME. */
  readMails(): string[];
  /** Lets what runs end, within seconds, and stops everything. */
  stop(): Promise<void>;
}

/** The AWS SDK's settings for these endpoints. The engines take any credentials. */
export const toEnvironment = (endpoints: Endpoints['endpoints']): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SSM: endpoints.ssm,
  AWS_ENDPOINT_URL_SES: endpoints.ses,
  AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
});

const stopGraceMs = 3_000;

/**
 * Starts the stack. Throws if another one runs on the folder, if the template has something that can't be emulated,
 * or if an engine doesn't start; nothing keeps running then.
 */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  lockFolder(options.dataDir, options.fresh ?? false);
  stops.push(() => unlockFolder(options.dataDir));
  try {
    return await start(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const start = async (
  options: LocalStackOptions,
  stops: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<LocalStack> => {
  const { dataDir, templateFile, concurrency = 2 } = options;
  let clockShiftMs = options.clockShiftMs ?? 0;
  const template = readTemplate(templateFile);
  const asset = readAssets(templateFile);
  const stackName = basename(templateFile, '.template.json');
  const names = createNames(template);
  const resolve = createResolver(template, names, { region, account, stackName });
  const select = selectResources(template, (condition) => resolve({ Condition: condition }) === true);
  const properties = ({ Properties = {} }: Resource): Json => resolve(Properties);
  const nameOf = (resource: Resource & { id: string }) => nameResource(stackName, resource.id, resource);

  const logDir = join(dataDir, 'logs');
  const log = (line: string) => appendFileSync(join(logDir, 'stack.log'), `${new Date().toISOString()} ${line}\n`);
  const ports = await choosePorts(dataDir, options.ports ?? {});
  const at = (port: number) => `http://${loopback}:${port}`;
  const endpoints = {
    dynamodb: at(ports.dynamodb),
    sqs: at(ports.sqs),
    ssm: at(ports.ssm),
    ses: at(ports.inbox),
    lambda: at(ports.lambda),
    http: at(ports.http),
    inbox: at(ports.inbox),
  };
  const environment = toEnvironment(endpoints);

  const mailDir = join(dataDir, 'mail');
  const engines = [
    startDynamoDb({
      port: ports.dynamodb,
      dataDir: join(dataDir, 'dynamodb'),
      logFile: join(logDir, 'engine-dynamodb.log'),
      ...(options.dynamoDbEngine && { engine: options.dynamoDbEngine }),
    }),
    startSqs({ port: ports.sqs, dataDir: join(dataDir, 'sqs'), logFile: join(logDir, 'engine-sqs.log') }),
    startSes({ port: ports.inbox, mailDir, logFile: join(logDir, 'engine-ses.log') }),
  ] as const;
  for (const engine of engines) {
    stops.push(async () => {
      const started = await engine.catch(() => undefined);
      await started?.stop();
    });
  }
  const [{ engine: dynamoDbEngine }] = await Promise.all(engines);

  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamodb = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  const streams = new DynamoDBStreamsClient({ region, credentials, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ region, credentials, endpoint: endpoints.sqs });
  stops.push(() => {
    for (const client of [dynamodb, streams, sqs]) client.destroy();
  });

  for (const table of select('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const { name, arn, streamArn } = await makeTable(dynamodb, nameOf(table), properties(table));
    names.set(table.id, { ref: name, attributes: { Arn: arn, StreamArn: streamArn } });
  }

  const queues = new Map<string, MadeQueue>();
  const queueResources = select('AWS::SQS::Queue');
  for (const resource of queueResources) {
    const { id } = resource;
    const named = resource.Properties?.QueueName;
    const queue = addressQueue(
      endpoints.sqs,
      nameOf(resource),
      named === undefined ? {} : { QueueName: resolve(named) },
    );
    queues.set(queue.arn, queue);
    names.set(id, { ref: queue.url, attributes: { Arn: queue.arn, QueueName: queue.name, QueueUrl: queue.url } });
  }
  for (const resource of queueResources) {
    const queue = queues.get(names.attribute(resource.id, 'Arn'));
    if (queue) await makeQueue(sqs, queue, properties(resource));
  }

  const functionNames = new Map<string, { name: string; arn: string }>();
  const functionResources = select('AWS::Lambda::Function');
  for (const resource of functionResources) {
    const given = resource.Properties?.FunctionName;
    const name = given === undefined ? nameOf(resource) : String(resolve(given));
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    functionNames.set(resource.id, { name, arn });
    names.set(resource.id, { ref: name, attributes: { Arn: arn } });
  }
  for (const { id } of select('AWS::ApiGatewayV2::Api')) {
    names.set(id, { ref: apiId, attributes: { ApiEndpoint: endpoints.http, ApiId: apiId } });
  }

  const parameters = openParameters(join(dataDir, 'parameters.json'), region, account);
  const parameterNames = select('AWS::SSM::Parameter').map((resource) => {
    const { Name, Type, Value } = z
      .object({ Name: z.string().default(nameOf(resource)), Type: z.enum(['String', 'StringList']), Value: z.string() })
      .parse(properties(resource));
    names.set(resource.id, { ref: Name, attributes: { Type, Value } });
    parameters.put(Name, Value, Type);
    return Name;
  });
  const stackParameter = parameterNames.find((name) => name.endsWith('/stack'));

  const functions = new Map<string, Invocable>();
  for (const resource of functionResources) {
    const { name, arn } = functionNames.get(resource.id) ?? { name: '', arn: '' };
    const shortName = name
      .replace(`${stackName}-`, '')
      .replace(/-Function$/, '')
      .toLowerCase();
    const made = makeFunction({
      ...{ name, arn, shortName, properties: properties(resource), asset, logDir, concurrency, clockShiftMs },
      awsEnvironment: environment,
    });
    stops.push(() => made.stop(stopGraceMs));
    for (const key of [name, arn, shortName]) functions.set(key, made);
  }
  const findFunction = (name: string) => functions.get(name);

  const listeners: Listener[] = [];
  stops.push(async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
  });
  listeners.push(await serve(ports.ssm, parameters.handle));
  listeners.push(await serve(ports.lambda, createInvokeApi(findFunction)));

  const findTarget = (value: unknown): Invocable => {
    const found = functions.get(String(value));
    if (found === undefined) throw new Error(`The template calls ${value}, which is no function here`);
    return found;
  };
  const integrations = new Map<string, Integration>();
  for (const resource of select('AWS::ApiGatewayV2::Integration')) {
    const integration = z
      .object({
        IntegrationType: z.literal('AWS_PROXY'),
        PayloadFormatVersion: z.literal('2.0'),
        IntegrationUri: z.string(),
        TimeoutInMillis: z.number().default(30_000),
      })
      .parse(properties(resource));
    const { IntegrationUri: uri, TimeoutInMillis: timeoutMs } = integration;
    integrations.set(`integrations/${resource.id}`, { function: findTarget(uri), timeoutMs });
  }
  for (const { id, Properties } of select('AWS::ApiGatewayV2::Stage')) {
    if (Properties?.StageName !== '$default')
      throw new Error(`The HTTP API's stage ${id} is not $default: not emulated`);
  }
  const routes = select('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = z
      .object({ RouteKey: z.string(), Target: z.string(), AuthorizationType: z.literal('NONE').default('NONE') })
      .parse(properties(resource));
    const target = integrations.get(route.Target);
    if (target === undefined) throw new Error(`The route ${route.RouteKey} has no integration here`);
    return { key: route.RouteKey, target };
  });
  listeners.push(await serve(ports.http, createHttpApi(routes)));

  const schedules = startSchedules(
    select('AWS::Scheduler::Schedule').map((resource): ScheduleConfig => {
      const schedule = z
        .object({
          Name: z.string().default(nameOf(resource)),
          ScheduleExpression: z.string(),
          ScheduleExpressionTimezone: z.enum(['UTC', 'Etc/UTC']).default('UTC'),
          State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
          Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
        })
        .parse(properties(resource));
      return {
        name: schedule.Name,
        arn: `arn:aws:scheduler:${region}:${account}:schedule/default/${schedule.Name}`,
        expression: schedule.ScheduleExpression,
        enabled: schedule.State === 'ENABLED',
        target: findTarget(schedule.Target.Arn),
        input: schedule.Target.Input,
      };
    }),
    {
      clockShiftMs: () => clockShiftMs,
      log,
      ...(options.scheduleEverySeconds !== undefined && { everySeconds: options.scheduleEverySeconds }),
    },
  );
  stops.push(() => schedules.stop());

  for (const resource of select('AWS::Lambda::EventSourceMapping')) {
    stops.push(
      startMapping(resource.id, properties(resource), {
        ...{ streams, sqs, findFunction, log, checkpointDir: join(dataDir, 'checkpoints') },
        findQueue: (arn) => queues.get(arn),
      }),
    );
  }

  writeEndpoints(dataDir, { pid: process.pid, region, endpoints, ...(stackParameter && { stackParameter }) });
  return {
    ...{ endpoints, environment, stackParameter, dynamoDbEngine, logDir, stop },
    setClockShift: (shiftMs) => {
      clockShiftMs = shiftMs;
      for (const each of new Set(functions.values())) each.setClockShift(shiftMs);
    },
    invoke: (name, event) => findTarget(name).invoke(JSON.stringify(event)),
    fireSchedule: (name, time) => {
      const target = findFunction(name);
      return schedules.fire(target?.name ?? name, time);
    },
    readMails: () => readMails(mailDir),
  };
};
