/** Lambda's Invoke action on one machine: RequestResponse and Event. Asynchronous invocations are not repeated. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invocable } from '../lambda/pool.ts';
import { readBody } from '../loopback.ts';

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Handles requests for the given functions, found by name or ARN. */
export const createInvokeApi =
  (find: (nameOrArn: string) => Invocable | undefined) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const send = (status: number, body: string, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers })
        .end(body);
    const refuse = (status: number, type: string, message: string) =>
      send(status, JSON.stringify({ Message: message, Type: 'User' }), { 'x-amzn-errortype': type });

    const handle = async () => {
      const name = path.exec(new URL(request.url ?? '/', 'http://local').pathname)?.[1];
      if (request.method !== 'POST' || name === undefined) {
        refuse(404, 'UnknownOperationException', `The local stack has no Lambda ${request.method} ${request.url}`);
        return;
      }
      const target = find(decodeURIComponent(name));
      if (target === undefined) {
        refuse(404, 'ResourceNotFoundException', `Function not found: ${decodeURIComponent(name)}`);
        return;
      }
      const invocation = target.invoke((await readBody(request)).toString() || '{}');
      if (request.headers['x-amz-invocation-type'] === 'Event') {
        send(202, '');
        return;
      }
      const outcome = await invocation;
      if (outcome.type === 'result') send(200, outcome.payload, { 'x-amz-executed-version': '$LATEST' });
      else if (outcome.type === 'too-large') refuse(413, 'RequestTooLargeException', 'The payload is over 6 MB');
      else if (outcome.type === 'stopped') refuse(503, 'ServiceException', 'The local stack is stopping');
      else {
        const { errorType, errorMessage, trace } = outcome;
        const fault = { 'x-amz-function-error': 'Unhandled', 'x-amz-executed-version': '$LATEST' };
        send(200, JSON.stringify({ errorType, errorMessage, trace }), fault);
      }
    };
    handle().catch((error: unknown) => refuse(500, 'ServiceException', String(error)));
  };
