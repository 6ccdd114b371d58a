/** Every way in which a request can be wrong, over the real function: its status, what it says, and never a 5xx. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { limits } from '../../events/limits.ts';
import { type Headers, type Reply, secretOf, sign, signedHeaders, startReceive } from '../support/receive-harness.ts';

const secret = secretOf(1);
const oldSecret = secretOf(2);
const strangersSecret = secretOf(9);
const batchType = 'application/cloudevents-batch+json';
const linesType = 'application/x-ndjson';

const now = Date.now();
const at = (ms: number) => new Date(now + ms).toISOString();

const delivery = (data: unknown = { promise: { first: '2026-03-14' } }, more: object = {}) => ({
  specversion: '1.0',
  id: 'e-1',
  source: 'erp-lyon',
  type: 'hoshin.delivery.v1',
  subject: 'ORD-1',
  time: '2026-03-01T08:00:00Z',
  data,
  ...more,
});
const inspection = (result: object) =>
  delivery(
    { result: { inspectedAt: '2026-03-14', inspected: 10, rejected: 0, ...result } },
    { type: 'hoshin.inspection.v1' },
  );
const response = (answer: object) =>
  delivery(
    { answer: { answeredAt: '2026-03-14', survey: 'after-delivery', ...answer } },
    { type: 'hoshin.response.v1' },
  );
const complaint = (text: string) =>
  delivery({ received: { receivedAt: '2026-03-14', text } }, { type: 'hoshin.complaint.v1' });
const json = (value: unknown) => JSON.stringify(value);

/** An event whose JSON is exactly so many bytes long. */
const eventOfBytes = (bytes: number): string => {
  const event = delivery(undefined, { traceparent: '' });
  return json({ ...event, traceparent: 'x'.repeat(bytes - Buffer.byteLength(json(event))) });
};
/** An event nested so many levels deep, its own braces counted. */
const eventOfDepth = (depth: number): string =>
  json(delivery(undefined, { extra: 0 })).replace(
    '"extra":0',
    `"extra":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`,
  );
/** A body of exactly so many bytes: one event and spaces. */
const bodyOfBytes = (bytes: number): string => json(delivery()).padEnd(bytes, ' ');
const batchOf = (count: number) =>
  json(Array.from({ length: count }, (_, index) => delivery(undefined, { id: `e-${index}` })));

interface Case {
  says: string;
  body: string | Buffer;
  type?: string;
  source?: string;
  /** Changes the headers of a rightly signed request. */
  headers?: (right: Headers) => Headers;
  status: number;
  /** Found in the detail of the problem, or in the problem of a rejected event. */
  message?: string;
  /** Of the first rejected event. */
  path?: string;
  value?: string;
}

const timestamped =
  (body: string | Buffer, seconds: number | string, id = 'msg_1') =>
  (right: Headers): Headers => {
    const timestamp = typeof seconds === 'string' ? seconds : String(Math.floor(Date.now() / 1000) + seconds);
    return {
      ...right,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(secret, id, timestamp, body),
    };
  };
const without =
  (name: string) =>
  (right: Headers): Headers =>
    Object.fromEntries(Object.entries(right).filter(([key]) => key !== name));
const signedWith = (key: string, body: string | Buffer, type?: string) => () => signedHeaders(key, body, type);
const sameAnswer = 'The source is unknown, or no signature matches its secrets and the body.';
const good = json(delivery());

