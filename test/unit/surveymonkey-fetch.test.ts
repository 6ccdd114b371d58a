/** What SurveyMonkey's adapter does when the API that its webhook points at is slow, broken, elsewhere, or not allowed. */
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Listener, serve } from '../../infra/local/loopback.ts';
import { adapter } from '../../shared/sources/adapters/surveymonkey.ts';
import { kit } from '../support/adapters/surveymonkey.ts';

let listener: Listener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

const payload: unknown = JSON.parse((kit.samples[0]?.body ?? Buffer.alloc(0)).toString());
const request = { headers: {}, body: new Uint8Array() };

const adaptWith = (api: string, more: { token?: string; fetch?: typeof fetch } = { token: 'a-token' }) => {
  const settings = adapter.readSettings({ ...kit.settings, api });
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  return adapter.adapt(payload, request, { settings: settings.settings, fetch, now: Date.now(), ...more });
};
const answering = async (answer: (response: ServerResponse) => void): Promise<string> => {
  listener = await serve(0, (_, response) => answer(response));
  return listener.url;
};

test.each([429, 500, 502, 503, 301])('after a %i it is tried again later', async (status) => {
  const api = await answering((response) => response.writeHead(status, { location: 'https://example.com/' }).end());
  expect(await adaptWith(api)).toEqual({ kind: 'later', fault: expect.stringMatching(/^SurveyMonkey: /) });
});

test.each<[string, (response: ServerResponse) => void]>([
  ['hangs up', (response) => response.destroy()],
  ['sends what is not JSON', (response) => response.writeHead(200).end('<html>')],
  [
    'stops in the middle',
    (response) => response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
  ],
])('an API that %s is tried again later', async (_, answer) => {
  expect(await adaptWith(await answering(answer))).toMatchObject({ kind: 'later' });
});

test('an API that is not there is tried again later', async () => {
  const api = await answering((response) => response.end());
  await listener?.close();
  listener = undefined;
  expect(await adaptWith(api)).toMatchObject({ kind: 'later' });
});

test('an API that never answers is given up in time', async () => {
  const api = await answering(() => {});
  const seen: (AbortSignal | null | undefined)[] = [];
  const impatient: typeof fetch = (input, init) => {
    seen.push(init?.signal);
    return fetch(input, { ...init, signal: AbortSignal.timeout(50) });
  };
  expect(await adaptWith(api, { token: 'a-token', fetch: impatient })).toEqual({
    kind: 'later',
    fault: 'SurveyMonkey: TimeoutError',
  });
  expect(seen).toEqual([expect.any(AbortSignal)]);
});

test('without a token it says what is missing, and asks nobody', async () => {
  let asked = 0;
  const api = await answering((response) => {
    asked += 1;
    response.end();
  });
  expect(await adaptWith(api, {})).toEqual({
    kind: 'events',
    events: [],
    unmapped: [{ path: ['object_id'], problem: expect.stringContaining('hoshin sources secret … --token') }],
  });
  expect(asked).toBe(0);
});

test('the token goes to an API with TLS only, and to no other path of it', () => {
  for (const api of ['https://api.eu.surveymonkey.com', 'https://api.surveymonkey.ca/', 'http://127.0.0.1:8080'])
    expect(adapter.readSettings({ api })).toMatchObject({ ok: true });
  for (const api of [
    'http://api.surveymonkey.com',
    'https://u:p@api.surveymonkey.com',
    'https://x.com/v4',
    'ftp://x',
    'x',
  ])
    expect(adapter.readSettings({ api })).toEqual({
      ok: false,
      problems: [{ path: ['api'], problem: expect.stringContaining('must be the address of an API') }],
    });
});
