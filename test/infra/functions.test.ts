import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { only, production, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize(production);
const functions = resourcesOf(template, 'AWS::Lambda::Function');
const roles = template.findResources('AWS::IAM::Role');
const policies = resourcesOf(template, 'AWS::IAM::Policy');
const nameOf = ({ path }: { path: string }) => (path.split('/')[1] ?? '').toLowerCase();

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}
const statementsOf = (role: string): Statement[] =>
  policies
    .filter(({ properties }) => JSON.stringify(properties.Roles) === JSON.stringify([{ Ref: role }]))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);

test('there is a function for each folder of functions, all of one kind', () => {
  expect(functions.map(nameOf).sort()).toEqual(readdirSync('functions').sort());
  for (const { properties } of functions) {
    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(properties.Environment.Variables).toMatchObject({ POWERTOOLS_METRICS_NAMESPACE: 'Hoshin/production' });
  }
});

test.each(functions.map((each) => [nameOf(each), each] as const))(
  '%s logs to a group of its own that forgets after a while',
  (name, { properties }) => {
    const group = template.findResources('AWS::Logs::LogGroup')[properties.LoggingConfig.LogGroup.Ref]?.Properties;
    expect(group).toMatchObject({ LogGroupName: `/hoshin/production/${name}`, RetentionInDays: 90 });
    expect(properties.Environment.Variables.POWERTOOLS_SERVICE_NAME).toBe(name);
  },
);

test('every function has a role of its own, without managed policies', () => {
  const used = functions.map(({ properties }) => properties.Role['Fn::GetAtt'][0]);
  expect(new Set(used).size).toBe(functions.length);
  for (const role of used) expect(roles[role]?.Properties.ManagedPolicyArns).toBeUndefined();
});

test('no permission has a wildcard but those with a written reason', () => {
  const allowed = Object.keys(roles).flatMap(statementsOf);
  const wild = allowed.filter(({ Action, Resource }) => /\*/.test(JSON.stringify([Action, Resource])));
  for (const { Action, Resource } of wild) {
    if (Action === 'dynamodb:ListStreams') expect(Resource).toBe('*');
    else if (Action === 's3:GetObject') expect(JSON.stringify(Resource)).toMatch(/\/incoming\/\*"\]\]\}$/);
    else if (Action === 's3:PutObject') expect(JSON.stringify(Resource)).toMatch(/\/results\/\*"\]\]\}$/);
    else {
      expect(Action).toBe('ssm:GetParameter');
      expect(JSON.stringify(Resource)).toContain(':parameter/hoshin/production/sources/*"');
    }
  }
  // Readers of streams, of sources' access, of dropped files; what comes of these.
  expect(wild).toHaveLength(4 + 4 + 1 + 1);
});

test('keys are used only through the service that encrypts with them', () => {
  const keys = Object.keys(roles)
    .flatMap(statementsOf)
    .filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
  expect(keys.length).toBeGreaterThan(0);
  for (const { Condition } of keys) expect(JSON.stringify(Condition)).toContain('kms:ViaService');
});

test('only notify and sweep may send mail, as one address and with one configuration set', () => {
  const senders = functions.filter(({ properties }) =>
    JSON.stringify(statementsOf(properties.Role['Fn::GetAtt'][0])).includes('ses:'),
  );
  expect(senders.map(nameOf)).toEqual(['notify', 'sweep']);
  const set = only(resourcesOf(template, 'AWS::SES::ConfigurationSet'));
  expect(set.properties).toMatchObject({
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    ReputationOptions: { ReputationMetricsEnabled: true },
  });
  for (const { properties } of senders) {
    const [statement] = statementsOf(properties.Role['Fn::GetAtt'][0]).filter(
      ({ Action }) => Action === 'ses:SendRawEmail',
    );
    expect(JSON.stringify(statement?.Resource)).toContain('identity/kpi@company.example');
    expect(statement?.Resource).toHaveLength(3);
    expect(statement?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'kpi@company.example' } });
    expect(properties.Environment.Variables.CONFIGURATION_SET).toEqual({ Ref: set.id });
  }
});

test('a schedule may call its function, and nothing else', () => {
  for (const { properties } of resourcesOf(template, 'AWS::Scheduler::Schedule')) {
    const role = properties.Target.RoleArn['Fn::GetAtt'][0];
    expect(statementsOf(role)).toEqual([
      expect.objectContaining({ Action: 'lambda:InvokeFunction', Resource: properties.Target.Arn }),
    ]);
  }
});
