/** A sender written from the specification of Standard Webhooks, with nothing of the code under test. */
import { createHmac, randomUUID } from 'node:crypto';

export const eventType = 'application/cloudevents+json';
export const batchType = 'application/cloudevents-batch+json';
export const linesType = 'application/x-ndjson';

export type Headers = Record<string, string>;

export const signHeaders = (
  secret: string,
  body: string,
  { type = eventType, secondsAhead = 0, id = `msg_${randomUUID()}` } = {},
): Headers => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const timestamp = String(Math.floor(Date.now() / 1000) + secondsAhead);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': type,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

interface Verdict {
  index: number;
  id?: string;
  status: 'accepted' | 'rejected';
  path?: string;
  problem?: string;
  value?: string;
}

export interface Reply {
  status: number;
  type: string;
  body: { accepted?: number; rejected?: number; results?: Verdict[]; detail?: string; type?: string; title?: string };
}

export const post = async (url: string, headers: Headers, body: string): Promise<Reply> => {
  const response = await fetch(url, { method: 'POST', headers, body });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: JSON.parse(await response.text()),
  };
};

/** A source that signs what it sends; `secondsAhead` where the stack's clock is not this machine's. */
export const createSender = (httpUrl: string, source: string, secret: string, secondsAhead = () => 0) => {
  const url = `${httpUrl}/v1/ingest/${source}`;
  const send = (body: string, type: string) =>
    post(url, signHeaders(secret, body, { type, secondsAhead: secondsAhead() }), body);
  return {
    url,
    secret,
    send,
    one: (event: object) => send(JSON.stringify(event), eventType),
    batch: (events: readonly object[]) => send(JSON.stringify(events), batchType),
    lines: (events: readonly object[]) => send(events.map((event) => JSON.stringify(event)).join('\n'), linesType),
  };
};
