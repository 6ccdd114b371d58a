import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { production, resourcesOf, synthesize } from './synthesize.ts';

const development = synthesize();
const tables = (template = development) => resourcesOf(template, 'AWS::DynamoDB::Table');

test('both tables are encrypted with a customer key that rotates', () => {
  const [key, ...others] = resourcesOf(development, 'AWS::KMS::Key');
  expect(others).toEqual([]);
  expect(key?.properties.EnableKeyRotation).toBe(true);
  expect(tables()).toHaveLength(2);
  for (const { properties } of tables()) {
    expect(properties.SSESpecification).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: { 'Fn::GetAtt': [key?.id, 'Arn'] },
    });
  }
});

test('both tables can be restored to any second, pay by request, and stream what was and what is', () => {
  for (const { properties } of tables()) {
    expect(properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(properties.BillingMode).toBe('PAY_PER_REQUEST');
    expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  }
});

test('only the board expires items: what a record counts is kept', () => {
  const expiring = tables().filter(({ properties }) => properties.TimeToLiveSpecification !== undefined);
  expect(expiring.map(({ path }) => path)).toEqual([expect.stringContaining('Tables/Board')]);
  development.hasResourceProperties('AWS::DynamoDB::Table', {
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
});

test('production keeps its tables, its key and itself; development lets go of them', () => {
  const kept = (template = development) =>
    [...tables(template), ...resourcesOf(template, 'AWS::KMS::Key')].map(({ resource }) => resource.DeletionPolicy);
  const isProtected = (template = development) =>
    tables(template).map(({ properties }) => properties.DeletionProtectionEnabled);
  const live = synthesize(production);
  expect(kept(live)).toEqual(['Retain', 'Retain', 'Retain']);
  expect(isProtected(live)).toEqual([true, true]);
  expect(kept()).toEqual(['Delete', 'Delete', 'Delete']);
  expect(isProtected()).toEqual([false, false]);
});

test('the hoshin command finds the stack by one parameter', () => {
  development.hasResourceProperties('AWS::SSM::Parameter', { Name: '/hoshin/development/stack', Type: 'String' });
  const [parameter] = resourcesOf(development, 'AWS::SSM::Parameter');
  const text: string = parameter?.properties.Value['Fn::Join'][1]
    .map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    .join('');
  expect(Object.keys(JSON.parse(text)).sort()).toEqual(
    [
      ...['stage', 'region', 'recordsTable', 'boardTable', 'ingestUrl', 'ingestQueueUrl', 'ingestDlqUrl'],
      ...['sendersQueueUrl', 'sendersDlqUrl', 'mailEventsQueueUrl', 'mailEventsDlqUrl', 'key', 'functions'],
      ...['dropBucket', 'dropQueueUrl', 'dropDlqUrl', 'graceSeconds'],
    ].sort(),
  );
  expect(Object.keys(JSON.parse(text).functions)).toHaveLength(16);
  development.hasOutput('WebhookAddress', { Value: Match.anyValue() });
});
