import { expect, test } from 'vitest';
import { only, production, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize(production);
const bucket = only(resourcesOf(template, 'AWS::S3::Bucket'));
const queue = only(
  resourcesOf(template, 'AWS::SQS::Queue').filter(({ path }) => path.endsWith('/Drop/Arrivals/Queue/Resource')),
);
const name = {
  'Fn::Join': ['', ['hoshin-production-', { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]],
};

test('the bucket is encrypted, private, and refuses what does not come over TLS', () => {
  expect(bucket.properties).toMatchObject({
    BucketName: name,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
  const policy = only(resourcesOf(template, 'AWS::S3::BucketPolicy'));
  expect(policy.properties.PolicyDocument.Statement).toEqual([
    expect.objectContaining({
      Effect: 'Deny',
      Action: 's3:*',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ]);
});

test('intake has the memory that the largest workbook takes', () => {
  const intake = only(resourcesOf(template, 'AWS::Lambda::Function').filter(({ path }) => path.includes('/Intake/')));
  expect(intake.properties.MemorySize).toBe(3008);
});

test('files and results go after 30 days, uploads that were given up after one', () => {
  expect(bucket.properties.VersioningConfiguration).toBeUndefined();
  expect(bucket.properties.LifecycleConfiguration.Rules).toEqual([
    expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 30, Status: 'Enabled' }),
    expect.objectContaining({ Prefix: 'results/', ExpirationInDays: 30, Status: 'Enabled' }),
    expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }),
  ]);
});

test('a production bucket outlives its stack, one of a trial goes with it', () => {
  expect(bucket.resource.DeletionPolicy).toBe('Retain');
  const trial = only(resourcesOf(synthesize({ stage: 'trial' }), 'AWS::S3::Bucket'));
  expect(trial.resource.DeletionPolicy).toBe('Delete');
});

test('the queue is told of what comes in, by the template itself, and of nothing that intake writes', () => {
  expect(bucket.properties.NotificationConfiguration).toEqual({
    QueueConfigurations: [
      {
        Event: 's3:ObjectCreated:*',
        Queue: { 'Fn::GetAtt': [queue.id, 'Arn'] },
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } },
      },
    ],
  });
  expect(Object.keys(template.toJSON().Resources).filter((id) => id.includes('BucketNotifications'))).toEqual([]);
});

test('only this bucket of this account may tell, and its policy is there before the bucket', () => {
  const policy = only(
    resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ path }) => path.includes('/Drop/Arrivals/Queue/')),
  );
  const allowed = policy.properties.PolicyDocument.Statement.filter(
    ({ Effect }: { Effect: string }) => Effect === 'Allow',
  );
  expect(allowed).toEqual([
    expect.objectContaining({
      Action: 'sqs:SendMessage',
      Principal: { Service: 's3.amazonaws.com' },
      Resource: { 'Fn::GetAtt': [queue.id, 'Arn'] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnEquals: {
          'aws:SourceArn': {
            'Fn::Join': [
              '',
              [
                ...['arn:', { Ref: 'AWS::Partition' }, ':s3:::hoshin-production-'],
                ...[{ Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }],
              ],
            ],
          },
        },
      },
    }),
  ]);
  expect(bucket.resource.DependsOn).toContain(policy.id);
});
