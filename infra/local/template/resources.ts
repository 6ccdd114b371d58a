/** Which resource types the local stack starts, and which it leaves out by name. Anything else is refused. */
import type { Resource, Template } from './template.ts';

/** Started, with these properties understood; `ignored` ones make no difference on one machine. Others are refused. */
interface Emulated {
  properties: readonly string[];
  ignored: readonly string[];
}

/** Both kinds of table are made the same way. */
const tableProperties = [
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'StreamSpecification',
  'TimeToLiveSpecification',
];

const emulated: Record<string, Emulated> = {
  'AWS::DynamoDB::Table': {
    properties: tableProperties,
    ignored: [
      'BillingMode',
      'SSESpecification',
      'PointInTimeRecoverySpecification',
      'DeletionProtectionEnabled',
      'OnDemandThroughput',
      'WarmThroughput',
      'ContributorInsightsSpecification',
      'ResourcePolicy',
      'TableClass',
      'Tags',
    ],
  },
  'AWS::DynamoDB::GlobalTable': {
    properties: tableProperties,
    ignored: [
      'BillingMode',
      'SSESpecification',
      'Replicas',
      'WriteOnDemandThroughputSettings',
      'WarmThroughput',
      'MultiRegionConsistency',
    ],
  },
  'AWS::SQS::Queue': {
    properties: [
      'QueueName',
      'RedrivePolicy',
      'VisibilityTimeout',
      'MessageRetentionPeriod',
      'DelaySeconds',
      'MaximumMessageSize',
      'ReceiveMessageWaitTimeSeconds',
    ],
    ignored: ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled', 'RedriveAllowPolicy', 'Tags'],
  },
  'AWS::SSM::Parameter': { properties: ['Name', 'Type', 'Value'], ignored: ['Description', 'Tier', 'Tags'] },
  'AWS::Lambda::Function': {
    properties: [
      'FunctionName',
      'Code',
      'Handler',
      'Runtime',
      'Environment',
      'MemorySize',
      'Timeout',
      'ReservedConcurrentExecutions',
    ],
    ignored: [
      'Architectures',
      'Role',
      'Description',
      'LoggingConfig',
      'TracingConfig',
      'KmsKeyArn',
      'DeadLetterConfig',
      'RecursiveLoop',
      'RuntimeManagementConfig',
      'Tags',
    ],
  },
  'AWS::Lambda::EventSourceMapping': {
    properties: [
      'EventSourceArn',
      'FunctionName',
      'BatchSize',
      'MaximumBatchingWindowInSeconds',
      'TumblingWindowInSeconds',
      'FilterCriteria',
      'FunctionResponseTypes',
      'MaximumRetryAttempts',
      'MaximumRecordAgeInSeconds',
      'BisectBatchOnFunctionError',
      'ParallelizationFactor',
      'StartingPosition',
      'ScalingConfig',
      'Enabled',
      'DestinationConfig',
    ],
    ignored: ['KmsKeyArn', 'MetricsConfig', 'LoggingConfig', 'Tags'],
  },
  'AWS::ApiGatewayV2::Api': { properties: ['ProtocolType', 'Name'], ignored: ['Description', 'Tags', 'IpAddressType'] },
  'AWS::ApiGatewayV2::Route': {
    properties: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType'],
    ignored: ['OperationName'],
  },
  'AWS::ApiGatewayV2::Integration': {
    properties: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    ignored: ['Description', 'IntegrationMethod', 'CredentialsArn'],
  },
  'AWS::ApiGatewayV2::Stage': {
    properties: ['ApiId', 'StageName'],
    ignored: ['AutoDeploy', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Description', 'Tags'],
  },
  'AWS::S3::Bucket': {
    properties: ['BucketName', 'NotificationConfiguration'],
    // Nothing expires: a local stack's files are few.
    ignored: [
      'BucketEncryption',
      'LifecycleConfiguration',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'VersioningConfiguration',
      'Tags',
    ],
  },
  'AWS::SNS::Topic': {
    properties: [],
    ignored: ['TopicName', 'DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig', 'Tags'],
  },
  'AWS::SNS::Subscription': { properties: ['Protocol', 'TopicArn', 'Endpoint', 'RawMessageDelivery'], ignored: [] },
  'AWS::SES::ConfigurationSet': {
    properties: [],
    ignored: ['Name', 'DeliveryOptions', 'ReputationOptions', 'SendingOptions', 'SuppressionOptions', 'Tags'],
  },
  'AWS::SES::ConfigurationSetEventDestination': {
    properties: ['ConfigurationSetName', 'EventDestination'],
    ignored: [],
  },
  'AWS::Scheduler::Schedule': {
    properties: ['Name', 'ScheduleExpression', 'ScheduleExpressionTimezone', 'Target', 'State'],
    ignored: ['FlexibleTimeWindow', 'GroupName', 'Description', 'KmsKeyArn'],
  },
};

/** Left out by name: on one machine there is nothing behind them to emulate. */
const ignored: readonly RegExp[] = [
  /^AWS::CDK::Metadata$/,
  /^AWS::KMS::(Key|Alias)$/,
  /^AWS::IAM::(Role|Policy|ManagedPolicy)$/,
  /^AWS::CloudWatch::(Alarm|CompositeAlarm|Dashboard)$/,
  /^AWS::Logs::(LogGroup|MetricFilter|QueryDefinition|ResourcePolicy)$/,
  /^AWS::SNS::TopicPolicy$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::Lambda::(Permission|EventInvokeConfig)$/,
  /^AWS::SES::EmailIdentity$/,
  /^AWS::Scheduler::ScheduleGroup$/,
  /^AWS::Budgets::Budget$/,
];

/** The resources that the local stack starts, by type. Throws, naming them, if there are any that it can't. */
export const selectResources = (template: Template, holds: (condition: string) => boolean): Selected => {
  const active = Object.entries(template.Resources).filter(([, { Condition: condition }]) => {
    return condition === undefined || holds(condition);
  });
  const problems = active.flatMap(([id, resource]) => refusals(id, resource));
  if (problems.length > 0) {
    throw new Error(
      `The local stack can't start this template:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nEmulate it in infra/local or, if it makes no difference on one machine, list it in infra/local/template/resources.ts.`,
    );
  }
  return (...types) =>
    active.filter(([, { Type: type }]) => types.includes(type)).map(([id, each]) => ({ id, ...each }));
};

/** All active resources of the given types, with their logical ids. */
export type Selected = (...types: string[]) => (Resource & { id: string })[];

const refusals = (id: string, { Type: type, Properties: properties = {} }: Resource): string[] => {
  if (ignored.some((pattern) => pattern.test(type))) return [];
  const known = emulated[type];
  if (known === undefined) return [`${id} is of type ${type}, which is neither emulated nor ignored by name`];
  return Object.keys(properties)
    .filter((name) => !known.properties.includes(name) && !known.ignored.includes(name))
    .map((name) => `${id} (${type}) has the property ${name}, which is neither emulated nor ignored by name`);
};