const signatures: Case[] = [
  { says: 'a rightly signed event is taken', body: good, status: 202 },
  {
    says: 'a missing signature',
    body: good,
    headers: without('webhook-signature'),
    status: 401,
    message: 'webhook-signature',
  },
  { says: 'a missing id', body: good, headers: without('webhook-id'), status: 401, message: 'are required' },
  {
    says: 'a missing timestamp',
    body: good,
    headers: without('webhook-timestamp'),
    status: 401,
    message: 'are required',
  },
  {
    says: "a stranger's secret",
    body: good,
    headers: signedWith(strangersSecret, good),
    status: 401,
    message: sameAnswer,
  },
  { says: 'an unknown source', body: good, source: 'nobody', status: 401, message: sameAnswer },
  { says: 'a source that no id can be', body: good, source: 'ERP%20Lyon', status: 401, message: sameAnswer },
  {
    says: 'a signature over another body',
    body: good,
    headers: signedWith(secret, `${good} `),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'a body changed by one byte',
    body: `${good}\n`,
    headers: signedWith(secret, good),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'a signature cut short',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': right['webhook-signature']?.slice(0, -1) ?? '' }),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'another spelling of the same base64',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': right['webhook-signature']?.replace(/=$/, '') ?? '' }),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'an empty signature',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': 'v1,' }),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'a signature of another version',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': right['webhook-signature']?.replace('v1,', 'v2,') ?? '' }),
    status: 401,
    message: sameAnswer,
  },
  {
    says: 'the right signature after four wrong ones',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': `v1,a v1,b v1a,c v1,d ${right['webhook-signature']}` }),
    status: 202,
  },
  {
    says: 'the right signature after five wrong ones',
    body: good,
    headers: (right) => ({ ...right, 'webhook-signature': `v1,a v1,b v1,c v1,d v1,e ${right['webhook-signature']}` }),
    status: 401,
    message: 'more than 5 signatures',
  },
  { says: 'a timestamp nearly five minutes old', body: good, headers: timestamped(good, -295), status: 202 },
  {
    says: 'a stale timestamp',
    body: good,
    headers: timestamped(good, -305),
    status: 401,
    message: 'within 300 seconds',
  },
  { says: 'a timestamp nearly five minutes ahead', body: good, headers: timestamped(good, 295), status: 202 },
  {
    says: 'a future timestamp',
    body: good,
    headers: timestamped(good, 310),
    status: 401,
    message: 'within 300 seconds',
  },
  {
    says: 'a timestamp a year ahead',
    body: good,
    headers: timestamped(good, 31_536_000),
    status: 401,
    message: 'within 300 seconds',
  },
  {
    says: 'a timestamp in milliseconds',
    body: good,
    headers: timestamped(good, String(now)),
    status: 401,
    message: 'ten digits',
  },
  {
    says: 'a timestamp with letters behind it',
    body: good,
    headers: timestamped(good, `${Math.floor(now / 1000)}abc`),
    status: 401,
    message: 'ten digits',
  },
  {
    says: 'a dot in the id',
    body: good,
    headers: timestamped(good, 0, 'msg_1.2'),
    status: 401,
    message: 'without a dot',
  },
  {
    says: 'a part of the body moved into the id',
    body: good,
    headers: (right) => ({ ...right, 'webhook-id': `${right['webhook-id']}.${right['webhook-timestamp']}` }),
    status: 401,
    message: 'without a dot',
  },
  {
    says: 'the new secret of a rotation',
    body: json(delivery(undefined, { source: 'rotating' })),
    source: 'rotating',
    status: 202,
  },
  {
    says: 'the old secret of a rotation',
    body: json(delivery(undefined, { source: 'rotating' })),
    source: 'rotating',
    headers: signedWith(oldSecret, json(delivery(undefined, { source: 'rotating' }))),
    status: 202,
  },
  { says: 'an empty body', body: '', status: 400, message: 'The body is empty.' },
  {
    says: 'an empty body without a signature',
    body: '',
    headers: without('webhook-signature'),
    status: 401,
    message: 'required',
  },
  { says: 'a text body (application/json arrives as text)', body: good, type: 'application/json', status: 202 },
  {
    says: 'a text body beyond ASCII',
    body: json(complaint('Livraison trop tardive, côté quai №2 😡')).replace('erp-lyon', 'erp-lyon'),
    type: 'application/json',
    status: 202,
  },
  { says: 'a base64 body (structured types arrive encoded)', body: json(complaint('côté')), status: 202 },
];

