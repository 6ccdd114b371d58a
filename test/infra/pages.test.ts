import { expect, test } from 'vitest';
import { only, production, resourcesOf, synthesize } from './synthesize.ts';

const template = synthesize(production);
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ properties }) => String(properties.RouteKey));
const stage = only(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'));
const links = ['decide', 'act', 'unsubscribe', 'survey', 'stop'].map((page) => `${page}/{token}`);
const pages = [...links, 'open/{survey}', 'complaint'].flatMap((page) =>
  ['GET', 'HEAD', 'POST', 'OPTIONS'].map((method) => `${method} /v1/${page}`),
);

const statementsOf = (name: string): { Action: string | string[]; Resource: unknown; Condition?: unknown }[] =>
  resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ path }) => path.includes(`/${name}/Role/`))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);

test('the API has the webhook and the pages, each with the methods that it knows', () => {
  const signed = ['POST /v1/ingest/{source}', 'HEAD /v1/ingest/{source}', 'POST /v1/complaints/{source}'];
  expect(routes.sort()).toEqual([...signed, ...pages].sort());
});

test('pages are throttled each by itself, once their routes are there', () => {
  const settings: Record<string, object> = stage.properties.RouteSettings;
  expect(Object.keys(settings).sort()).toEqual([...pages].sort());
  for (const each of Object.values(settings))
    expect(each).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 });
  const waited = new Set<string>(stage.resource.DependsOn);
  const pageRoutes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(
    ({ properties }) => !String(properties.RouteKey).endsWith('/{source}'),
  );
  for (const { id } of pageRoutes) expect(waited).toContain(id);
});

test('the access log holds routes, never paths: the path of a page is a permission', () => {
  const format = String(stage.properties.AccessLogSettings.Format);
  expect(format).toContain('$context.routeKey');
  expect(format).not.toMatch(/path|sourceIp|userAgent|identity|headers|querystring/i);
});

test.each(['Notify', 'Sweep', 'Decisions', 'Surveys', 'Complaints'])(
  '%s knows one parameter of keys, and only those who sign make it',
  (name) => {
    const statements = statementsOf(name).filter(({ Resource }) => JSON.stringify(Resource).includes('link-keys'));
    const { Action, Resource } = only(statements);
    expect(JSON.stringify(Resource)).toMatch(/:parameter\/hoshin\/production\/link-keys"/);
    expect([Action].flat()).toEqual(
      name === 'Decisions' ? ['ssm:GetParameter'] : ['ssm:GetParameter', 'ssm:PutParameter'],
    );
  },
);

test('no secret stands in the template or in an environment', () => {
  const environments = resourcesOf(template, 'AWS::Lambda::Function').map(
    ({ properties }) => properties.Environment.Variables,
  );
  const signers = environments.filter((variables) => 'PAGES_URL' in variables);
  expect(signers).toHaveLength(2);
  for (const variables of environments.filter((each) => 'LINK_KEYS' in each))
    expect(variables.LINK_KEYS).toBe('/hoshin/production/link-keys');
  const parameters = resourcesOf(template, 'AWS::SSM::Parameter').map(({ properties }) => properties.Name);
  expect(parameters).toEqual(['/hoshin/production/stack']);
});
