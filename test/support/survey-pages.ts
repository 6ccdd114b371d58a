/** Customers' pages on a test board: links that are really signed, the function's own API, and what it puts on the queue. */
import type { Context } from 'aws-lambda';
import type { HoshinEvent } from '../../events/event.ts';
import { createApi } from '../../functions/surveys/api.ts';
import { type ApiReply, toEvent, toReply } from '../../infra/local/http/event.ts';
import { type Listener, serve } from '../../infra/local/loopback.ts';
import { type FormPurpose, newFormId, readFormToken, signFormToken } from '../../shared/links/form-token.ts';
import type { CustomerPurpose, Purpose } from '../../shared/links/link.ts';
import { readToken, signToken } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { readIngestMessage } from '../../shared/store/ingest-message.ts';
import { readSurveysInForce } from '../../shared/store/surveys.ts';
import type { NamedTable } from '../../shared/store/table.ts';

const [key] = parseLinkKeys(JSON.stringify([Buffer.from('k'.repeat(32)).toString('base64url')])) as [LinkKey];
const keyOf = async (id: string) => (id === key.id ? key : undefined);
const notice = 'mmq1x0c0-5f1c5f1c5f1c5f1c';

/** By name; pairs where a name comes twice. */
type Fields = Record<string, string> | [string, string][];

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface SurveyPages {
  /** The path of a link in a mail, signed at an instant (now, if not given). */
  sign(purpose: CustomerPurpose, invitation: string, at?: number): Promise<string>;
  send(method: string, path: string, form?: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** The same at an address of this machine, for browsers. Close it. */
  listen(): Promise<Listener>;
  /** What the queue holds, in the order in which it came. */
  events(): HoshinEvent[];
  /** From now on the queue takes nothing, or takes everything again. */
  breakQueue(broken: boolean): void;
}

/** `now` is asked for every request: tests move it. */
export const openSurveyPages = (board: NamedTable, now: () => number): SurveyPages => {
  const bodies: string[] = [];
  let broken = false;
  const api = createApi({
    board,
    readLink: (token: string, purpose: Purpose) => readToken(token, purpose, keyOf, now()),
    forms: {
      sign: (purpose: FormPurpose, subject: string, id = newFormId()) =>
        signFormToken({ purpose, subject, id }, key, now()),
      read: (token, purpose, subject) => readFormToken(token, { purpose, subject }, keyOf, now()),
    },
    send: async (messages) => {
      if (broken) return { sent: false, throttled: false, fault: 'ServiceUnavailable' };
      bodies.push(...messages);
      return { sent: true };
    },
    policy: () => readPolicy(board, now()),
    surveys: async () => readSurveysInForce(board, now(), 'UTC'),
    now,
  });

  const call = async (
    method: string,
    target: string,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<ApiReply> => {
    const [, , page = '', last = ''] = (target.split('?')[0] ?? '').split('/');
    const parameter = page === 'open' ? 'survey' : 'token';
    const route = { routeKey: `${method} /v1/${page}/{${parameter}}`, pathParameters: { [parameter]: last } };
    const event = toEvent({ method, target, sourceIp: '127.0.0.1', headers, body }, route, 'request', now());
    const reply = toReply(JSON.stringify(await api(event as never, {} as Context)));
    if (!reply) throw new Error('the API does not answer as an API does');
    return reply;
  };

  return {
    sign: async (purpose, subject, at = now()) =>
      `/v1/${purpose}/${await signToken({ purpose, notice, subject }, key, at)}`,
    send: async (method, path, form, given = {}) => {
      const pairs = form === undefined || Array.isArray(form) ? form : Object.entries(form);
      const headers = form ? { 'content-type': 'application/x-www-form-urlencoded', ...given } : given;
      const body = Buffer.from(pairs ? new URLSearchParams(pairs).toString() : '');
      const reply = await call(method, path, headers, body);
      return { status: reply.status, headers: Object.fromEntries(reply.headers), body: reply.body.toString() };
    },
    listen: () =>
      serve(0, (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', async () => {
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          );
          const reply = await call(request.method ?? 'GET', request.url ?? '/', headers, Buffer.concat(chunks));
          response.writeHead(reply.status, reply.headers.flat()).end(reply.body);
        });
      }),
    events: () => bodies.flatMap((body) => readIngestMessage(body).events),
    breakQueue: (now) => {
      broken = now;
    },
  };
};