const unreadable: Case[] = [
  { says: 'truncated JSON', body: good.slice(0, -5), status: 400, message: 'line 1, column' },
  {
    says: 'truncated JSON on the third line',
    body: '{\n"id":\n  [1,',
    status: 400,
    message: 'line 3, column 6, at /id/1',
  },
  {
    says: 'JSON with something behind it',
    body: `${good}x`,
    status: 400,
    message: 'expected the text to end, but found "x"',
  },
  { says: 'single quotes', body: "{'id':1}", status: 400, message: 'line 1, column 2' },
  { says: 'a trailing comma', body: '{"id":1,}', status: 400, message: 'line 1, column 9' },
  { says: 'a deepest event', body: eventOfDepth(limits.jsonDepth), status: 202 },
  {
    says: 'an event nested too deep',
    body: eventOfDepth(limits.jsonDepth + 1),
    status: 400,
    message: 'nested deeper than 20 levels',
  },
  {
    says: 'a hundred thousand brackets',
    body: '['.repeat(100_000),
    status: 400,
    message: 'nested deeper than 20 levels',
  },
  {
    says: 'a duplicate key',
    body: good.replace('"id"', '"id":"e-0","id"'),
    status: 400,
    message: 'at /id: the key appears twice',
  },
  {
    says: 'a duplicate key in another spelling',
    body: good.replace('"first"', '"\\u0066irst":"2026-03-13","first"'),
    status: 400,
    message: 'at /data/promise/first: the key appears twice',
  },
  {
    says: '__proto__',
    body: good.replace('"first"', '"__proto__":{"admin":true},"first"'),
    status: 400,
    message: '__proto__ is not allowed',
  },
  {
    says: '__proto__, escaped',
    body: good.replace('"first"', '"__pr\\u006fto__":{},"first"'),
    status: 400,
    message: '__proto__ is not allowed',
  },
  {
    says: 'a number that no double can hold',
    body: json(inspection({})).replace('10', '1e400'),
    status: 400,
    message: 'at /data/result/inspected: the number is too large',
  },
  { says: 'NaN', body: good.replace('"ORD-1"', 'NaN'), status: 400, message: 'expected a value, but found "N"' },
  { says: 'a raw control character', body: good.replace('ORD', 'O\u0000D'), status: 400, message: 'must be escaped' },
  {
    says: 'bytes that are not UTF-8',
    body: Buffer.from(good.replace('ORD', 'é'), 'latin1'),
    status: 400,
    message: `see byte ${good.indexOf('ORD')}`,
  },
  { says: 'UTF-16', body: Buffer.from(`\ufeff${good}`, 'utf16le'), status: 400, message: 'not UTF-8' },
  { says: 'a byte order mark', body: `\ufeff${good}`, status: 202 },
  {
    says: 'an array where one event belongs',
    body: `[${good}]`,
    status: 400,
    message: 'application/cloudevents-batch+json',
  },
  { says: 'one event where an array belongs', body: good, type: batchType, status: 400, message: 'must be an array' },
  { says: 'a number', body: '42', status: 422, message: 'must be an object', path: '', value: '42' },
  { says: 'null', body: 'null', status: 422, message: 'must be an object' },
  { says: 'an empty batch', body: '[]', type: batchType, status: 202 },
  { says: 'an array in a batch', body: `[[],${good}]`, type: batchType, status: 202, message: 'must be an object' },
  { says: 'NDJSON with blank lines and CRLF', body: `${good}\r\n\r\n${good}\n\n`, type: linesType, status: 202 },
  {
    says: 'NDJSON with a malformed line',
    body: `${good}\n{"id":\n${good}`,
    type: linesType,
    status: 202,
    message: 'is not JSON: line 2, column 7',
  },
  {
    says: 'NDJSON with nothing but malformed lines',
    body: 'a\nb',
    type: linesType,
    status: 422,
    message: 'is not JSON: line 1, column 1',
  },
  { says: 'NDJSON of blank lines', body: '\n\n', type: linesType, status: 400, message: 'The body is empty.' },
  {
    says: 'NDJSON with a line full of control characters',
    body: `${'\u0001'.repeat(limits.eventBytes)}\n${good}`,
    type: linesType,
    status: 202,
    message: 'is not JSON',
  },
];

const types: Case[] = [
  {
    says: 'no content type',
    body: good,
    headers: without('content-type'),
    status: 415,
    message: 'application/x-ndjson',
  },
  { says: 'text/plain', body: good, type: 'text/plain', status: 415, message: 'application/cloudevents+json' },
  { says: 'a form', body: good, type: 'application/x-www-form-urlencoded', status: 415 },
  { says: 'a type with utf-8', body: good, type: 'Application/JSON; charset=UTF-8', status: 202 },
  {
    says: 'a type with another charset',
    body: good,
    type: 'application/json; charset=latin1',
    status: 415,
    message: 'utf-8',
  },
  {
    says: 'a compressed body',
    body: good,
    headers: (right) => ({ ...right, 'content-encoding': 'gzip' }),
    status: 415,
    message: 'Compressed',
  },
];

