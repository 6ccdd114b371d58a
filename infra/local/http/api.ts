/** The HTTP API: requests to functions by the template's routes, with API Gateway's and Lambda's limits. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invocable } from '../lambda/pool.ts';
import { type ApiReply, toEvent, toReply } from './event.ts';
import { createRouter } from './routes.ts';

export interface Integration {
  function: Invocable;
  timeoutMs: number;
}

const bodyLimit = 10 * 1024 * 1024;

const message = (status: number, text: string): ApiReply => ({
  status,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(JSON.stringify({ message: text })),
});

/** Handles requests by the routes given. */
export const createHttpApi = (routes: readonly { key: string; target: Integration }[]) => {
  const find = createRouter(routes);

  const answer = async (request: IncomingMessage): Promise<ApiReply> => {
    const { method = 'GET', url: target = '/', headers } = request;
    const body = await readLimited(request);
    if (body === undefined) return message(413, 'Request Entity Too Large');
    const route = find(method, target.split('?', 1)[0] ?? '/');
    if (route === undefined) return message(404, 'Not Found');
    const sourceIp = request.socket.remoteAddress ?? '';
    const event = toEvent({ method, target, headers, body, sourceIp }, route, randomUUID(), Date.now());
    const { function: called, timeoutMs } = route.target;
    const outcome = await withTimeout(called.invoke(JSON.stringify(event)), timeoutMs);
    if (outcome === undefined) return message(503, 'Service Unavailable');
    if (outcome.type === 'too-large') return message(413, 'Request Entity Too Large');
    const reply = outcome.type === 'result' ? toReply(outcome.payload) : undefined;
    return reply ?? message(500, 'Internal Server Error');
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(request).then(
      ({ status, headers, body }) => {
        for (const [name, value] of headers) response.appendHeader(name, value);
        response.writeHead(status).end(body);
      },
      () => response.destroy(),
    );
  };
};

/** The body, or nothing if it is over the limit; the rest is read away so that the sender hears the answer. */
const readLimited = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size <= bodyLimit ? Buffer.concat(chunks) : undefined;
};

const withTimeout = async <T>(promise: Promise<T>, ms: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
