/** HTTP on the outside of complaints: the form's page for customers, and the API for systems. */
import { ParameterValidationError, Router } from '@aws-lambda-powertools/event-handler/http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { acceptedLanguages } from '../../shared/http/accept-language.ts';
import * as problems from '../../shared/http/problem.ts';
import { readForm } from '../../shared/http/read-form.ts';
import type { FormTokens } from '../../shared/links/connect-links.ts';
import { type CustomerPage, customerDocument, customerHeaders } from '../../shared/pages/customer/frame.ts';
import { type Refusal, refuse, type WantedLanguages } from '../../shared/pages/customer/refuse.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { type PageAnswer, type PageRequest, showComplaintPage, submitComplaintPage } from './page.ts';
import { type Answer, type Dependencies as Receiving, receiveComplaint } from './receive-complaint.ts';

export interface Dependencies extends Receiving {
  forms: FormTokens;
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const page = '/v1/complaint';

const languagesOf = (event: APIGatewayProxyEventV2): WantedLanguages => ({
  asked: event.queryStringParameters?.lang,
  accepted: acceptedLanguages(event.headers['accept-language']),
});

const answerPage = (shown: CustomerPage): HttpResponse => ({
  statusCode: shown.status,
  headers: customerHeaders(shown),
  body: customerDocument(shown),
});

const answerWith = (answer: PageAnswer): HttpResponse => {
  if (answer.kind === 'page') return answerPage(answer.page);
  const location = `?${new URLSearchParams(answer.query).toString()}`;
  return { statusCode: 303, headers: { ...customerHeaders({}), location }, body: '' };
};

const json = (statusCode: number, type: string, body: object, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode,
  headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});

const answerProblem = ({ retryAfter, ...problem }: problems.Problem, more: object = {}): HttpResponse =>
  json(
    problem.status,
    'application/problem+json',
    { ...problem, ...more },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );

const answerSystem = (answer: Answer): HttpResponse =>
  answer.kind === 'filed'
    ? json(202, 'application/json', answer.receipt)
    : answerProblem(answer.problem, answer.fields && { errors: answer.fields });

/** Ids alone: never what somebody wrote, nor the address, which holds the form's token. */
const logAnswer = (source: string, answer: Answer): void => {
  if (answer.kind === 'filed') logger.info('complaint filed', { source, complaint: answer.receipt.case });
  else {
    const { type, status } = answer.problem;
    const fault = answer.fault === undefined ? {} : { fault: answer.fault };
    logger.warn('complaint refused', { source: source.slice(0, 64), type, status, ...fault });
  }
};

/** Complaints as a function of an HTTP API event. Answers every request; a 500 is a fault of ours, and logged. */
export const createApi = (dependencies: Dependencies) => {
  const refused = (event: APIGatewayProxyEventV2, refusal: Refusal) => answerPage(refuse(languagesOf(event), refusal));
  const failure = (event: APIGatewayProxyEventV2, refusal: Refusal, problem: problems.Problem) =>
    event.rawPath?.startsWith('/v1/complaints') ? answerProblem(problem) : refused(event, refusal);

  const requestOf = async (event: APIGatewayProxyEventV2): Promise<PageRequest> => {
    const { board, forms, send, readPolicy, now } = dependencies;
    return { board, forms, send, policy: await readPolicy(), languages: languagesOf(event), now: now() };
  };
  const show = async (event: APIGatewayProxyEventV2) =>
    answerWith(await showComplaintPage(await requestOf(event), event.queryStringParameters?.filed));
  const submit = async (event: APIGatewayProxyEventV2) => {
    const reading = await readForm(event);
    if (!reading.readable) return refused(event, reading.reason === 'too-large' ? 'tooLarge' : 'notAForm');
    return answerWith(await submitComplaintPage(await requestOf(event), reading.form));
  };
  const logged = async (unknownEvent: unknown, answer: typeof show, method: string) => {
    const response = await answer(unknownEvent as APIGatewayProxyEventV2);
    logger.info('page', { page, method, status: response.statusCode });
    return response;
  };

  const router = new Router({ logger });
  router.get(page, async ({ event }) => logged(event, show, 'GET'));
  router.head(page, async ({ event }) => ({ ...(await logged(event, show, 'HEAD')), body: '' }));
  router.post(page, async ({ event }) => logged(event, submit, 'POST'));
  router.options(page, async () => ({
    statusCode: 204,
    headers: { ...customerHeaders({}), allow: 'GET, HEAD, POST, OPTIONS' },
  }));
  router.post('/v1/complaints/:source', async ({ event, params }) => {
    const { headers, body = '', isBase64Encoded } = event as APIGatewayProxyEventV2;
    const source = params.source ?? '';
    const answer = await receiveComplaint({ source, headers, body, isBase64Encoded }, dependencies);
    logAnswer(source, answer);
    return answerSystem(answer);
  });
  const noSource = problems.wrongSignature;
  router.notFound(async (_, { event }) => failure(event as APIGatewayProxyEventV2, 'noSuchPage', noSource));
  router.errorHandler([URIError, ParameterValidationError], async (_, { event }) =>
    failure(event as APIGatewayProxyEventV2, 'noSuchPage', noSource),
  );
  router.errorHandler(Error, async (fault, { event }) => {
    logger.error('complaints failed', fault);
    return failure(event as APIGatewayProxyEventV2, 'failed', problems.failed);
  });

  return async (event: APIGatewayProxyEventV2, context: Context) => {
    try {
      return await router.resolve(event, context);
    } catch (fault) {
      // The router builds a Request before it routes; headers or a method that no Request can have end here.
      if (!(fault instanceof TypeError)) throw fault;
      const malformed = problems.malformed('The request has a header or a method that HTTP does not allow.');
      return failure(event, 'notAForm', malformed);
    }
  };
};