const sizes: Case[] = [
  { says: 'a body of exactly 3 MiB', body: bodyOfBytes(limits.bodyBytes), status: 202 },
  { says: 'a body one byte over 3 MiB', body: bodyOfBytes(limits.bodyBytes + 1), status: 413, message: '3145728' },
  {
    says: 'a text body one byte over 3 MiB',
    body: bodyOfBytes(limits.bodyBytes + 1),
    type: 'application/json',
    status: 413,
    message: '3145728',
  },
  {
    says: 'an unsigned body over 3 MiB',
    body: bodyOfBytes(limits.bodyBytes + 1),
    headers: () => ({}),
    status: 413,
    message: '3145728',
  },
  { says: '1,000 events', body: batchOf(limits.batchEvents), type: batchType, status: 202 },
  {
    says: '1,001 events',
    body: batchOf(limits.batchEvents + 1),
    type: batchType,
    status: 413,
    message: 'at most 1000',
  },
  {
    says: '1,001 lines',
    body: `${good}\n`.repeat(limits.batchEvents + 1),
    type: linesType,
    status: 413,
    message: 'at most 1000',
  },
  { says: 'an event of exactly 64 KB', body: eventOfBytes(limits.eventBytes), status: 202 },
  {
    says: 'an event one byte over 64 KB',
    body: eventOfBytes(limits.eventBytes + 1),
    status: 422,
    message: 'is 65537 bytes; an event has at most 65536',
    path: '',
  },
  { says: 'a subject of 256 characters', body: json(delivery(undefined, { subject: 's'.repeat(256) })), status: 202 },
  {
    says: 'a subject of 257 characters',
    body: json(delivery(undefined, { subject: 's'.repeat(257) })),
    status: 422,
    message: '256',
    path: '/subject',
  },
  {
    says: 'an id of 257 characters',
    body: json(delivery(undefined, { id: 's'.repeat(257) })),
    status: 422,
    message: '256',
    path: '/id',
  },
  { says: 'a site of 64 characters', body: json(delivery({ about: { site: 's'.repeat(64) } })), status: 202 },
  {
    says: 'a site of 65 characters',
    body: json(delivery({ about: { site: 's'.repeat(65) } })),
    status: 422,
    message: '64',
    path: '/data/about/site',
  },
  { says: 'a text of 10,000 characters', body: json(complaint('t'.repeat(10_000))), status: 202 },
  {
    says: 'a text of 10,001 characters',
    body: json(complaint('t'.repeat(10_001))),
    status: 422,
    message: '10000',
    path: '/data/received/text',
    value: `"${'t'.repeat(99)}…`,
  },
  { says: '500 lines', body: json(delivery({ lines: { items: linesOf(500) } })), status: 202 },
  {
    says: '501 lines',
    body: json(delivery({ lines: { items: linesOf(501) } })),
    status: 422,
    message: '500',
    path: '/data/lines/items',
  },
];

function linesOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: String(index), ordered: 1, delivered: 1 }));
}

