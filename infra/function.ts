/** A Lambda function as every one of ours is: bundled ESM, its own role, its own log group, a typed environment. */
import { join } from 'node:path';
import { type Duration, RemovalPolicy, Stack, Stage, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type EventSourceMapping,
  type EventSourceMappingOptions,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundle } from './bundle.ts';
import type { Config } from './config.ts';

export type FunctionName =
  | 'receive'
  | 'store'
  | 'fold'
  | 'evaluate'
  | 'notify'
  | 'sweep'
  | 'rebuild'
  | 'track'
  | 'decisions'
  | 'audit'
  | 'digest'
  | 'outreach'
  | 'retain'
  | 'intake'
  | 'surveys'
  | 'complaints';

/** Bundled in this process: a dozen calls of esbuild take less time than NodejsFunction takes to start one. */
const codeOf = (scope: Construct, name: FunctionName): Code => {
  // Tests of the template alone turn bundling off.
  if (!Stack.of(scope).bundlingRequired) return Code.fromInline('export const handler = () => {};');
  const outdir = Stage.of(scope)?.outdir ?? 'cdk.out';
  return Code.fromAsset(bundle(`functions/${name}/handler.ts`, join(outdir, 'bundles', name)).folder);
};

interface FunctionProps<Env> {
  name: FunctionName;
  config: Config;
  /** The input of the `Env` schema in the function's `env.ts`: a missing variable is a type error. */
  environment: Env;
  timeout: Duration;
  /** MiB; with them goes the share of a processor. */
  memory?: number;
}

export class HoshinFunction<Env extends Record<string, string>> extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly timeout: Duration;
  private readonly role: Role;

  constructor(scope: Construct, { name, config, environment, timeout, memory = 1024 }: FunctionProps<Env>) {
    super(scope, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    this.timeout = timeout;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/hoshin/${config.stage}/${name}`,
      retention: config.production ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: config.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Hoshin ${config.stage}: ${name}`,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Hoshin ${config.stage}: ${name}`,
      code: codeOf(this, name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memory,
      timeout,
      role: this.role,
      logGroup: this.logGroup,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: config.metricNamespace,
      },
    });
  }

  /** Adds to the function's own role; there is no other way to give it a permission. */
  allow(actions: string[], ...resources: string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources }));
  }

  /** The same, only where the request's condition keys have these values. */
  allowWhere(conditions: Record<string, string>, actions: string[], ...resources: string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources, conditions: { StringEquals: conditions } }));
  }

  /** The same, for keys: only through the service that encrypts with it. */
  allowKey(actions: string[], keyArn: string, service: 'dynamodb' | 'ssm'): void {
    const { region, urlSuffix } = Stack.of(this);
    this.allowWhere({ 'kms:ViaService': `${service}.${region}.${urlSuffix}` }, actions, keyArn);
  }

  /** Accepts a finding of cdk-nag about the function's role, with the reason. */
  acknowledge(id: string, reason: string): void {
    Validations.of(this.role).acknowledge({ id, reason });
  }

  /** Lets a role call the function: this version, and no alias. */
  allowCallsFrom(role: Role): void {
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] }));
  }

  /** A mapping waits for the role's policy: Lambda checks the permissions when it is created. */
  readFrom(id: string, source: EventSourceMappingOptions): EventSourceMapping {
    const mapping = this.lambda.addEventSourceMapping(id, source);
    mapping.node.addDependency(this.role);
    return mapping;
  }
}
