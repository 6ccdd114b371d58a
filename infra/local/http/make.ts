/** Reads the template's HTTP API: which request calls which function. */
import * as z from 'zod';
import type { Functions } from '../lambda/make.ts';
import type { Blueprint } from '../template/blueprint.ts';
import { apiId } from '../template/names.ts';
import type { Integration } from './api.ts';

const IntegrationShape = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationUri: z.string(),
  TimeoutInMillis: z.number().default(30_000),
});
const RouteShape = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').default('NONE'),
});
const StageShape = z.object({ StageName: z.literal('$default', 'only the stage $default is emulated') });

/** Names the API, so that others can refer to its address. */
export const nameApi = ({ select, names }: Blueprint, url: string): void => {
  const apis = select('AWS::ApiGatewayV2::Api');
  if (apis.length > 1) throw new Error('The local stack emulates one HTTP API, and the template has more');
  for (const { id } of apis) names.set(id, { ref: apiId, attributes: { ApiEndpoint: url, ApiId: apiId } });
};

/** The routes with what they call. Throws, naming it, if one can't be emulated. */
export const readRoutes = (
  { select, parse }: Blueprint,
  functions: Functions,
): { key: string; target: Integration }[] => {
  for (const stage of select('AWS::ApiGatewayV2::Stage')) parse(stage, StageShape);
  const integrations = new Map(
    select('AWS::ApiGatewayV2::Integration').map((resource): [string, Integration] => {
      const { IntegrationUri: uri, TimeoutInMillis: timeoutMs } = parse(resource, IntegrationShape);
      return [`integrations/${resource.id}`, { function: functions.get(uri), timeoutMs }];
    }),
  );
  return select('AWS::ApiGatewayV2::Route').map((resource) => {
    const { RouteKey: key, Target: to } = parse(resource, RouteShape);
    const target = integrations.get(to);
    if (target === undefined) throw new Error(`The route ${key} has no integration here`);
    return { key, target };
  });
};
