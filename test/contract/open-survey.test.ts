/** A survey that anybody may open, and the end of invitations, through the function's own API on a real DynamoDB engine. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createInvitation } from '../../shared/store/invitations.ts';
import { readStopped } from '../../shared/store/stopped.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { openSurveyPages, type SurveyPages } from '../support/survey-pages.ts';
import { fullForm, invitationOf, surveyOf } from '../support/surveys.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
let pages: SurveyPages;
let clock: number;

const path = '/v1/open/after-delivery';
const start = Date.parse('2026-03-14T10:00:00.000Z');
const hourMs = 3_600_000;

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 40_000);
afterAll(() => engine.stop());

beforeEach(async () => {
  board = await engine.createBoard();
  clock = start;
  pages = openSurveyPages(board, () => clock);
  await putConfig(board, 'survey', surveyOf());
});

const h1 = (body: string) => /<h1>([^<]*)<\/h1>/.exec(body)?.[1];
/** The fields of the form that nobody sees. */
const hiddenIn = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
const openForm = async (query = '') => hiddenIn((await pages.send('GET', path + query)).body);

test('an address anybody may open counts by its channel, under a subject that nobody could guess', async () => {
  const hidden = await openForm('?channel=kiosk');
  const sent = await pages.send('POST', `${path}?channel=kiosk&lang=fr`, { ...fullForm, ...hidden });
  expect(sent.status).toBe(303);
  const [event, ...more] = pages.events();
  expect(more).toEqual([]);
  expect(event?.subject).toMatch(/^[0-9a-f]{32}$/);
  expect(event?.data).toEqual({
    answer: {
      ...{ answeredAt: new Date(start).toISOString(), survey: 'after-delivery', surveyVersion: 1, language: 'fr' },
      ...{ nps: 9, csat: 4, ces: 6, choices: { place: ['door'] }, text: 'Quick and friendly.', channel: 'kiosk' },
    },
  });
  const thanks = await pages.send('GET', path + sent.headers.location);
  expect(h1(thanks.body)).toBe('Merci\u00a0!');
  expect(thanks.body).toContain('<a href="?channel=kiosk&amp;lang=fr">Donner une autre réponse</a>');
});

test('a channel that nobody configured becomes no slice', async () => {
  const hidden = await openForm('?channel=invented');
  await pages.send('POST', `${path}?channel=invented`, { ...fullForm, ...hidden });
  expect(pages.events()[0]?.data).toMatchObject({ answer: { channel: 'qr' } });
});

test('a form that is sent twice counts once, and says so; a new form counts again', async () => {
  const hidden = await openForm();
  await pages.send('POST', path, { ...fullForm, ...hidden });
  const again = await pages.send('POST', path, { ...fullForm, ...hidden, 'q-recommend': '0' });
  expect(again.status).toBe(200);
  expect(h1(again.body)).toBe('This has already been sent');
  expect(pages.events()).toHaveLength(1);
  await pages.send('POST', path, { ...fullForm, ...(await openForm()) });
  expect(new Set(pages.events().map(({ subject }) => subject)).size).toBe(2);
});

test.each([
  ['none', {}],
  ['one of another survey', { token: 'a.b.c' }],
  ['one for another version', { version: '2' }],
])('a form whose token is %s comes back as it was filled, under a token that is good', async (_, wrong) => {
  const hidden = Object.keys(wrong).length === 0 ? {} : { ...(await openForm()), ...wrong };
  const refused = await pages.send('POST', path, { ...fullForm, ...hidden });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('please send it again');
  expect(refused.body).toContain('name="q-recommend" value="9" checked');
  expect(refused.body).toContain('Quick and friendly.</textarea>');
  expect(pages.events()).toEqual([]);
  expect((await pages.send('POST', path, { ...fullForm, ...hiddenIn(refused.body) })).status).toBe(303);
});

test('a form that lay open for more than a day comes back as it was filled, and is still the one that was shown', async () => {
  const hidden = await openForm();
  clock += 25 * hourMs;
  const late = await pages.send('POST', path, { ...fullForm, ...hidden });
  expect(late.status).toBe(422);
  expect(late.body).toContain('please send it again');
  await pages.send('POST', path, { ...fullForm, ...hiddenIn(late.body) });
  const again = await pages.send('POST', path, { ...fullForm, ...hidden });
  expect(h1(again.body)).toBe('This has already been sent');
  expect(pages.events()).toHaveLength(1);
});

test('a form is read by the questions that it showed, though a new version was applied since', async () => {
  const hidden = await openForm();
  const questions = [{ id: 'other', kind: 'csat' as const, text: 'Satisfied?' }];
  await putConfig(board, 'survey', surveyOf({ questions }), { version: 2 });
  expect((await pages.send('POST', path, { ...fullForm, ...hidden })).status).toBe(303);
  expect(pages.events()[0]?.data).toMatchObject({ answer: { surveyVersion: 1, nps: 9 } });
});

