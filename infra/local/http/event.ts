/** An HTTP request as the event that an HTTP API (payload format 2.0) gives a function, and the function's reply back. */
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';

export interface ApiRequest {
  method: string;
  /** Path and query as they came. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  sourceIp: string;
}

export interface RouteMatch {
  routeKey: string;
  pathParameters: Record<string, string>;
}

const textTypes = new Set(['application/json', 'application/javascript', 'application/xml']);

/**
 * Whether a body reaches the function as text. HTTP APIs decide by content type alone: `text/*`, JSON, JavaScript and
 * XML are text; anything else, structured suffixes such as `+json` and a missing type included, arrives as base64.
 */
const isTextBody = (contentType: string | undefined): boolean => {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || textTypes.has(type);
};

/** The event, as it is before it becomes JSON. */
export const toEvent = (request: ApiRequest, { routeKey, pathParameters }: RouteMatch, id: string, now: number) => {
  const { method, target, headers, body, sourceIp } = request;
  const [rawPath = '/', ...rest] = target.split('?');
  const rawQueryString = rest.join('?');
  const query = joinRepeated([...new URLSearchParams(rawQueryString)]);
  const { cookie, ...others } = headers;
  const given = Object.entries(others).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : (value ?? ''),
  ]);
  const isText = isTextBody(headers['content-type']);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(';').map((each) => each.trim()) }),
    headers: {
      ...Object.fromEntries(given),
      'x-forwarded-for': sourceIp,
      'x-forwarded-proto': 'http',
    },
    ...(rawQueryString === '' ? {} : { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: id,
      routeKey,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
};

const joinRepeated = (pairs: [string, string][]): Record<string, string> => {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
};

const Reply = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

export interface ApiReply {
  status: number;
  headers: [string, string][];
  body: Buffer;
}

/** A function's reply as an HTTP response; without `statusCode` the whole reply is the body. Undefined if malformed. */
export const toReply = (payload: string): ApiReply | undefined => {
  const value: unknown = JSON.parse(payload);
  const shaped = typeof value === 'object' && value !== null && 'statusCode' in value;
  if (!shaped) {
    const text = typeof value === 'string' ? value : payload;
    return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
  }
  const reply = Reply.safeParse(value);
  if (!reply.success) return undefined;
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = reply.data;
  const given = Object.entries(headers).map(([name, each]): [string, string] => [name.toLowerCase(), String(each)]);
  if (!given.some(([name]) => name === 'content-type')) given.push(['content-type', 'text/plain;charset=UTF-8']);
  return {
    status: statusCode,
    headers: [...given, ...cookies.map((cookie): [string, string] => ['set-cookie', cookie])],
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
};
