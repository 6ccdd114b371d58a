import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Action } from '../../shared/core/action/action.ts';
import type { Decision } from '../../shared/core/alert/decision.ts';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { noticeId } from '../../shared/core/notice/notice.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { logger } from '../../shared/runtime/observe.ts';
import { readAlert, writeAlert } from '../../shared/store/alerts.ts';
import { readDecisions } from '../../shared/store/decisions.ts';
import { kinds, noticePk } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { itemsOf, itemsWith, putCompany, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { type LinkPages, mailed, move, objective, openPages } from '../support/link-pages.ts';

vi.setConfig({ testTimeout: 30_000 });

const ceo = { id: 'ceo', name: 'Carla', email: 'ceo@example.com' };
const coo = { id: 'coo', name: 'Cem', email: 'coo@example.com' };
const dayMs = 86_400_000;

let dynamodb: TestDynamoDb;
let board: NamedTable;
let pages: LinkPages;
let clock: number;

beforeAll(async () => {
  logger.setLogLevel('SILENT');
  dynamodb = await startTestDynamoDb();
}, 60_000);
afterAll(() => dynamodb?.stop(), 60_000);
beforeEach(async () => {
  board = await dynamodb.createBoard();
  clock = Date.parse('2018-04-02T07:30:00Z');
  pages = openPages(board, () => clock);
  await putCompany(board);
  await putObjective(board, { id: objective });
});

const everything = () => itemsWith<{ pk: string; sk: string }>(board, '');
const linkOf = (notice: string) => pages.sign({ purpose: 'decide', notice, subject: objective });
const missed = async (...people: (typeof ceo)[]): Promise<string[]> =>
  Promise.all((await move(board, 'missed', people)).map(linkOf));
const answerOf = (method: string) => (method === 'POST' ? { choice: 'acknowledge' } : undefined);
const headingOf = ({ body }: { body: string }) => /<h1>([^<]*)/.exec(body)?.[1];
const decisions = (): Promise<Decision[]> => readDecisions(board, objective);

describe('the page of a decision', () => {
  it('says who decides, shows the evidence again, and asks; reading it changes nothing', async () => {
    const [path = ''] = await missed(ceo);
    const before = await everything();
    const page = await pages.send('GET', path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Carla');
    expect(page.body).toContain('misses its target by 10.4 points');
    expect(page.body).toContain('SO-2018-03117');
    expect(page.body).toContain('<form method="post"');
    expect(page.body).not.toContain('" checked');
    expect(page.body.length).toBeLessThan(60_000);
    for (const method of ['HEAD', 'OPTIONS', 'GET', 'HEAD']) await pages.send(method, path);
    expect(await everything()).toEqual(before);
  });

  it('opens with the choice of the button that was pressed', async () => {
    const [path = ''] = await missed(ceo);
    for (const choice of ['acknowledge', 'assign', 'accept']) {
      const { body } = await pages.send('GET', `${path}?choice=${choice}`);
      expect([...body.matchAll(/value="(\w+)" checked/g)].map(([, value]) => value)).toEqual([choice]);
    }
    const { body } = await pages.send('GET', `${path}?choice="><script>`);
    expect(body).not.toContain('" checked');
    expect(body).not.toContain('<script');
  });

  it('may be looked at, but not kept, framed, indexed or told to others', async () => {
    const [path = ''] = await missed(ceo);
    const { headers } = await pages.send('GET', path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    const options = await pages.send('OPTIONS', path);
    expect(options).toMatchObject({
      status: 204,
      body: '',
      headers: { ...headers, allow: 'GET, HEAD, POST, OPTIONS' },
    });
    expect(await pages.send('HEAD', path)).toEqual({ status: 200, headers, body: '' });
  });
});

describe('a decision', () => {
  it('to acknowledge is written once with its name and time, and the alert knows', async () => {
    const [path = ''] = await missed(ceo);
    const page = await pages.send('POST', path, { choice: 'acknowledge', note: 'We know.\r\nSnow.' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('You acknowledged it.');
    expect(page.body).toContain('2 April 2018, 09:30 (Europe/Paris)');
    expect(await decisions()).toEqual([
      {
        choice: 'acknowledge',
        reason: 'We know.\nSnow.',
        notice: expect.any(String),
        objective,
        alertVersion: 1,
        by: { id: 'ceo', name: 'Carla' },
        at: '2018-04-02T07:30:00.000Z',
      },
    ]);
    expect(await readAlert(board, objective)).toMatchObject({
      version: 2,
      state: 'missed',
      acknowledged: { by: 'ceo', at: '2018-04-02T07:30:00.000Z' },
      kind: kinds.alert,
    });
  });

  it('to assign begins an action and owes its owner a mail, all in one', async () => {
    const [path = ''] = await missed(ceo);
    const form = { choice: 'assign', what: '  Talk to \n the carrier ', owner: 'olga', due: '2018-04-16' };
    const page = await pages.send('POST', path, form);
    expect(page.status).toBe(200);
    expect(page.body).toContain('You assigned an action to Olga, due 16 April 2018');
    expect(await decisions()).toMatchObject([{ choice: 'assign', action: 'A-1', what: 'Talk to the carrier' }]);
    const [action, ...others] = await itemsOf<Action>(board, kinds.action);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ id: 'A-1', objective, owner: 'olga', due: '2018-04-16', assignedBy: 'ceo' });
    const owed = (await itemsOf<Notice>(board, noticePk('2018-04'))).filter(({ about }) => about.kind === 'action');
    expect(owed).toMatchObject([{ person: { id: 'olga' }, about: { action: 'A-1', event: 1 }, state: 'pending' }]);
    expect(await readAlert(board, objective)).toMatchObject({ acknowledged: { by: 'ceo' } });
  });

  it('to accept needs a reason and a day, and the alert knows until when', async () => {
    const [path = ''] = await missed(ceo);
    const form = { choice: 'accept', until: '2018-06-30', reason: 'The new carrier starts in July.' };
    const page = await pages.send('POST', path, form);
    expect(page.body).toContain('You accepted the risk until 30 June 2018');
    expect(await readAlert(board, objective)).toMatchObject({ accepted: { by: 'ceo', until: '2018-06-30' } });
  });

  it('is shown, and changed by nothing, whenever the link is used again', async () => {
    const [path = ''] = await missed(ceo);
    await pages.send('POST', path, { choice: 'acknowledge' });
    const after = await everything();
    clock += dayMs;
    const again = await pages.send('POST', path, { choice: 'accept', until: '2018-06-30', reason: 'No.' });
    expect(again.status).toBe(200);
    expect(again.body).toContain('You acknowledged it.');
    expect(again.body).toContain('This link has been used');
    expect((await pages.send('GET', path)).body).toContain('You acknowledged it.');
    expect(await everything()).toEqual(after);
  });

  it('is made once when the same link is used many times at once', async () => {
    const [path = ''] = await missed(ceo);
    const forms = Array.from(
      { length: 8 },
      (_, at): Record<string, string> =>
        at % 2 === 0
          ? { choice: 'acknowledge', note: `number ${at}` }
          : { choice: 'assign', what: `number ${at}`, owner: 'olga', due: '2018-04-16' },
    );
    const answers = await Promise.all(forms.map((form) => pages.send('POST', path, form)));
    const made = await decisions();
    expect(made).toHaveLength(1);
    const [won] = made;
    const words = won?.choice === 'assign' ? won.what : won?.reason;
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toContain(words);
    }
    expect(await readAlert(board, objective)).toMatchObject({ version: 2 });
    expect(await itemsOf(board, kinds.action)).toHaveLength(won?.choice === 'assign' ? 1 : 0);
  });

  it('by two people at once is recorded for both, one after the other', async () => {
    const [first = '', second = ''] = await missed(ceo, coo);
    const assign = { choice: 'assign', what: 'Talk to them', owner: 'olga', due: '2018-04-16' };
    await Promise.all([pages.send('POST', first, assign), pages.send('POST', second, assign)]);
    const made = await decisions();
    expect(made.map(({ by }) => by.id).sort()).toEqual(['ceo', 'coo']);
    expect(made.map(({ action }) => action).sort()).toEqual(['A-1', 'A-2']);
    expect(made.map(({ alertVersion }) => alertVersion).sort()).toEqual([1, 2]);
    expect(await readAlert(board, objective)).toMatchObject({ version: 3 });
  });

  it('of somebody else is shown above the form', async () => {
    const [first = '', second = ''] = await missed(ceo, coo);
    await pages.send('POST', first, { choice: 'acknowledge', note: 'I call them today.' });
    const { body } = await pages.send('GET', second);
    expect(body.indexOf('Carla acknowledged it.')).toBeGreaterThan(0);
    expect(body.indexOf('I call them today.')).toBeLessThan(body.indexOf('<form'));
  });

  it('survives an evaluation that writes the alert in between', async () => {
    const [path = ''] = await missed(ceo);
    const alert = await readAlert(board, objective);
    if (!alert) throw new Error('no alert');
    const [answer] = await Promise.all([
      pages.send('POST', path, { choice: 'acknowledge' }),
      writeAlert(board, { ...alert, version: 2, metEnds: ['2018-04-01'] }),
    ]);
    expect(answer.body).toContain('You acknowledged it');
    expect(await decisions()).toHaveLength(1);
    expect(await readAlert(board, objective)).toMatchObject({ acknowledged: { by: 'ceo' } });
  });
});

describe('a form that is not whole', () => {
  it.each([
    [{}, 'choice-acknowledge', 'Choose what you decide'],
    [{ choice: 'fire-everybody' }, 'choice-acknowledge', 'Choose what you decide'],
    [{ choice: 'assign', owner: 'olga', due: '2018-04-16' }, 'what', 'Enter what is to be done'],
    [{ choice: 'assign', what: 'Talk', owner: 'mallory', due: '2018-04-16' }, 'owner', 'Choose who does it'],
    [{ choice: 'assign', what: 'Talk', owner: 'olga', due: '2018-04-31' }, 'due', 'as a date'],
    [{ choice: 'assign', what: 'Talk', owner: 'olga', due: '2018-04-01' }, 'due', 'that has not passed'],
    [{ choice: 'accept', until: '2018-06-30', reason: ' \n ' }, 'reason', 'Enter why'],
    [{ choice: 'accept', reason: 'Yes.' }, 'until', 'Enter the last day'],
    [{ choice: 'accept', until: '2019-04-04', reason: 'Yes.' }, 'until', 'up to 3 April 2019'],
    [{ choice: 'accept', until: '2018-06-30', reason: 'x'.repeat(1001) }, 'reason', 'more than 1000 characters'],
  ])('%j is refused at the field %s', async (form, field, problem) => {
    const [path = ''] = await missed(ceo);
    const before = await everything();
    const page = await pages.send('POST', path, form);
    expect(page.status).toBe(422);
    expect(page.body).toMatch(new RegExp(`<li><a href="#${field}">[^<]*${problem}`));
    expect(page.body).toContain(`id="${field}"`);
    expect(await everything()).toEqual(before);
  });

  it('keeps what was typed, and shows it harmless', async () => {
    const [path = ''] = await missed(ceo);
    const form = { choice: 'assign', what: '"><script>alert(1)</script>', owner: 'coo', due: '2018-02-30' };
    const { body } = await pages.send('POST', path, form);
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(body).not.toContain('<script');
    expect(body).toContain('<option value="coo" selected>');
    expect(body).toContain('value="2018-02-30"');
    expect(body).toContain('value="assign" checked');
  });

  it('of another type or size is refused', async () => {
    const [path = ''] = await missed(ceo);
    expect((await pages.send('POST', path)).status).toBe(415);
    expect((await pages.send('POST', path, { choice: 'acknowledge', note: 'x'.repeat(270_000) })).status).toBe(413);
    expect(await decisions()).toEqual([]);
  });
});

describe('a link that decides nothing', () => {
  it('says so when the alert has cleared, with the evidence of then', async () => {
    const [path = ''] = await missed(ceo);
    await move(board, 'met', [], '2018-04-02T06:00:00.000Z');
    const before = await everything();
    for (const method of ['GET', 'POST']) {
      const page = await pages.send(method, path, answerOf(method));
      expect(page.status).toBe(200);
      expect(page.body).toContain('There is nothing to decide any more');
      expect(page.body).toContain('ended on 2 April 2018');
      expect(page.body).not.toContain('<form');
    }
    expect(await everything()).toEqual(before);
  });

  it('says so when another alert is open since: that one has links of its own', async () => {
    const [path = ''] = await missed(ceo);
    await move(board, 'met', [], '2018-04-02T06:00:00.000Z');
    await move(board, 'missed', [coo], '2018-04-02T07:00:00.000Z');
    const page = await pages.send('POST', path, { choice: 'acknowledge' });
    expect(page.body).toContain('It opened again since then');
    expect(await decisions()).toEqual([]);
  });

  it('is told apart: expired, for something else, damaged, and about nothing', async () => {
    const [notice = ''] = await move(board, 'missed', [ceo]);
    const link = { purpose: 'decide', notice, subject: objective } as const;
    const before = await everything();
    const path = await linkOf(notice);
    const elsewhere = noticeId(mailed, ['nobody'], digest);
    const cases = [
      [410, 'This link has expired', await pages.sign(link, clock - 31 * dayMs)],
      [403, 'This link is for something else', path.replace('/decide/', '/act/')],
      [
        403,
        'This link is for something else',
        (await pages.sign({ ...link, purpose: 'act' })).replace('/act/', '/decide/'),
      ],
      [404, 'This link does not work', `${path}x`],
      [404, 'This link does not work', path.slice(0, -1)],
      [404, 'This link does not work', '/v1/decide/admin'],
      [404, 'There is nothing behind this link any more', await linkOf(elsewhere)],
      [404, 'There is nothing behind this link any more', await pages.sign({ ...link, subject: 'another-objective' })],
    ] as const;
    for (const method of ['GET', 'POST'])
      for (const [status, title, address] of cases) {
        const page = await pages.send(method, address, answerOf(method));
        expect([page.status, headingOf(page)]).toEqual([status, title]);
        expect(page.body).not.toContain('Carla');
        expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      }
    expect(await everything()).toEqual(before);
  });

  it('says so when its person is configured no more', async () => {
    const [path = ''] = await missed({ id: 'gone', name: 'Gustav', email: 'gone@example.com' });
    const page = await pages.send('POST', path, { choice: 'acknowledge' });
    expect(page.status).toBe(403);
    expect(page.body).not.toContain('On-time');
    expect(await decisions()).toEqual([]);
  });

  it('says so when an action is to be assigned against an objective that is not in force', async () => {
    board = await dynamodb.createBoard();
    pages = openPages(board, () => clock);
    await putCompany(board);
    const [path = ''] = await missed(ceo);
    const form = { choice: 'assign', what: 'Talk', owner: 'olga', due: '2018-04-16' };
    const page = await pages.send('POST', path, form);
    expect(page.status).toBe(422);
    expect(page.body).toContain('this objective is no longer in force');
    expect(await decisions()).toEqual([]);
    expect((await pages.send('POST', path, { choice: 'acknowledge' })).status).toBe(200);
    expect(await decisions()).toHaveLength(1);
  });
});
