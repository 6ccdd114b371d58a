/** Makes the template's functions: their bundles, environments, limits. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Blueprint, NamedResource } from '../template/blueprint.ts';
import { account, region } from '../template/names.ts';
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
  /** `AWS_ENDPOINT_URL_…` and credentials. */
  awsEnvironment: Record<string, string>;
  logDir: string;
  concurrency: number;
  clockShiftMs: number;
}

/** The template's functions. */
export interface Functions {
  all: readonly Invocable[];
  /** By its name, its ARN, or the short name that its log has: `store` for `Hoshin-development-Store-Function`. */
  find(name: string): Invocable | undefined;
  /** The same, for what must be there. */
  get(name: string): Invocable;
}

/** Names the functions, so that other resources can refer to them before they are made. */
export const nameFunctions = ({ select, nameOf, names }: Blueprint): void => {
  for (const resource of select('AWS::Lambda::Function')) {
    const given = resource.Properties?.FunctionName;
    const name = typeof given === 'string' ? given : nameOf(resource);
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    names.set(resource.id, { ref: name, attributes: { Arn: arn } });
  }
};

/** Makes the functions; their workers start with the first invocation. */
export const makeFunctions = (blueprint: Blueprint, options: Options): Functions => {
  const byName = new Map<string, Invocable>();
  const all = blueprint.select('AWS::Lambda::Function').map((resource) => {
    const name = blueprint.names.ref(resource.id);
    const shortName = name
      .replace(`${blueprint.stackName}-`, '')
      .replace(/-Function$/, '')
      .toLowerCase();
    const made = makeFunction(blueprint, resource, join(options.logDir, `${shortName}.log`), options);
    for (const key of [shortName, made.name, made.arn]) byName.set(key, made);
    return made;
  });
  return {
    all,
    find: (name) => byName.get(name),
    get: (name) => {
      const found = byName.get(name);
      if (found === undefined) throw new Error(`The local stack has no function ${name}`);
      return found;
    },
  };
};

/** Nothing of this process's environment is passed on: a function sees what it would see on AWS. */
const makeFunction = (blueprint: Blueprint, resource: NamedResource, logFile: string, options: Options): Invocable => {
  const properties = blueprint.parse(resource, Properties);
  const directory = blueprint.asset(properties.Code.S3Key);
  const name = blueprint.names.ref(resource.id);
  return createFunction(
    {
      name,
      arn: blueprint.names.attribute(resource.id, 'Arn'),
      directory,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      concurrency: Math.min(properties.ReservedConcurrentExecutions ?? options.concurrency, options.concurrency),
      logFile,
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
    options.clockShiftMs,
  );
};
