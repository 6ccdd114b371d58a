/** Where the local stack's services are, and how the AWS SDK is told. */
import type { Ports } from './data-folder.ts';
import { loopback } from './loopback.ts';
import { region } from './template/names.ts';

/** `http` is the HTTP API, `inbox` the page that shows the mails. */
export type Addresses = Record<'dynamodb' | 'sqs' | 's3' | 'ssm' | 'ses' | 'lambda' | 'http' | 'inbox', string>;

export const addressesOf = (ports: Ports): Addresses => {
  const at = (port: number) => `http://${loopback}:${port}`;
  return {
    dynamodb: at(ports.dynamodb),
    sqs: at(ports.sqs),
    s3: at(ports.s3),
    ssm: at(ports.ssm),
    ses: at(ports.inbox),
    lambda: at(ports.lambda),
    http: at(ports.http),
    inbox: at(ports.inbox),
  };
};

/** The AWS SDK's settings for these addresses. The engines take any credentials. */
export const toEnvironment = (addresses: Addresses): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: addresses.dynamodb,
  AWS_ENDPOINT_URL_SQS: addresses.sqs,
  AWS_ENDPOINT_URL_S3: addresses.s3,
  AWS_ENDPOINT_URL_SSM: addresses.ssm,
  AWS_ENDPOINT_URL_SES: addresses.ses,
  AWS_ENDPOINT_URL_LAMBDA: addresses.lambda,
});
