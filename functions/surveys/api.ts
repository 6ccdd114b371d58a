/** HTTP on the outside of customers' pages: which address leads to which, by which method, and what every answer carries. */
import { ParameterValidationError, Router } from '@aws-lambda-powertools/event-handler/http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { acceptedLanguages } from '../../shared/http/accept-language.ts';
import { readFields } from '../../shared/http/read-form.ts';
import type { ReadLink } from '../../shared/links/connect-links.ts';
import { type CustomerPage, customerDocument, customerHeaders } from '../../shared/pages/customer/frame.ts';
import { type Refusal, refuse } from '../../shared/pages/customer/refuse.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { open } from './open.ts';
import { personal } from './personal.ts';
import type { Ground, LinkTarget, PageAnswer, PageRequest, SurveyPage } from './request.ts';
import { stop } from './stop.ts';

export interface Dependencies extends Ground {
  readLink: ReadLink;
  now(): number;
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

type Method = 'GET' | 'HEAD' | 'POST';

const languagesOf = (event: APIGatewayProxyEventV2): PageRequest['languages'] => ({
  asked: event.queryStringParameters?.lang,
  accepted: acceptedLanguages(event.headers['accept-language']),
});

const answerPage = (page: CustomerPage): HttpResponse => ({
  statusCode: page.status,
  headers: customerHeaders(page),
  body: customerDocument(page),
});

const answerWith = (answer: PageAnswer): HttpResponse => {
  if (answer.kind === 'page') return answerPage(answer.page);
  const location = `?${new URLSearchParams(answer.query).toString()}`;
  return { statusCode: 303, headers: { ...customerHeaders(answer), location }, body: '' };
};

const serve = async <Target>(
  { board, forms, send, policy, surveys, now }: Dependencies,
  event: APIGatewayProxyEventV2,
  method: Method,
  page: SurveyPage<Target>,
  target: Target,
): Promise<PageAnswer> => {
  const languages = languagesOf(event);
  const query = event.queryStringParameters ?? {};
  const request: PageRequest = { board, forms, send, policy, surveys, query, languages, now: now() };
  if (method !== 'POST') return page.show(request, target);
  const reading = await readFields(event);
  if (reading.readable) return page.submit(request, target, reading.fields);
  const refusal = reading.reason === 'too-large' ? 'tooLarge' : 'notAForm';
  return { kind: 'page', page: refuse(languages, refusal) };
};

const linkPages = { survey: personal, stop } as const;

/** Customers' pages as a function of an HTTP API event. Answers every request; a 500 is a fault of ours, and logged. */
export const createApi = (dependencies: Dependencies) => {
  const serveLink = async (
    event: APIGatewayProxyEventV2,
    method: Method,
    purpose: keyof typeof linkPages,
  ): Promise<PageAnswer> => {
    const reading = await dependencies.readLink(event.pathParameters?.token ?? '', purpose);
    if (reading.kind === 'invalid' || reading.kind === 'wrong-purpose')
      return { kind: 'page', page: refuse(languagesOf(event), 'notALink') };
    const target: LinkTarget = { link: reading.link, expired: reading.kind === 'expired' };
    return serve(dependencies, event, method, linkPages[purpose], target);
  };
  const serveOpen = (event: APIGatewayProxyEventV2, method: Method) =>
    serve(dependencies, event, method, open, event.pathParameters?.survey ?? '');

  const router = new Router({ logger });
  const routes = {
    '/v1/survey/:token': (event: APIGatewayProxyEventV2, method: Method) => serveLink(event, method, 'survey'),
    '/v1/stop/:token': (event: APIGatewayProxyEventV2, method: Method) => serveLink(event, method, 'stop'),
    '/v1/open/:survey': serveOpen,
  } as const;
  for (const path of Object.keys(routes) as (keyof typeof routes)[]) {
    const answer = async (unknownEvent: unknown, method: Method): Promise<HttpResponse> => {
      const event = unknownEvent as APIGatewayProxyEventV2;
      const response = answerWith(await routes[path](event, method));
      // Never the address: it holds the token, and whoever reads the log could use it.
      logger.info('page', { page: path, method, status: response.statusCode });
      return response;
    };
    router.get(path, async ({ event }) => answer(event, 'GET'));
    router.head(path, async ({ event }) => ({ ...(await answer(event, 'HEAD')), body: '' }));
    router.post(path, async ({ event }) => answer(event, 'POST'));
    router.options(path, async () => ({
      statusCode: 204,
      headers: { ...customerHeaders({}), allow: 'GET, HEAD, POST, OPTIONS' },
    }));
  }
  const refused = (event: unknown, refusal: Refusal) =>
    answerPage(refuse(languagesOf(event as APIGatewayProxyEventV2), refusal));
  router.notFound(async (_, { event }) => refused(event, 'noSuchPage'));
  router.errorHandler([URIError, ParameterValidationError], async (_, { event }) => refused(event, 'notALink'));
  router.errorHandler(Error, async (fault, { event }) => {
    logger.error('a page failed', fault);
    return refused(event, 'failed');
  });

  return async (event: APIGatewayProxyEventV2, context: Context) => {
    try {
      return await router.resolve(event, context);
    } catch (fault) {
      // The router builds a Request before it routes; headers or a method that no Request can have end here.
      if (!(fault instanceof TypeError)) throw fault;
      return refused(event, 'notALink');
    }
  };
};