const events: Case[] = [
  {
    says: 'an unknown type',
    body: json(delivery(undefined, { type: 'hoshin.invoice.v1' })),
    status: 422,
    message: 'type must be one of',
    path: '/type',
    value: '"hoshin.invoice.v1"',
  },
  {
    says: 'no type',
    body: json(delivery(undefined, { type: undefined })),
    status: 422,
    message: 'type must be one of',
    path: '/type',
    value: '',
  },
  {
    says: 'a type that the source may not send',
    body: json(delivery(undefined, { source: 'typeform-nps' })),
    source: 'typeform-nps',
    status: 422,
    message: 'it may send response',
    path: '/type',
  },
  {
    says: "another source's name",
    body: json(delivery(undefined, { source: 'rotating' })),
    status: 422,
    message: 'must be erp-lyon',
    path: '/source',
    value: '"rotating"',
  },
  {
    says: 'another version of CloudEvents',
    body: json(delivery(undefined, { specversion: '0.3' })),
    status: 422,
    path: '/specversion',
    value: '"0.3"',
  },
  {
    says: 'a facet without its fields',
    body: json(delivery({ promise: {} })),
    status: 422,
    message: 'at least one of requested, first, latest',
    path: '/data/promise',
  },
  {
    says: 'a misspelt field',
    body: json(delivery({ promise: { frist: '2026-03-14' } })),
    status: 422,
    path: '/data/promise/frist',
    message: 'is not a field of the contract',
    value: '"2026-03-14"',
  },
  {
    says: 'no subject',
    body: json(delivery(undefined, { subject: undefined })),
    status: 422,
    message: 'is required',
    path: '/subject',
    value: '',
  },
  {
    says: 'no data',
    body: json(delivery(undefined, { data: undefined })),
    status: 422,
    message: 'is required',
    path: '/data',
  },
  { says: 'a deletion', body: json(delivery(null)), status: 202 },
  { says: 'no facet', body: json(delivery({})), status: 422, message: 'at least one facet', path: '/data' },
  { says: 'an unknown extension attribute', body: json(delivery(undefined, { traceparent: '00-1-2-3' })), status: 202 },
  {
    says: 'NUL in the subject',
    body: json(delivery(undefined, { subject: 'a\u0000b' })),
    status: 422,
    message: 'control characters',
    path: '/subject',
    value: '"a\\u0000b"',
  },
  {
    says: 'NUL in a free text',
    body: json(complaint('a\u0000b')),
    status: 422,
    message: 'control characters',
    path: '/data/received/text',
  },
  {
    says: 'a lone surrogate',
    body: json(complaint('a\ud800b')),
    status: 422,
    message: 'lone surrogate',
    path: '/data/received/text',
    value: '"a\\ud800b"',
  },
  {
    says: 'a lone surrogate in a key',
    body: json(delivery({ promise: { first: '2026-03-14', '\udc00': 1 } })),
    status: 422,
    message: 'not a field',
    path: '/data/promise/\ufffd',
  },
  { says: 'U+FFFE and U+FFFF', body: json(complaint('a\ufffeb\uffffc')), status: 202 },
  { says: 'a pair of surrogates', body: json(complaint('😀')), status: 202 },
  {
    says: 'an NPS of 11',
    body: json(response({ nps: 11 })),
    status: 422,
    message: '10',
    path: '/data/answer/nps',
    value: '11',
  },
  {
    says: 'an NPS of −1',
    body: json(response({ nps: -1 })),
    status: 422,
    message: '0',
    path: '/data/answer/nps',
    value: '-1',
  },
  {
    says: 'an NPS of 9.5',
    body: json(response({ nps: 9.5 })),
    status: 422,
    message: 'must be a whole number',
    path: '/data/answer/nps',
    value: '9.5',
  },
  {
    says: 'a CSAT of 0',
    body: json(response({ csat: 0 })),
    status: 422,
    message: '1',
    path: '/data/answer/csat',
    value: '0',
  },
  {
    says: 'a CSAT of 6',
    body: json(response({ csat: 6 })),
    status: 422,
    message: '5',
    path: '/data/answer/csat',
    value: '6',
  },
  {
    says: 'a CES of 8',
    body: json(response({ ces: 8 })),
    status: 422,
    message: '7',
    path: '/data/answer/ces',
    value: '8',
  },
  {
    says: 'a score as a text',
    body: json(response({ nps: '9' })),
    status: 422,
    message: 'number',
    path: '/data/answer/nps',
    value: '"9"',
  },
  { says: 'every score at its ends', body: json(response({ nps: 0, csat: 5, ces: 1 })), status: 202 },
  {
    says: 'a business date in 1970',
    body: json(delivery({ promise: { first: '1970-01-01' } })),
    status: 422,
    message: '1990-01-01',
    path: '/data/promise/first',
    value: '"1970-01-01"',
  },
  {
    says: 'a business date on 1989-12-31',
    body: json(delivery({ promise: { first: '1989-12-31' } })),
    status: 422,
    message: '1990-01-01',
  },
  { says: 'a business date on 1990-01-01', body: json(delivery({ promise: { first: '1990-01-01' } })), status: 202 },
  {
    says: 'a business date in 2099',
    body: json(delivery({ promise: { first: '2099-01-01' } })),
    status: 422,
    message: '10 years ahead',
    path: '/data/promise/first',
    value: '"2099-01-01"',
  },
  {
    says: 'a complaint received in 2099',
    body: json(complaint('x')).replaceAll('2026-03-14', '2099-03-14T00:00:00Z'),
    status: 422,
    message: '10 years ahead',
    path: '/data/received/receivedAt',
  },
  {
    says: 'a business date nearly ten years ahead',
    body: json(delivery({ promise: { first: `${Number(at(0).slice(0, 4)) + 10}${at(0).slice(4, 8)}01` } })),
    status: 202,
  },
  {
    says: 'a date that no calendar has',
    body: json(delivery({ promise: { first: '2026-02-30' } })),
    status: 422,
    message: 'must be a date',
    path: '/data/promise/first',
  },
  {
    says: 'a time without an offset',
    body: json(delivery({ promise: { first: '2026-03-14T09:30:00' } })),
    status: 422,
    message: 'with an offset',
    path: '/data/promise/first',
  },
  {
    says: 'an event time six minutes ahead',
    body: json(delivery(undefined, { time: at(360_000) })),
    status: 422,
    message: '5 minutes ahead',
    path: '/time',
  },
  { says: 'an event time four minutes ahead', body: json(delivery(undefined, { time: at(240_000) })), status: 202 },
  {
    says: 'an event time in 1970',
    body: json(delivery(undefined, { time: '1970-01-01T00:00:00Z' })),
    status: 422,
    message: '1990-01-01',
    path: '/time',
  },
  {
    says: 'a quantity of −1',
    body: json(delivery({ lines: { items: [{ id: '1', ordered: -1, delivered: 0 }] } })),
    status: 422,
    message: '0',
    path: '/data/lines/items/0/ordered',
    value: '-1',
  },
  {
    says: 'a quantity of a billion',
    body: json(delivery({ lines: { items: [{ id: '1', ordered: 1e9, delivered: 0 }] } })),
    status: 202,
  },
  {
    says: 'a quantity over a billion',
    body: json(delivery({ lines: { items: [{ id: '1', ordered: 1e9 + 1, delivered: 0 }] } })),
    status: 422,
    message: '1000000000',
    path: '/data/lines/items/0/ordered',
  },
  {
    says: 'more rejected than inspected',
    body: json(inspection({ rejected: 11 })),
    status: 422,
    message: 'must not exceed inspected',
    path: '/data/result/rejected',
  },
  {
    says: 'delivered without a time',
    body: json(delivery({ progress: { state: 'delivered' } })),
    status: 422,
    message: 'if and only if',
    path: '/data/progress/deliveredAt',
  },
];

