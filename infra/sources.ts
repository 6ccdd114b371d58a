/** The sources' secrets: parameters that `hoshin apply` writes, one a source, and that two functions read. */
import { Stack } from 'aws-cdk-lib';
import type { HoshinFunction } from './function.ts';
import type { Tables } from './tables.ts';

/** Lets a function read the parameters under a prefix (`/hoshin/production/sources/`), whichever sources there are. */
export const allowSources = (reader: HoshinFunction<Record<string, string>>, tables: Tables, prefix: string): void => {
  const stack = Stack.of(reader);
  const resourceName = `${prefix.slice(1)}*`;
  const arn = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName });
  reader.allow(['ssm:GetParameter'], arn);
  reader.allowKey(['kms:Decrypt'], tables.key.keyArn, 'ssm');
  reader.acknowledge(
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/${resourceName}]`,
    'Sources come and go without a deployment: the prefix holds nothing but their parameters.',
  );
};
