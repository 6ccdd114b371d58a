/** What customers see of a survey and what is counted of their answers, through the function's own API on a real DynamoDB engine. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createInvitation, readInvitation } from '../../shared/store/invitations.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { openSurveyPages, type SurveyPages } from '../support/survey-pages.ts';
import { fullForm, invitationOf, invitedAt, surveyOf } from '../support/surveys.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
let pages: SurveyPages;
let path: string;
let clock: number;

const { id } = invitationOf();
const start = Date.parse('2026-03-14T10:00:00.000Z');
const dayMs = 86_400_000;

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 40_000);
afterAll(() => engine.stop());

beforeEach(async () => {
  board = await engine.createBoard();
  clock = start;
  pages = openSurveyPages(board, () => clock);
  await putConfig(board, 'survey', surveyOf());
  await putConfig(board, 'policy', { company: 'Marlow & Söhne', timeZone: 'UTC' });
  await createInvitation(board, invitationOf());
  path = await pages.sign('survey', id);
});

const h1 = (body: string) => /<h1>([^<]*)<\/h1>/.exec(body)?.[1];
const checked = (body: string) =>
  [...body.matchAll(/name="([^"]*)" value="([^"]*)"(?: id="[^"]*")? checked/g)].map(
    ([, name, value]) => `${name}=${value}`,
  );

test('a link opens the form in the language of the invitation, and the page changes nothing', async () => {
  const { status, body, headers } = await pages.send('GET', path, undefined, { 'accept-language': 'fr' });
  expect(status).toBe(200);
  expect(h1(body)).toBe('How was your delivery?');
  expect(body).toContain('<html lang="en" dir="ltr">');
  expect(body).toContain('Marlow &amp; Söhne');
  expect(body).toContain('keep them for two years');
  expect(headers['cache-control']).toBe('no-store');
  expect(checked(body)).toEqual(['q-satisfied=', 'q-easy=']);
  expect(await readInvitation(board, id)).toEqual(invitationOf());
  expect(pages.events()).toEqual([]);
});

test('the page comes in every language of the survey, and in no other', async () => {
  const arabic = await pages.send('GET', `${path}?lang=ar`);
  expect(h1(arabic.body)).toBe('كيف كان التوصيل؟');
  expect(arabic.body).toContain('<html lang="ar" dir="rtl">');
  expect(arabic.body).toContain('<a href="?lang=fr" hreflang="fr" lang="fr" dir="ltr">Français</a>');
  expect(h1((await pages.send('GET', `${path}?lang=de`)).body)).toBe('How was your delivery?');
});

test('a score in the link is chosen on the page, and counts only once the form is sent', async () => {
  const { body } = await pages.send('GET', `${path}?score=9`);
  expect(checked(body)).toContain('q-recommend=9');
  expect(pages.events()).toEqual([]);
  for (const score of ['11', '-1', '9.0', '09', 'x', '9,8', ''])
    expect(checked((await pages.send('GET', `${path}?score=${score}`)).body)).not.toContainEqual(
      expect.stringContaining('recommend'),
    );
});

test('whoever chose a score in the mail, or on the page, and then another language has chosen it still', async () => {
  const { body } = await pages.send('GET', `${path}?score=9`);
  expect(body).toContain('<a href="?score=9&amp;lang=fr"');
  const refused = await pages.send('POST', `${path}?score=9`, { 'q-recommend': '3' });
  expect(refused.body).toContain('<a href="?score=3&amp;lang=fr"');
  const never = await pages.send('GET', `${path}?score=<b>`);
  expect(never.body).toContain('<a href="?lang=fr"');
});

test('an answer becomes one event with what the invitation copied, and one that says when it came', async () => {
  const answered = await pages.send('POST', `${path}?score=3&lang=fr`, fullForm);
  expect(answered).toMatchObject({ status: 303, body: '' });
  expect(answered.headers.location).toBe('?done=1&lang=fr');
  const at = new Date(start).toISOString();
  expect(pages.events()).toEqual([
    {
      specversion: '1.0',
      id: `${id}-${at}`,
      source: 'hoshin-surveys',
      type: 'hoshin.response.v1',
      subject: id,
      time: at,
      data: {
        answer: {
          ...{ answeredAt: at, survey: 'after-delivery', surveyVersion: 1, language: 'fr' },
          ...{ nps: 9, csat: 4, ces: 6, choices: { place: ['door'] }, text: 'Quick and friendly.' },
          ...{ delivery: 'ORD-1', onTime: false, site: 'Lyon', carrier: 'DHL' },
          customer: { id: 'K-7', name: 'Zoë Martin', email: 'zoe@customer.example' },
        },
      },
    },
    expect.objectContaining({
      subject: `invitation-${id}`,
      time: at,
      data: {
        invitation: {
          ...{ invitedAt, answeredAt: at, survey: 'after-delivery', language: 'en', delivery: 'ORD-1' },
          ...{ site: 'Lyon', carrier: 'DHL' },
        },
      },
    }),
  ]);
  expect(await readInvitation(board, id)).toMatchObject({ state: 'answered', answeredAt: at });
  const thanks = await pages.send('GET', `${path}${answered.headers.location}`);
  expect(h1(thanks.body)).toBe('Merci\u00a0!');
  expect(thanks.body).toContain('Lyon vous remercie.');
});

test('an answer is taken once: sent again, opened again, or with the back button, the page says so', async () => {
  await pages.send('POST', path, fullForm);
  const again = await pages.send('POST', path, { ...fullForm, 'q-recommend': '0' });
  expect(again.status).toBe(200);
  expect(h1(again.body)).toBe('You have already answered');
  expect(h1((await pages.send('GET', path)).body)).toBe('You have already answered');
  expect(h1((await pages.send('GET', `${path}?lang=ar`)).body)).toBe('لقد أجبت من قبل');
  expect(pages.events()).toHaveLength(2);
});

test('two at once are one record', async () => {
  const both = await Promise.all([pages.send('POST', path, fullForm), pages.send('POST', path, fullForm)]);
  for (const { status } of both) expect([200, 303]).toContain(status);
  expect(new Set(pages.events().map(({ subject }) => subject)).size).toBe(2);
});

test('a form that is half filled comes back as it was filled, with what is missing beside its question', async () => {
  const form: [string, string][] = [
    ...([
      ['q-satisfied', '2'],
      ['q-good', 'speed'],
      ['q-good', 'driver'],
    ] as [string, string][]),
    ...([
      ['q-why', ' <b>late</b>\r\nand cold '],
      ['q-recommend', '42'],
    ] as [string, string][]),
  ];
  const { status, body } = await pages.send('POST', path, form);
  expect(status).toBe(422);
  expect(body).toContain('<title>Error: How was your delivery?</title>');
  expect(body).toContain('<a href="#q-recommend">Please answer: How likely are you');
  expect(body).toContain('<a href="#q-place">Please answer: Where did you receive it?');
  expect(body).toMatch(/id="q-place_error"/);
  expect(checked(body)).toEqual(['q-satisfied=2', 'q-easy=', 'q-good=speed', 'q-good=driver']);
  expect(body).toContain('&lt;b&gt;late&lt;/b&gt;\nand cold</textarea>');
  expect(pages.events()).toEqual([]);
  expect(await readInvitation(board, id)).toMatchObject({ state: 'invited' });
});

test('no two parts of a page bear one id, whatever the questions are called', async () => {
  const choices = ['a', 'b'].map((each) => ({ id: each, text: each }));
  const questions = ['delivery', 'delivery-error', 'delivery-hint'].map((each) => ({
    ...{ id: each, kind: 'single' as const, text: each, hint: each, choices },
  }));
  await putConfig(board, 'survey', surveyOf({ questions }), { version: 3 });
  const invitation = invitationOf({ id: 'a'.repeat(16), surveyVersion: 3 });
  await createInvitation(board, invitation);
  const { body } = await pages.send('POST', await pages.sign('survey', invitation.id), { 'q-delivery': 'a' });
  const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, each]) => each);
  expect(ids.length).toBeGreaterThan(7);
  expect(new Set(ids).size).toBe(ids.length);
});

test('when the queue takes nothing the form stays as it was filled, and can be sent again', async () => {
  pages.breakQueue(true);
  const { status, body } = await pages.send('POST', path, fullForm);
  expect(status).toBe(503);
  expect(body).toContain('could not be saved just now');
  expect(checked(body)).toContain('q-recommend=9');
  expect(await readInvitation(board, id)).toMatchObject({ state: 'invited' });
  pages.breakQueue(false);
  expect((await pages.send('POST', path, fullForm)).status).toBe(303);
});

test('the questions are those of the version that the invitation names', async () => {
  await putConfig(board, 'survey', surveyOf({ title: 'Another one', languages: ['en'] }), { version: 2 });
  expect(h1((await pages.send('GET', path)).body)).toBe('How was your delivery?');
});

test('past its time a link says so, in the language of the customer, and takes nothing', async () => {
  clock = Date.parse(invitationOf().expiresAt);
  for (const method of ['GET', 'POST']) {
    const late = await pages.send(method, `${path}?lang=fr`, method === 'POST' ? fullForm : undefined);
    expect(late.status).toBe(410);
    expect(h1(late.body)).toBe('Ce lien a expiré');
  }
  clock = start + 61 * dayMs;
  expect(h1((await pages.send('GET', path)).body)).toBe('This link has expired');
  expect(pages.events()).toEqual([]);
});

test('a survey that has ended takes nothing, from the day after its last one in the company’s time zone', async () => {
  await putConfig(board, 'survey', surveyOf({ until: '2026-03-14' }), { version: 2 });
  expect((await pages.send('GET', path)).status).toBe(200);
  clock = Date.parse('2026-03-15T00:00:00.000Z');
  for (const method of ['GET', 'POST']) {
    const ended = await pages.send(method, path, method === 'POST' ? fullForm : undefined);
    expect(ended.status).toBe(410);
    expect(h1(ended.body)).toBe('This survey has ended');
  }
});

test('whoever was erased is not asked any more', async () => {
  const { customer: _, ...erased } = invitationOf({
    delivery: { namespace: 'erp-lyon', subject: 'ORD-2' },
    id: 'e'.repeat(16),
  });
  await createInvitation(board, erased);
  const { status } = await pages.send('POST', await pages.sign('survey', erased.id), fullForm);
  expect(status).toBe(410);
  expect(pages.events()).toEqual([]);
});

test('what is no link of ours, for something else, or about nothing, is one page in the browser’s language', async () => {
  const stop = (await pages.sign('stop', id)).split('/').at(-1);
  const unknown = await pages.sign('survey', 'f'.repeat(16));
  for (const wrong of [`/v1/survey/${stop}`, '/v1/survey/x', `${path}x`, unknown, '/v1/stop/x'])
    for (const method of ['GET', 'POST']) {
      const form = method === 'POST' ? fullForm : undefined;
      const page = await pages.send(method, wrong, form, { 'accept-language': 'xx, he;q=0.9, de;q=0.1' });
      expect(page.status).toBe(404);
      expect(h1(page.body)).toBe('הקישור הזה אינו פועל');
      expect(page.body).toContain('<html lang="he" dir="rtl">');
    }
});

test('what is no form, or too long a one, is said in the customer’s language', async () => {
  const json = await pages.send('POST', path, fullForm, {
    'content-type': 'application/json',
    'accept-language': 'nl',
  });
  expect(json.status).toBe(415);
  expect(h1(json.body)).toBe('Dat is niet gelukt');
  const long = await pages.send('POST', path, { 'q-why': 'x'.repeat(300_000) });
  expect(long.status).toBe(413);
});

test('the longest answers in any script fit into one event', async () => {
  const texts = { 'q-why': '因'.repeat(4_000), 'q-wish': '"'.repeat(4_000) };
  expect((await pages.send('POST', path, { ...fullForm, ...texts })).status).toBe(303);
});

test('a text that is too long comes back whole, with the limit', async () => {
  const { status, body } = await pages.send('POST', path, { ...fullForm, 'q-why': 'x'.repeat(4_001) });
  expect(status).toBe(422);
  expect(body).toContain('Shorten this to 4000 characters.');
  expect(body).toContain('x'.repeat(4_001));
});

test('HEAD tells what GET does without its body, and OPTIONS the methods', async () => {
  const head = await pages.send('HEAD', path);
  expect(head).toMatchObject({ status: 200, body: '' });
  const options = await pages.send('OPTIONS', path);
  expect(options.status).toBe(204);
  expect(options.headers.allow).toBe('GET, HEAD, POST, OPTIONS');
});

test('no page of a survey with every kind of question is larger than 30 KB', async () => {
  for (const query of ['', '?lang=fr', '?lang=ar&score=9'])
    expect(Buffer.byteLength((await pages.send('GET', path + query)).body)).toBeLessThan(30_000);
  expect(Buffer.byteLength((await pages.send('POST', path, {})).body)).toBeLessThan(30_000);
});

test('nobody else may frame a personal page, and nothing may be loaded into it', async () => {
  const { headers } = await pages.send('GET', path);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
  );
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['referrer-policy']).toBe('no-referrer');
});
