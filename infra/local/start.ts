/** The local stack: the template that CDK synthesized, started on one machine. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createBucketFront } from './buckets/front.ts';
import { makeBuckets, nameBuckets } from './buckets/make.ts';
import { choosePorts, lockFolder, type Ports, unlockFolder, writeEndpoints } from './data-folder.ts';
import { type Addresses, addressesOf, toEnvironment } from './endpoints.ts';
import type { DynamoDbEngine } from './engines/dynamodb.ts';
import { readMails } from './engines/ses.ts';
import { startEngines } from './engines/start.ts';
import { createHttpApi } from './http/api.ts';
import { nameApi, readRoutes } from './http/make.ts';
import { makeFunctions, nameFunctions } from './lambda/make.ts';
import type { Outcome } from './lambda/protocol.ts';
import { serve } from './loopback.ts';
import { listenToMails, type MailEvents } from './mail/publish.ts';
import { readMailRoutes } from './mail/routes.ts';
import { startMapping } from './mappings.ts';
import { makeQueues } from './queues/make.ts';
import { readSchedules } from './schedules/make.ts';
import { startSchedules } from './schedules/run.ts';
import { createInvokeApi } from './services/invoke-api.ts';
import { makeParameters, openParameters } from './services/parameters.ts';
import { makeTables } from './tables.ts';
import { type Blueprint, readBlueprint } from './template/blueprint.ts';
import { region } from './template/names.ts';

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
  endpoints: Addresses;
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
  /** Lets SES tell one more thing of a mail, by SES's id of it: `DeliveryDelay`, `Reject`, a late `Bounce` … */
  emitMailEvent: MailEvents['emit'];
  /** Lets what runs end, within seconds, and stops everything. */
  stop(): Promise<void>;
}

const stopGraceMs = 3_000;

/** What has to be undone, the newest first. */
type Undo = (() => Promise<void> | void)[];

/**
 * Starts the stack. Throws if another one runs on the folder, if the template has something that can't be emulated,
 * or if an engine doesn't start; nothing keeps running then.
 */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const blueprint = readBlueprint(options.templateFile);
  const undo: Undo = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  await lockFolder(options.dataDir, options.fresh ?? false);
  undo.push(() => unlockFolder(options.dataDir));
  try {
    return { ...(await build(blueprint, options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const build = async (
  blueprint: Blueprint,
  { dataDir, concurrency = 2, clockShiftMs: initialShiftMs = 0, ...options }: LocalStackOptions,
  undo: Undo,
): Promise<Omit<LocalStack, 'stop'>> => {
  const logDir = join(dataDir, 'logs');
  const mailDir = join(dataDir, 'mail');
  const log = (line: string) => appendFileSync(join(logDir, 'stack.log'), `${new Date().toISOString()} ${line}\n`);
  const ports = await choosePorts(dataDir, options.ports ?? {});
  const endpoints = addressesOf(ports);
  const environment = toEnvironment(endpoints);
  let clockShiftMs = initialShiftMs;

  const { dynamoDbEngine } = options;
  const mailEvents = await listenToMails({ mailDir, now: () => Date.now() + clockShiftMs, log });
  undo.push(mailEvents.close);
  const engines = await startEngines({
    ...{ dataDir, logDir, mailDir, ports, dynamoDbEngine, mailListener: mailEvents.url },
  });
  undo.push(engines.stop);

  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamodb = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  const streams = new DynamoDBStreamsClient({ region, credentials, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ region, credentials, endpoint: endpoints.sqs });
  // The engine itself, which is one with SQS.
  const s3 = new S3Client({ region, credentials, endpoint: endpoints.sqs, forcePathStyle: true });
  undo.push(() => {
    for (const client of [dynamodb, streams, sqs, s3]) client.destroy();
  });

  await makeTables(blueprint, dynamodb);
  await engines.tune().catch((error: unknown) => log(`The tables' streams have no index: ${error}`));
  const queues = await makeQueues(blueprint, sqs, endpoints.sqs);
  mailEvents.publishTo(readMailRoutes(blueprint, queues), sqs);
  nameBuckets(blueprint);
  const bucketRoutes = await makeBuckets(blueprint, s3, queues);
  nameFunctions(blueprint);
  nameApi(blueprint, endpoints.http);
  const parameters = openParameters(join(dataDir, 'parameters.json'));
  const stackParameter = makeParameters(blueprint, parameters);

  const functions = makeFunctions(blueprint, { awsEnvironment: environment, logDir, concurrency, clockShiftMs });
  const stopMappings: (() => Promise<void>)[] = [];
  undo.push(async () => {
    const ended = stopMappings.map((stopMapping) => stopMapping());
    // A batch that takes longer than the grace ends with its function, and is delivered again by the next start.
    await Promise.all([...ended, ...functions.all.map((each) => each.stop(stopGraceMs))]);
  });

  const bucketFront = createBucketFront({
    ...{ enginePort: ports.sqs, client: s3, sqs, routes: bucketRoutes, log },
    now: () => Date.now() + clockShiftMs,
  });
  const handlers = [
    [ports.s3, bucketFront],
    [ports.ssm, parameters.handle],
    [ports.lambda, createInvokeApi(functions.find)],
    [ports.http, createHttpApi(readRoutes(blueprint, functions))],
  ] as const;
  for (const [port, handle] of handlers) {
    const listener = await serve(port, handle);
    undo.push(listener.close);
  }

  const schedules = startSchedules(readSchedules(blueprint, functions), {
    ...{ clockShiftMs: () => clockShiftMs, log, everySeconds: options.scheduleEverySeconds },
  });
  undo.push(schedules.stop);

  const checkpointDir = join(dataDir, 'checkpoints');
  for (const resource of blueprint.select('AWS::Lambda::EventSourceMapping'))
    stopMappings.push(startMapping(blueprint, resource, { streams, sqs, functions, queues, checkpointDir, log }));

  writeEndpoints(dataDir, {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    region,
    endpoints,
    ...(stackParameter && { stackParameter }),
  });
  return {
    ...{ endpoints, environment, stackParameter, logDir, dynamoDbEngine: engines.dynamoDbEngine },
    setClockShift: (shiftMs) => {
      clockShiftMs = shiftMs;
      for (const each of functions.all) each.setClockShift(shiftMs);
    },
    invoke: (name, event) => functions.get(name).invoke(JSON.stringify(event)),
    fireSchedule: (name, time) => schedules.fire(functions.find(name)?.name ?? name, time),
    readMails: () => readMails(mailDir),
    emitMailEvent: mailEvents.emit,
  };
};
