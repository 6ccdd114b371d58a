/** Finds the stack of a stage: the local one by its endpoints file, any other by the AWS configuration of the shell. */
import { resolve } from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { readEndpoints } from '../infra/local/data-folder.ts';
import { connectDynamoDB } from '../shared/runtime/dynamodb.ts';
import type { NamedTable } from '../shared/store/table.ts';
import { Failure } from './failure.ts';

/** The parameter `/hoshin/{stage}/stack` that a deployment writes. */
const StackParameter = z.object({
  stage: z.string(),
  region: z.string(),
  recordsTable: z.string(),
  boardTable: z.string(),
  /** The webhook; the source's id follows it. */
  ingestUrl: z.string(),
  ingestQueueUrl: z.string(),
  ingestDlqUrl: z.string(),
  sendersQueueUrl: z.string(),
  sendersDlqUrl: z.string().optional(),
  mailEventsQueueUrl: z.string().optional(),
  mailEventsDlqUrl: z.string().optional(),
  /** Where files are dropped; what an older deployment lacks. */
  dropBucket: z.string().optional(),
  dropQueueUrl: z.string().optional(),
  dropDlqUrl: z.string().optional(),
  /** The key that secrets are encrypted with. */
  key: z.string().optional(),
  /** Seconds after which nobody still stores by what held before. */
  graceSeconds: z.number().default(90),
  functions: z.record(z.string(), z.string()),
});
type StackParameter = z.infer<typeof StackParameter>;

/** Options that every verb which talks to a stack has. */
export interface StageOptions {
  stage: string;
  data?: string;
}

export interface Connection {
  stage: string;
  stack: StackParameter;
  board: NamedTable;
  records: NamedTable;
  ssm: SSMClient;
  lambda(): Promise<LambdaClient>;
  sqs(): Promise<SQSClient>;
  /** Where secrets of sources are: `{prefix}{source}`. */
  sourcesPrefix: string;
  /** Since when the local stack runs (ISO 8601, UTC). */
  startedAt?: string;
}

/** The folder of the local stack's data and of imports that were interrupted. */
export const dataFolder = (option?: string): string => resolve(option ?? process.env.HOSHIN_DATA_DIR ?? '.hoshin');

const notRunning = (folder: string) =>
  new Failure(
    `No local stack is running (looked in ${folder}). Start it with \`npm start\`, or name another stage: --stage production.`,
  );

/** Where a stack's parameter is; of the local one also since when it runs. */
interface Found {
  name: string;
  startedAt?: string;
}

/** Points the SDK at the local stack, before any client is made. */
const useLocalStack = (folder: string): Found => {
  const running = readEndpoints(folder);
  if (!running) throw notRunning(folder);
  for (const service of ['dynamodb', 'sqs', 's3', 'ssm', 'ses', 'lambda'] as const)
    if (running.endpoints[service])
      process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] = running.endpoints[service];
  process.env.AWS_REGION = running.region;
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  delete process.env.AWS_SESSION_TOKEN;
  delete process.env.AWS_PROFILE;
  const { stackParameter: name = parameterOf('local'), startedAt } = running;
  return { name, ...(startedAt !== undefined && { startedAt }) };
};

const parameterOf = (stage: string) => `/hoshin/${stage}/stack`;

const readStack = async (ssm: SSMClient, stage: string, name: string): Promise<StackParameter> => {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return StackParameter.parse(JSON.parse(Parameter?.Value ?? ''));
  } catch (error) {
    if (error instanceof ParameterNotFound)
      throw new Failure(
        `There is no stack of stage '${stage}' in this account and region: the parameter ${name} is missing. Deploy it, or check AWS_PROFILE and AWS_REGION.`,
      );
    if (
      error instanceof Error &&
      /credentials|region is missing|ECONNREFUSED|ENOTFOUND/i.test(`${error.name} ${error.message}`)
    )
      throw new Failure(`Cannot reach AWS for stage '${stage}': ${error.message}. Check AWS_PROFILE and AWS_REGION.`);
    throw error;
  }
};

/** Connects to a stage's stack. Throws a Failure that says what to do when there is none. */
export const connect = async ({ stage, data }: StageOptions): Promise<Connection> => {
  const { name, startedAt }: Found = stage === 'local' ? useLocalStack(dataFolder(data)) : { name: parameterOf(stage) };
  const ssm = new SSMClient({});
  const stack = await readStack(ssm, stage, name);
  const client = connectDynamoDB();
  return {
    stage,
    stack,
    ssm,
    board: { client, name: stack.boardTable },
    records: { client, name: stack.recordsTable },
    sourcesPrefix: `/hoshin/${stack.stage}/sources/`,
    ...(startedAt !== undefined && { startedAt }),
    lambda: async () => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return new LambdaClient({});
    },
    sqs: async () => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      return new SQSClient({});
    },
  };
};
