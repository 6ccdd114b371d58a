import { expect, test } from 'vitest';
import { createStack, production, resourcesOf, synthesize } from './synthesize.ts';

test('a stack is called after its stage', () => {
  expect(createStack().stack.stackName).toBe('Hoshin-development');
  expect(createStack(production).stack.stackName).toBe('Hoshin-production');
});

test.each([
  [{ stage: 'Production!' }, /stage/],
  [{ stage: 'production' }, /mailFrom[\s\S]*alarmEmail|alarmEmail[\s\S]*mailFrom/],
  [{ mailFrom: 'nobody' }, /mailFrom/],
  [{ requestsPerSecond: 'many' }, /requestsPerSecond/],
  [{ senders: 'arn:aws:s3:::bucket' }, /senders/],
  [{ repository: 'http://insecure.example' }, /repository/],
])('context %o is refused with the name of the key and where to read on', (context, message) => {
  expect(() => createStack(context)).toThrow(message);
  expect(() => createStack(context)).toThrow(/docs\/deploy\.md/);
});

test('what the command line gives as text counts as a number', () => {
  const [stage] = resourcesOf(synthesize({ requestsPerSecond: '7', requestBurst: '9' }), 'AWS::ApiGatewayV2::Stage');
  expect(stage?.properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 });
});

test('access logs name no caller and no path', () => {
  const [stage] = resourcesOf(synthesize(), 'AWS::ApiGatewayV2::Stage');
  expect(stage?.properties.StageName).toBe('$default');
  expect(stage?.properties.AccessLogSettings.Format).not.toMatch(
    /identity|sourceIp|userAgent|\.path|domainName|authorizer/,
  );
});
