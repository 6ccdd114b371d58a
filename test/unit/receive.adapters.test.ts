/** Other products' webhooks at the real receive function: what is taken, what is refused alike, and what comes again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../infra/local/loopback.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import { kit as surveymonkey } from '../support/adapters/surveymonkey.ts';
import { kit as typeform } from '../support/adapters/typeform.ts';
import { secretOf, signedHeaders, startReceive } from '../support/receive-harness.ts';

const now = Date.now();
const access = (more: Partial<SourceAccess>): SourceAccess => ({
  secrets: [typeform.secret],
  types: ['response'],
  namespace: 'after-delivery',
  senderIds: [],
  adapter: 'typeform',
  settings: { ...typeform.settings },
  ...more,
});

let receive: Awaited<ReturnType<typeof startReceive>>;
let down: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  down = await serve(0, (_, response) => response.writeHead(500).end());
  receive = await startReceive({
    'typeform-nps': access({}),
    'typeform-new': access({ secrets: [] }),
    'typeform-old-settings': access({ settings: { colour: 'red' } }),
    'fax-machine': access({ adapter: 'fax' }),
    'erp-lyon': { secrets: [secretOf(1)], types: ['delivery'], namespace: 'erp-lyon', senderIds: [] },
    survey: access({
      adapter: 'surveymonkey',
      secrets: [surveymonkey.secret],
      settings: { ...surveymonkey.settings, api: down.url },
      token: 'a-token',
    }),
  });
});
afterAll(async () => {
  await Promise.all([receive?.stop(), down?.close()]);
});

const [sample] = typeform.samples;
const body = sample?.body ?? Buffer.alloc(0);
const signed = (bytes = body, secret = typeform.secret) => ({
  'content-type': 'application/json',
  ...typeform.sign(bytes, secret, now),
});

test('a signed payload is on the queue as an event, in the namespace of its source', async () => {
  const reply = await receive.post('typeform-nps', signed(), body);
  expect(reply).toMatchObject({ status: 202, body: { accepted: 1, rejected: 0 } });
  expect(receive.messages().at(-1)).toMatchObject({
    source: 'typeform-nps',
    namespace: 'after-delivery',
    events: [{ specversion: '1.0', source: 'typeform-nps', type: 'hoshin.response.v1', subject: 'tok-1' }],
    rejects: [],
  });
});

test('what an adapter can map nothing of is taken, kept as a reject, and never answered with 4xx', async () => {
  const { body: unmappable } = typeform.samples.find(
    ({ becomes }) => 'reject' in becomes && becomes.reject.path.endsWith('token'),
  ) ?? { body };
  const bodies = [unmappable, Buffer.from('{"event_type":'), Buffer.from('not JSON'), Buffer.from([0xff, 0xfe, 0x7b])];
  for (const bytes of bodies) {
    // API Gateway makes text of JSON, and then bytes that are none are others.
    const headers = { ...signed(bytes), 'content-type': bytes[0] === 0xff ? 'application/octet-stream' : 'text/plain' };
    const reply = await receive.post('typeform-nps', headers, bytes);
    expect(reply).toMatchObject({ status: 202, body: { accepted: 0, rejected: 1 } });
    expect(receive.messages().at(-1)).toMatchObject({
      events: [],
      rejects: [{ origin: { kind: 'webhook', adapter: 'typeform', headers: {} } }],
    });
  }
});

test('a token in the address proves nothing, and is kept nowhere', async () => {
  const address = `/v1/ingest/typeform-nps?token=${typeform.secret}`;
  expect(await receive.send(address, { 'content-type': 'application/json' }, body)).toMatchObject({ status: 401 });
  const broken = Buffer.from('not JSON');
  expect(await receive.send(address, signed(broken), broken)).toMatchObject({ status: 202, body: { rejected: 1 } });
  expect(receive.bodies().join()).not.toContain(typeform.secret);
});

test('a payload that says nothing is taken, and nothing of it is queued', async () => {
  const before = receive.messages().length;
  const ping = Buffer.from(JSON.stringify({ event_type: 'form_response_partial' }));
  expect(await receive.post('typeform-nps', signed(ping), ping)).toMatchObject({
    status: 202,
    body: { accepted: 0, rejected: 0, ignored: expect.stringContaining('not submitted') },
  });
  expect(receive.messages()).toHaveLength(before);
});

describe('the same 401', () => {
  test('answers an unknown source, a wrong secret, one without secrets and one that signs otherwise', async () => {
    const texts = [];
    for (const source of ['nobody', 'typeform-nps', 'typeform-new', 'erp-lyon', 'fax-machin'])
      texts.push(await receive.post(source, signed(body, typeform.otherSecret), body));
    for (const { status, text } of texts) expect({ status, text }).toEqual({ status: 401, text: texts[0]?.text });
  });

  test('answers a signature of Standard Webhooks where another is wanted, and the other way round', async () => {
    const standard = signedHeaders(secretOf(1), body);
    expect(await receive.post('typeform-nps', standard, body)).toMatchObject({ status: 401 });
    expect(await receive.post('erp-lyon', signed(body, secretOf(1)), body)).toMatchObject({ status: 401 });
  });
});

test.each(['typeform-old-settings', 'fax-machine', 'survey'])(
  '%s can take nothing now: 503, so that it comes again',
  async (source) => {
    const bytes = source === 'survey' ? (surveymonkey.samples[0]?.body ?? body) : body;
    const headers = source === 'survey' ? surveymonkey.sign(bytes, surveymonkey.secret, now) : signed();
    const before = receive.messages().length;
    const reply = await receive.post(source, headers, bytes);
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });
    expect(receive.messages()).toHaveLength(before);
  },
);

test('HEAD says that there is somebody, and not who', async () => {
  for (const source of ['typeform-nps', 'nobody'])
    expect(await receive.send(`/v1/ingest/${source}`, {}, '', 'HEAD')).toMatchObject({ status: 200, text: '{}' });
});
