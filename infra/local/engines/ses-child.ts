/** Child process: SES on loopback with its inbox page, in front of it a small server that keeps what the engine drops, and tells of each mail. */
import './end-with-parent.ts';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import startSes from 'aws-ses-v2-local';
import { readBody, serve } from '../loopback.ts';

const [port = '', folder = '', listener = ''] = process.argv.slice(2);
// The package is CommonJS: its default export arrives one level down.
const engine = await startSes.default({ host: '127.0.0.1', port: 0 });
const address = engine.address();
const enginePort = typeof address === 'object' && address !== null ? address.port : 0;

const forward = async (request: IncomingMessage, body: Buffer) => {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const { method = 'GET', url = '/' } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return fetch(`http://127.0.0.1:${enginePort}${url}`, {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
};

/** The engine leaves List-* and other headers out of its store, and all of it is gone after a restart. */
const keep = (form: URLSearchParams, reply: string): TakenMail | undefined => {
  const messageId = /<MessageId>([^<]+)</.exec(reply)?.[1];
  const data = form.get('RawMessage.Data');
  if (messageId === undefined || data === null) return undefined;
  const raw = Buffer.from(data, 'base64');
  writeFileSync(join(folder, `${Date.now()}-${messageId}.eml`), raw);
  const destination = [...form].filter(([name]) => name.startsWith('Destinations.')).map(([, address]) => address);
  return { messageId, source: form.get('Source') ?? '', destination, raw: raw.toString() };
};

/** As at AWS, the caller may or may not have its answer by then. */
const tell = async (mail: TakenMail): Promise<void> => {
  if (listener !== '') await fetch(listener, { method: 'POST', body: JSON.stringify(mail) });
};

interface TakenMail {
  messageId: string;
  source: string;
  destination: string[];
  raw: string;
}

await serve(Number(port), (request, response) => {
  const handle = async () => {
    const body = await readBody(request);
    const form = new URLSearchParams(request.method === 'POST' && request.url === '/' ? body.toString() : '');
    const action = form.get('Action');
    if (action !== null && action !== 'SendRawEmail' && action !== 'SendEmail') {
      // The engine would never answer.
      response.writeHead(400, { 'content-type': 'text/xml' });
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>The local stack has no SES action of this name</Message></Error></ErrorResponse>`,
      );
      return;
    }
    const reply = await forward(request, body);
    const content = Buffer.from(await reply.arrayBuffer());
    const mail = action === 'SendRawEmail' && reply.ok ? keep(form, content.toString()) : undefined;
    response
      .writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'text/plain' })
      .end(content);
    if (mail) await tell(mail);
  };
  handle().catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