let receive: Awaited<ReturnType<typeof startReceive>>;
beforeAll(async () => {
  receive = await startReceive({
    'erp-lyon': {
      secrets: [secret],
      types: ['delivery', 'inspection', 'complaint', 'response'],
      namespace: 'erp-lyon',
      senderIds: [],
    },
    rotating: { secrets: [secret, oldSecret], types: ['delivery'], namespace: 'erp-lyon', senderIds: [] },
    'typeform-nps': { secrets: [secret], types: ['response'], namespace: 'typeform-nps', senderIds: [] },
  });
});
afterAll(async () => receive?.stop());

const rejectsOf = (reply: Reply) =>
  ((reply.body.results ?? []) as { status: string; path: string; problem: string; value: string }[]).filter(
    ({ status }) => status === 'rejected',
  );

const run = async ({ source = 'erp-lyon', type = 'application/cloudevents+json', headers, ...given }: Case) => {
  const right = signedHeaders(secret, given.body, type);
  const reply = await receive.post(source, headers ? headers(right) : right, given.body);
  expect({ status: reply.status, text: reply.text.slice(0, 400) }).toMatchObject({ status: given.status });
  if (given.status === 202) expect(reply.type).toBe('application/json');
  else {
    expect(reply.type).toBe('application/problem+json');
    expect(reply.body).toMatchObject({
      type: expect.stringMatching(/^urn:hoshin:problem:/),
      status: given.status,
      title: expect.any(String),
    });
  }
  const [reject] = rejectsOf(reply);
  const said = reject ? reject.problem : given.status === 202 ? '' : String(reply.body.detail);
  expect(said).toContain(given.message ?? '');
  if (given.status === 202 && !given.message) expect(rejectsOf(reply)).toEqual([]);
  if (given.path !== undefined) expect(reject?.path).toBe(given.path);
  if (given.value !== undefined) expect(reject?.value).toBe(given.value);
};

test.each(signatures)('signature: $says → $status', run);
test.each(unreadable)('body: $says → $status', run);
test.each(types)('content type: $says → $status', run);
test.each(sizes)('size: $says → $status', run);
test.each(events)('event: $says → $status', run);

