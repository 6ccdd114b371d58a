/** HTTP on the outside of the pages: which link leads to which, by which method, and what every answer carries. */
import { ParameterValidationError, Router } from '@aws-lambda-powertools/event-handler/http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { readForm } from '../../shared/http/read-form.ts';
import type { ReadLink } from '../../shared/links/connect-links.ts';
import { type StaffPurpose, staffPurposes } from '../../shared/links/link.ts';
import { type Page, pageDocument, pageHeaders } from '../../shared/pages/frame.ts';
import { logger } from '../../shared/runtime/observe.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { LinkPage, LinkRequest } from './link-page.ts';
import * as refusals from './refusals.ts';

export interface Dependencies {
  board: NamedTable;
  readLink: ReadLink;
  readNotice(id: string): Promise<Notice | undefined>;
  pages: Record<StaffPurpose, LinkPage>;
  now(): number;
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const allowed = 'GET, HEAD, POST, OPTIONS';

const answerWith = (page: Page): HttpResponse => ({
  statusCode: page.status,
  headers: pageHeaders,
  body: pageDocument(page),
});
const withoutBody = (response: HttpResponse): HttpResponse => ({ ...response, body: '' });

/** Never the token: whoever reads the log could use it. */
const log = (purpose: StaffPurpose, method: string, status: number, more: object) =>
  logger.info('page', { purpose, method, status, ...more });

const openLink = async (
  { board, readLink, readNotice, now }: Dependencies,
  event: APIGatewayProxyEventV2,
  purpose: StaffPurpose,
): Promise<{ request: LinkRequest } | { page: Page }> => {
  const reading = await readLink(event.pathParameters?.token ?? '', purpose);
  if (reading.kind === 'invalid') return { page: refusals.notALink };
  const { link } = reading;
  if (reading.kind === 'wrong-purpose') return { page: refusals.wrongPurpose(link.purpose, purpose) };
  if (reading.kind === 'expired') return { page: refusals.expired(purpose) };
  const notice = await readNotice(link.notice);
  if (!notice) return { page: refusals.unknown };
  return { request: { board, link, notice, query: event.queryStringParameters ?? {}, now: now() } };
};

const submit = async (linkPage: LinkPage, request: LinkRequest, event: APIGatewayProxyEventV2): Promise<Page> => {
  const reading = await readForm(event);
  if (reading.readable) return linkPage.submit(request, reading.form);
  return reading.reason === 'too-large' ? refusals.formTooLarge : refusals.notAForm;
};

/** The pages as a function of an HTTP API event. Answers every request; a 500 is a fault of ours, and logged. */
export const createApi = (dependencies: Dependencies) => {
  const answer = async (event: APIGatewayProxyEventV2, purpose: StaffPurpose, method: 'GET' | 'HEAD' | 'POST') => {
    const opened = await openLink(dependencies, event, purpose);
    const linkPage = dependencies.pages[purpose];
    const page =
      'page' in opened
        ? opened.page
        : method === 'POST'
          ? await submit(linkPage, opened.request, event)
          : await linkPage.show(opened.request);
    const notice = 'request' in opened && { notice: opened.request.link.notice };
    log(purpose, method, page.status, { ...notice });
    return answerWith(page);
  };

  const router = new Router({ logger });
  for (const purpose of staffPurposes) {
    const path = `/v1/${purpose}/:token` as const;
    const eventOf = (event: unknown) => event as APIGatewayProxyEventV2;
    router.get(path, async ({ event }) => answer(eventOf(event), purpose, 'GET'));
    router.head(path, async ({ event }) => withoutBody(await answer(eventOf(event), purpose, 'HEAD')));
    router.post(path, async ({ event }) => answer(eventOf(event), purpose, 'POST'));
    router.options(path, async () => ({
      statusCode: 204,
      headers: { ...pageHeaders, allow: allowed },
    }));
  }
  router.notFound(async () => answerWith(refusals.noSuchPage));
  router.errorHandler([URIError, ParameterValidationError], async () => answerWith(refusals.notALink));
  router.errorHandler(Error, async (fault) => {
    logger.error('a page failed', fault);
    return answerWith(refusals.failed);
  });

  return async (event: APIGatewayProxyEventV2, context: Context) => {
    try {
      return await router.resolve(event, context);
    } catch (fault) {
      // The router builds a Request before it routes; headers or a method that no Request can have end here.
      if (!(fault instanceof TypeError)) throw fault;
      return answerWith(refusals.notALink);
    }
  };
};
