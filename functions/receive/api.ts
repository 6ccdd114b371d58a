/** HTTP on the outside of the use case: one address, and problem+json for everything that goes wrong. */
import { ParameterValidationError, Router } from '@aws-lambda-powertools/event-handler/http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { logger } from '../../shared/runtime/observe.ts';
import * as problems from './problem.ts';
import type { Answer, WebhookRequest } from './receive-events.ts';

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const toResponse = (
  statusCode: number,
  type: string,
  body: object,
  headers: Record<string, string> = {},
): HttpResponse => ({
  statusCode,
  headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});

/** A problem, and for 422 the verdicts beside it. */
const toProblemResponse = ({ retryAfter, ...problem }: problems.Problem, more: object = {}): HttpResponse =>
  toResponse(
    problem.status,
    'application/problem+json',
    { ...problem, ...more },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );

const answerOf = (answer: Answer): HttpResponse =>
  answer.kind === 'judged'
    ? toResponse(202, 'application/json', answer.verdicts)
    : toProblemResponse(answer.problem, answer.verdicts);

export type Receive = (request: WebhookRequest) => Promise<Answer>;

/** The API as a function of an HTTP API event. Answers every request; a 500 is a fault of ours, and logged. */
export const createApi = (receive: Receive) => {
  const router = new Router({ logger });
  router.post('/v1/ingest/:source', async ({ event, params }) => {
    const { headers, body = '', isBase64Encoded } = event as APIGatewayProxyEventV2;
    return answerOf(await receive({ source: params.source ?? '', headers, body, isBase64Encoded }));
  });
  // Whether there is anybody, asked before a webhook is set up. Who it is is not said: every name is answered alike.
  router.head('/v1/ingest/:source', async () => toResponse(200, 'application/json', {}));
  router.notFound(async () => toProblemResponse(problems.notFound));
  // A path whose escapes can't be decoded, or whose source is blank, leads nowhere.
  router.errorHandler([URIError, ParameterValidationError], async () => toProblemResponse(problems.notFound));
  router.errorHandler(Error, async (fault) => {
    logger.error('receive failed', fault);
    return toProblemResponse(problems.failed);
  });

  return async (event: APIGatewayProxyEventV2, context: Context) => {
    try {
      return await router.resolve(event, context);
    } catch (fault) {
      // The router builds a Request before it routes; headers or a method that no Request can have end here.
      if (!(fault instanceof TypeError)) throw fault;
      return toProblemResponse(problems.malformed('The request has a header or a method that HTTP does not allow.'));
    }
  };
};
