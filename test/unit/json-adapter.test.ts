/** The adapter that a map describes: its signatures, by another implementation than the verifier's, and its settings. */
import { describe, expect, test } from 'vitest';
import type { AdapterRequest } from '../../shared/sources/adapter.ts';
import { adapter } from '../../shared/sources/adapters/json.ts';

const now = Date.parse('2026-03-17T19:20:31Z');
const body = Buffer.from('{"id":"C-1","at":"2026-03-17T19:00:00Z"}');
const map = { type: 'complaint', id: 'id', time: 'at', fields: { 'received.receivedAt': 'at' } };
const request = (headers: AdapterRequest['headers'], bytes: Uint8Array = body): AdapterRequest => ({
  headers,
  body: bytes,
});

/** HMAC by the Web Crypto interface. */
const sign = async (hash: 'SHA-256' | 'SHA-512', key: Uint8Array, message: string): Promise<Buffer> => {
  const imported = await crypto.subtle.importKey('raw', Buffer.from(key), { name: 'HMAC', hash }, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', imported, Buffer.from(message)));
};

describe('Standard Webhooks, unless the settings say otherwise', () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef');
  const secret = `whsec_${key.toString('base64')}`;
  const headersAt = async (seconds: number) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${(await sign('SHA-256', key, `msg_1.${seconds}.${body}`)).toString('base64')}`,
  });

  test('verify within five minutes, with their own kind of secret', async () => {
    const headers = await headersAt(now / 1000);
    expect(adapter.verifies(request(headers), [secret], now, { map })).toBe(true);
    expect(adapter.verifies(request(headers), [secret], now + 301_000, { map })).toBe(false);
    expect(adapter.verifies(request(headers, Buffer.from('{}')), [secret], now, { map })).toBe(false);
    expect(adapter.secretProblem(secret, { map })).toBeUndefined();
    expect(adapter.secretProblem('a-secret-of-another-kind', { map })).toMatch(/must be whsec_/);
  });
});

describe('an HMAC in a header', () => {
  const secret = 'a-secret-of-the-product';
  const key = Buffer.from(secret);

  test('verifies with SHA-512, base64 and a prefix, and with no other', async () => {
    const signature = { header: 'X-Signature', algorithm: 'sha512', encoding: 'base64', prefix: 'sha512=' };
    const digest = (await sign('SHA-512', key, String(body))).toString('base64');
    const headers = { 'x-signature': `sha512=${digest}` };
    expect(adapter.verifies(request(headers), [secret], now, { signature, map })).toBe(true);
    expect(adapter.verifies(request({ 'x-signature': digest }), [secret], now, { signature, map })).toBe(false);
    expect(
      adapter.verifies(request(headers), [secret], now, { signature: { ...signature, algorithm: 'sha256' }, map }),
    ).toBe(false);
    expect(adapter.secretProblem(secret, { signature, map })).toBeUndefined();
  });

  test('with a time verifies near that time alone, in the unit and as joined as the settings say', async () => {
    const timestamp = { header: 'X-Time', unit: 'milliseconds', join: '', toleranceSeconds: 60 };
    const signature = { header: 'X-Signature', timestamp };
    const headers = {
      'x-time': String(now),
      'x-signature': (await sign('SHA-256', key, `${now}${body}`)).toString('hex'),
    };
    const verifies = (at: number, more: object = {}) =>
      adapter.verifies(request({ ...headers, ...more }), [secret], at, { signature, map });
    expect(verifies(now + 59_000)).toBe(true);
    expect(verifies(now - 59_000)).toBe(true);
    expect(verifies(now + 61_000)).toBe(false);
    expect(verifies(now - 61_000)).toBe(false);
    // Nothing of the time can be taken for the body, nor the other way.
    expect(verifies(now, { 'x-time': String(now).slice(0, 12) })).toBe(false);
    expect(verifies(now, { 'x-time': undefined })).toBe(false);
  });

  test.each([
    null,
    7,
    { signature: 'none' },
    { signature: { header: 'a b' } },
    { signature: { header: 'x', algorithm: 'sha1' } },
  ])('verifies nothing with settings that say nothing: %j', (settings) => {
    expect(adapter.verifies(request({ x: 'y' }), [secret], now, settings)).toBe(false);
  });
});

describe('settings', () => {
  const problemsOf = (settings: unknown) => {
    const read = adapter.readSettings(settings);
    return read.ok ? [] : read.problems.map(({ path, problem }) => `${path.join('.')}: ${problem}`);
  };

  test('are checked as maps are: fields, patterns, and what a payload cannot say', () => {
    expect(problemsOf({ map })).toEqual([]);
    expect(problemsOf({ map: { ...map, fields: { 'received.recievedAt': 'at' } } })).toEqual([
      expect.stringMatching(/^map\.fields\.received\.recievedAt: a complaint has no field/),
    ]);
    expect(problemsOf({ map: { ...map, time: { file: true } } })).toHaveLength(1);
    expect(problemsOf({ map: { ...map, id: { content: true } } })).toEqual([
      'map.id: must be a column, or a list of columns',
    ]);
    expect(problemsOf({ map, rows: 'data' })).toEqual(['rows: must be a JSON Pointer, for example /data']);
    expect(problemsOf({})).toEqual([expect.stringMatching(/^map: /)]);
  });
});

describe('a payload', () => {
  const adapt = (payload: unknown, settings: object) => {
    const read = adapter.readSettings(settings);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return adapter.adapt(payload, request({}), { settings: read.settings, fetch, now });
  };

  test('of more rows than a request may have is kept whole', () => {
    const rows = Array.from({ length: 1001 }, (_, index) => ({ id: index, at: '2026-03-17T19:00:00Z' }));
    expect(adapt(rows, { map })).toMatchObject({
      unmapped: [{ path: [], problem: 'holds 1001 rows; the limit is 1000' }],
    });
  });

  test('may hold rows that cannot be mapped beside those that can', () => {
    const rows = [{ id: 'C-1', at: '2026-03-17T19:00:00Z' }, { at: '2026-03-17T19:00:00Z' }, { id: 'C-3', at: 'soon' }];
    expect(adapt(rows, { map })).toMatchObject({
      events: [{ subject: 'C-1' }],
      unmapped: [
        { path: [1], problem: 'id: column id is empty' },
        { path: [2], problem: expect.stringMatching(/^time: must be a date like iso[^"]*$/), value: '"soon"' },
      ],
    });
  });

  test('is read in the zone that the map names, where its times have no offset', () => {
    const rows = { id: 'C-1', at: '2026-03-17 19:00' };
    expect(adapt(rows, { map: { ...map, timeZone: 'Europe/Paris' } })).toMatchObject({
      events: [{ time: '2026-03-17T18:00:00.000Z' }],
    });
    expect(adapt(rows, { map })).toMatchObject({
      unmapped: [{ path: [], problem: expect.stringContaining('timeZone') }],
    });
  });

  test('gives what a survey asked: choices as a list, words by question', () => {
    const survey = {
      map: {
        type: 'response',
        id: 'token',
        time: 'at',
        fields: {
          'answer.answeredAt': 'at',
          'answer.survey': { constant: 'after-delivery' },
          'answer.choices.reason': { column: 'reasons', values: { 'Too late': 'late', Broken: 'damaged' } },
          'answer.choices.again': 'again',
          'answer.texts.why': '/words/why',
        },
      },
    };
    const payload = {
      token: 't1',
      at: '2026-03-17T19:00:00Z',
      reasons: ['Too late', 'Broken'],
      again: 'yes',
      words: { why: 'rain' },
    };
    expect(adapt(payload, survey)).toMatchObject({
      events: [
        { data: { answer: { choices: { reason: ['late', 'damaged'], again: ['yes'] }, texts: { why: 'rain' } } } },
      ],
    });
    expect(adapt({ ...payload, reasons: ['Too early'] }, survey)).toMatchObject({
      unmapped: [
        // Counted by problem, whatever the value: and a value may be somebody's name.
        {
          problem: 'answer.choices.reason: is a text that `values` does not name (Too late, Broken)',
          value: '"Too early"',
        },
      ],
    });
  });
});