test('a batch of 1,000 with three bad events takes 997 and says which three, where and why', async () => {
  const bad: Record<number, object> = {
    17: { subject: '' },
    500: { time: 'yesterday' },
    999: { data: { promise: { first: '1970-01-01' } } },
  };
  const batch = Array.from({ length: 1_000 }, (_, index) => delivery(undefined, { id: `b-${index}`, ...bad[index] }));
  const before = receive.messages().length;
  const reply = await receive.post('erp-lyon', signedHeaders(secret, json(batch), batchType), json(batch));
  expect(reply.status).toBe(202);
  expect(reply.body).toMatchObject({ accepted: 997, rejected: 3 });
  expect(reply.body.results).toHaveLength(1_000);
  expect(rejectsOf(reply)).toMatchObject([
    { index: 17, id: 'b-17', path: '/subject', value: '""' },
    { index: 500, id: 'b-500', path: '/time', value: '"yesterday"' },
    { index: 999, id: 'b-999', path: '/data/promise/first', value: '"1970-01-01"' },
  ]);
  const messages = receive.messages().slice(before);
  expect(messages.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(
    batch.map(({ id }) => id).filter((id) => !['b-17', 'b-500', 'b-999'].includes(id)),
  );
  const rejects = messages.flatMap((message) => message.rejects);
  expect(rejects.map(({ eventId }) => eventId)).toEqual(['b-17', 'b-500', 'b-999']);
  expect(JSON.parse(rejects[1]?.event ?? '')).toEqual(batch[500]);
});

test('a body of which nothing was accepted is on the queue as rejects all the same', async () => {
  const before = receive.messages().length;
  const body = json(delivery({ promise: {} }, { id: 'lost?' }));
  const reply = await receive.post('erp-lyon', signedHeaders(secret, body), body);
  expect(reply.status).toBe(422);
  expect(receive.messages().slice(before)).toMatchObject([
    {
      source: 'erp-lyon',
      namespace: 'erp-lyon',
      events: [],
      rejects: [{ eventId: 'lost?', subject: 'ORD-1', event: body }],
    },
  ]);
});

test('no message is larger than 200 KB, and none holds U+FFFE or U+FFFF', () => {
  const bodies = receive.bodies();
  expect(bodies.length).toBeGreaterThan(20);
  expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(200 * 1024);
  expect(bodies.filter((body) => /[\ufffe\uffff]/.test(body))).toEqual([]);
  expect(bodies.filter((body) => body.includes('\\ufffe') && body.includes('\\uffff'))).not.toEqual([]);
});

test.each(['/', '/v1/ingest', '/v1/ingest/', '/v1/ingest/a/b', '/v1/ingest/%zz', '/v2/ingest/erp-lyon'])(
  'the path %s leads nowhere → 404',
  async (path) => {
    const reply = await receive.send(path, signedHeaders(secret, good), good);
    expect(reply).toMatchObject({ status: 404, type: 'application/problem+json' });
  },
);

test('a header that HTTP does not allow is a bad request, not a fault', async () => {
  const reply = await receive.post('erp-lyon', { ...signedHeaders(secret, good), 'x-odd': 'a\u0000b' }, good);
  expect(reply).toMatchObject({ status: 400, type: 'application/problem+json' });
});

test('a key that is as long as the body is told in part, in the answer and in what is kept', async () => {
  const key = '😀'.repeat(15_000);
  const before = receive.messages().length;
  const odd = json(delivery({ promise: { first: '2026-03-14', [key]: 1 } }));
  expect(await receive.post('erp-lyon', signedHeaders(secret, odd), odd)).toMatchObject({ status: 422 });
  const [{ path } = { path: '' }] = receive.messages().slice(before)[0]?.rejects ?? [];
  expect(path.slice(0, 16)).toBe('/data/promise/😀');
  expect(path.length).toBeLessThan(1_100);

  const broken = `{"${key}":`;
  const reply = await receive.post('erp-lyon', signedHeaders(secret, broken), broken);
  expect(reply).toMatchObject({ status: 400, body: { detail: expect.stringContaining('at /😀') } });
  expect(reply.text.length).toBeLessThan(2_000);
});

test('where a body breaks is told to its sender, and not to the log: a key may be a name', async () => {
  const { logger } = await import('../../shared/runtime/observe.ts');
  const warn = vi.spyOn(logger, 'warn');
  const broken = '{"ann@example.com":';
  const reply = await receive.post('erp-lyon', signedHeaders(secret, broken), broken);
  expect(reply).toMatchObject({ status: 400, body: { detail: expect.stringContaining('/ann@example.com') } });
  expect(warn.mock.calls).toMatchObject([['refused', { source: 'erp-lyon', status: 400 }]]);
  expect(JSON.stringify(warn.mock.calls)).not.toContain('ann@');
  warn.mockRestore();
});