test('a form that is half filled keeps its token: mended, it is one record', async () => {
  const hidden = await openForm();
  const wrong = await pages.send('POST', path, { ...hidden, 'q-recommend': '9' });
  expect(wrong.status).toBe(422);
  await pages.send('POST', path, { ...fullForm, ...hiddenIn(wrong.body) });
  expect(h1((await pages.send('POST', path, { ...fullForm, ...hidden })).body)).toBe('This has already been sent');
});

test('what the queue did not take can be sent again with the same form', async () => {
  const hidden = await openForm();
  pages.breakQueue(true);
  const failed = await pages.send('POST', path, { ...fullForm, ...hidden });
  expect(failed.status).toBe(503);
  pages.breakQueue(false);
  expect((await pages.send('POST', path, { ...fullForm, ...hiddenIn(failed.body) })).status).toBe(303);
});

test('a survey that nobody may open, that is not there, or that has ended, takes nothing', async () => {
  const { open: _, ...closed } = surveyOf();
  await putConfig(board, 'survey', { ...closed, id: 'closed' });
  await putConfig(board, 'survey', surveyOf({ id: 'over', until: '2026-03-13' }));
  const hidden = await openForm();
  for (const [name, status] of [
    ['closed', 404],
    ['unknown', 404],
    ['over', 410],
  ] as const)
    for (const method of ['GET', 'POST']) {
      const form = method === 'POST' ? { ...fullForm, ...hidden } : undefined;
      expect((await pages.send(method, `/v1/open/${name}`, form)).status).toBe(status);
    }
  expect(pages.events()).toEqual([]);
});

test('the sites that the survey names may show it in a frame, on every page of it', async () => {
  const hidden = await openForm();
  const form = await pages.send('GET', path);
  const wrong = await pages.send('POST', path, hidden);
  const moved = await pages.send('POST', path, { ...fullForm, ...hidden });
  const thanks = await pages.send('GET', path + moved.headers.location);
  for (const { headers } of [form, wrong, moved, thanks]) {
    expect(headers['content-security-policy']).toMatch(/frame-ancestors https:\/\/portal\.example$/);
    expect(headers['x-frame-options']).toBeUndefined();
  }
});

const { id, person = '' } = invitationOf();
const notice = 'mmq1x0c0-5f1c5f1c5f1c5f1c';
const stopped = async () => (await readStopped(board, person))?.stopped;

test('opening the link stops nothing, pressing the button does, and another one takes it back', async () => {
  await createInvitation(board, invitationOf({ language: 'fr' }));
  const stop = await pages.sign('stop', id);
  const asked = await pages.send('GET', stop);
  expect(h1(asked.body)).toBe('Ne plus recevoir d’invitations\u00a0?');
  expect(await stopped()).toBeUndefined();

  const done = await pages.send('POST', stop, { invitations: 'stop' });
  expect(h1(done.body)).toBe('Vous ne recevrez plus d’invitations');
  const at = new Date(start).toISOString();
  expect(await readStopped(board, person)).toMatchObject({ person, stopped: true, at, notice });
  expect(h1((await pages.send('GET', stop)).body)).toBe('Vous ne recevrez plus d’invitations');

  const again = await pages.send('POST', stop, { invitations: 'resume' });
  expect(h1(again.body)).toBe('Vous pourrez recevoir à nouveau des invitations');
  expect(await stopped()).toBe(false);
});

test('one click of a mail program stops (RFC 8058); twice changes nothing more', async () => {
  await createInvitation(board, invitationOf());
  const stop = await pages.sign('stop', id);
  for (const hours of [0, 1]) {
    clock = start + hours * hourMs;
    const clicked = await pages.send('POST', stop, { 'List-Unsubscribe': 'One-Click' });
    expect(clicked.status).toBe(200);
  }
  expect(await readStopped(board, person)).toMatchObject({ stopped: true, at: new Date(start).toISOString() });
});

test('taking back what was never stopped writes nothing, and a form that asks for nothing neither', async () => {
  await createInvitation(board, invitationOf());
  const stop = await pages.sign('stop', id);
  const nothing = await pages.send('POST', stop, { invitations: 'resume' });
  expect(h1(nothing.body)).toBe('You may get invitations again');
  expect(h1((await pages.send('POST', stop, { other: 'x' })).body)).toBe('Stop these invitations?');
  expect(await stopped()).toBeUndefined();
});

test('a link to stop works long after the survey’s own has expired', async () => {
  await createInvitation(board, invitationOf());
  const stop = await pages.sign('stop', id);
  clock = start + 399 * 24 * hourMs;
  expect((await pages.send('POST', stop, { invitations: 'stop' })).status).toBe(200);
  expect(await stopped()).toBe(true);
});
