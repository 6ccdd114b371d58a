/** Makes the template's functions: their bundles, environments, limits. */
import { join } from 'node:path';
import * as z from 'zod';
import { region } from '../template/names.ts';
import type { Json } from '../template/template.ts';
import { createFunction, type Invocable } from './pool.ts';

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs', 'only Node.js functions run here'),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().min(1).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

interface Options {
  name: string;
  arn: string;
  /** The log's name; people look for `store`, not for the whole name. */
  shortName: string;
  properties: Json;
  asset(key: string): string;
  /** `AWS_ENDPOINT_URL_…` and credentials. */
  awsEnvironment: Record<string, string>;
  logDir: string;
  concurrency: number;
  clockShiftMs: number;
}

/** Nothing of this process's environment is passed on: a function sees what it would see on AWS. */
export const makeFunction = (options: Options): Invocable => {
  const { name, arn, shortName, logDir, clockShiftMs } = options;
  const properties = Properties.parse(options.properties);
  const directory = options.asset(properties.Code.S3Key);
  return createFunction(
    {
      name,
      arn,
      directory,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      concurrency: Math.min(properties.ReservedConcurrentExecutions ?? options.concurrency, options.concurrency),
      logFile: join(logDir, `${shortName}.log`),
      environment: {
        ...options.awsEnvironment,
        AWS_DEFAULT_REGION: region,
        AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: 'local',
        LAMBDA_TASK_ROOT: directory,
        TZ: 'UTC',
        _HANDLER: properties.Handler,
        ...properties.Environment?.Variables,
      },
    },
    clockShiftMs,
  );
};
