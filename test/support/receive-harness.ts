/** The real receive function on one machine: its handler, a queue engine and a parameter store on loopback. */
import '../../infra/local/engines/bind-loopback.ts';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import { toEvent } from '../../infra/local/http/event.ts';
import { loopback, serve } from '../../infra/local/loopback.ts';
import { openParameters } from '../../infra/local/services/parameters.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import { type IngestMessage, readIngestMessage } from '../../shared/store/ingest-message.ts';

export const secretOf = (fill: number, bytes = 32): string => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`;

/** Made from the specification's words, not from the code under test. */
export const sign = (secret: string, id: string, timestamp: string, body: Buffer | string): string => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
};

export type Headers = Record<string, string>;

/** Signed headers, as a well-behaved sender makes them now. */
export const signedHeaders = (
  secret: string,
  body: Buffer | string,
  type = 'application/cloudevents+json',
): Headers => {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': type,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(secret, id, timestamp, body),
  };
};

export interface Reply {
  status: number;
  type: string;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
}

const context = { functionName: 'receive', awsRequestId: 'test', getRemainingTimeInMillis: () => 30_000 } as Context;

/** Starts the function with these sources. It reads its environment once, so a test file starts it once. */
export const startReceive = async (sources: Record<string, SourceAccess>) => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-receive-'));
  const parameters = openParameters(join(folder, 'parameters.json'));
  const put = (source: string, access: SourceAccess) =>
    parameters.put(`/hoshin/test/sources/${source}`, JSON.stringify(access), 'SecureString');
  for (const [source, access] of Object.entries(sources)) put(source, access);
  const ssm = await serve(0, (request, response) => parameters.handle(request, response));
  const sqs = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  const { queueUrl } = sqs.createQueue('ingest');
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: `http://${loopback}:${sqs.port}`,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    INGEST_QUEUE_URL: queueUrl,
    SOURCES_PREFIX: '/hoshin/test/sources/',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'Hoshin',
    POWERTOOLS_SERVICE_NAME: 'receive',
  });
  const { handler } = await import('../../functions/receive/handler.ts');

  /** Sends a request as the HTTP API hands it over. */
  const send = async (path: string, headers: Headers, body: Buffer | string, method = 'POST'): Promise<Reply> => {
    const request = { method, target: path, headers, body: Buffer.from(body), sourceIp: loopback };
    const event = toEvent(request, { routeKey: 'POST /v1/ingest/{source}', pathParameters: {} }, 'test', Date.now());
    const reply = await handler(event as APIGatewayProxyEventV2, context);
    const given = reply.headers as Headers;
    const text = reply.body ?? '';
    return {
      status: reply.statusCode ?? 0,
      type: given['content-type'] ?? '',
      headers: given,
      body: JSON.parse(text),
      text,
    };
  };

  return {
    send,
    put,
    post: (source: string, headers: Headers, body: Buffer | string) => send(`/v1/ingest/${source}`, headers, body),
    /** Every message on the queue so far. */
    messages: (): IngestMessage[] =>
      (sqs.inspectQueue('ingest')?.messages.ready ?? []).map((message) => readIngestMessage(message.body)),
    bodies: (): string[] => (sqs.inspectQueue('ingest')?.messages.ready ?? []).map((message) => message.body),
    stop: async () => {
      await Promise.all([sqs.stop(), ssm.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
