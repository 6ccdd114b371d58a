import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { followActions } from '../../shared/actions/follow-actions.ts';
import { planAction } from '../../shared/actions/plan-action.ts';
import type { NewNotice, Notice } from '../../shared/core/notice/notice.ts';
import { noticeId } from '../../shared/core/notice/notice.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { readAction, readActionHistory } from '../../shared/store/actions.ts';
import { noticeKey } from '../../shared/store/keys.ts';
import { type NamedTable, take } from '../../shared/store/table.ts';
import { itemsWith, putCompany, putDeliveries, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { type LinkPages, openPages } from '../support/link-pages.ts';

let dynamodb: TestDynamoDb;
let board: NamedTable;
let pages: LinkPages;
let now: number;
let path: string;
beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
}, 60_000);
afterAll(() => dynamodb?.stop(), 60_000);
beforeEach(async () => {
  board = await dynamodb.createBoard();
  await putCompany(board);
  await putObjective(board);
  now = Date.parse('2026-03-02T15:00:00.000Z');
  pages = openPages(board, () => now);
  const at = new Date(now).toISOString();
  const given = { objective: 'on-time', what: 'A second carrier', owner: 'olga', by: 'ceo', due: '2026-03-16', at };
  const planned = await planAction(board, given);
  await board.client.send(new TransactWriteItemsCommand({ TransactItems: planned?.items ?? [] }));
  const [notice] = await itemsWith<Notice>(board, 'notice#');
  path = await pages.sign({ purpose: 'act', notice: notice?.id ?? '', subject: 'A-1' });
});

/** A link for somebody else who was told of the action. */
const linkFor = async (id: string, name: string): Promise<string> => {
  const createdAt = new Date(now).toISOString();
  const notice: NewNotice = {
    ...{ kind: 'notice', id: noticeId(createdAt, [id], digest), person: { id, name, email: `${id}@example.com` } },
    ...{ why: 'top-management', about: { kind: 'action', action: 'A-1', event: 1 }, reason: 'overdue' },
    ...{ state: 'pending', attempts: 0, createdAt },
  };
  const Item = toItem({ ...noticeKey(notice.id), ...notice });
  await board.client.send(new PutItemCommand({ TableName: board.name, Item }));
  return pages.sign({ purpose: 'act', notice: notice.id, subject: 'A-1' });
};
const empty = { cause: '', correction: '', 'corrective-action': '', 'resources-asked': '' };
const post = (form: Record<string, string>, to = path) => pages.send('POST', to, { ...empty, ...form });
const action = () => readAction(board, 'A-1');
const reasons = async () => (await take(readActionHistory(board, 'A-1'))).map(({ reason }) => reason);
/** What a reader sees: no tags. */
const seen = (body: string) =>
  body
    .replaceAll(/<(style|svg)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const valueIn = (body: string, id: string) =>
  new RegExp(`<textarea id="${id}"[^>]*>\n([^<]*)</textarea>`).exec(body)?.[1];

describe('the page of an action', () => {
  test('shows the action, its objective, the weeks before and since, and the history; and changes nothing', async () => {
    for (let day = '2026-02-01'; day <= '2026-03-01'; day = addDays(day, 1)) await putDeliveries(board, day, 40, 30);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) await pages.send(method, path);
    const { status, body } = await pages.send('GET', path);
    expect(status).toBe(200);
    expect(seen(body)).toContain('Due in 14 days A second carrier');
    expect(seen(body)).toContain('Objective On-time delivery, target at least 90 %');
    expect(seen(body)).toMatch(/W9, 2026-02-23 75.0 % 280 missed/);
    expect(seen(body)).toMatch(/2 March 2026, 12:00 Assigned told: Olga Carla/);
    expect(body).toContain('<svg');
    expect(await reasons()).toEqual(['assigned']);
  });

  test('records what is written, with who wrote it, and shows it again', async () => {
    const { status, body } = await post({ version: '1', cause: 'Why?\nOne driver.', 'resources-asked': 'A van' });
    expect(status).toBe(200);
    expect(seen(body)).toContain('What you wrote is recorded. Carla, Cem are told by mail.');
    expect(valueIn(body, 'cause')).toBe('Why?\nOne driver.');
    expect(body).toContain('name="version" value="2"');
    expect(await action()).toMatchObject({ cause: 'Why?\nOne driver.', resourcesAsked: 'A van', version: 2 });
    expect((await take(readActionHistory(board, 'A-1')))[1]).toMatchObject({ by: 'olga', reason: 'resources-asked' });
  });

  test('marked done without a cause: refused beside the fields, and what was typed stays', async () => {
    const { status, body } = await post({ version: '1', correction: 'Sent again', button: 'done' });
    expect(status).toBe(422);
    expect(seen(body)).toContain('There is a problem Say why it happened before you mark it done.');
    expect(body).toContain('id="cause_error"');
    expect(body).toContain('id="corrective-action_error"');
    expect(valueIn(body, 'correction')).toBe('Sent again');
    expect(await reasons()).toEqual(['assigned']);
  });

  test('marked done: from then on the readings decide, and the page shows them', async () => {
    const form = { version: '1', cause: 'One driver', 'corrective-action': 'Two carriers', button: 'done' };
    expect(seen((await post(form)).body)).toContain('It is marked as done, and what you wrote is recorded.');
    expect(await action()).toMatchObject({ state: 'done', done: { by: 'olga', day: '2026-03-02' } });
    for (let day = '2026-03-03'; day <= '2026-03-09'; day = addDays(day, 1)) await putDeliveries(board, day, 40, 39);
    now = Date.parse('2026-03-10T15:00:00.000Z');
    const { body } = await pages.send('GET', path);
    expect(seen(body)).toContain('Since it was done 97.5 % Target at least 90 % n, deliveries due 280');
    expect(seen(body)).toContain('decide whether it worked, from 30 March 2026 on');
    expect(body).not.toContain('Save and mark as done');
  });

  test('sent twice, it is recorded once', async () => {
    const form = { version: '1', cause: 'One driver' };
    await post(form);
    const again = await post(form);
    expect(again.status).toBe(200);
    expect(seen(again.body)).toContain('Nothing new was recorded: it says so already.');
    const done = { version: '2', cause: 'One driver', 'corrective-action': 'Two carriers', button: 'done' };
    await post(done);
    await post(done);
    expect(await reasons()).toEqual(['assigned', 'updated', 'marked-done']);
  });

  test('sent many times at once, it is recorded once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => post({ version: '1', cause: 'One driver' })));
    expect(await reasons()).toEqual(['assigned', 'updated']);
  });
});

describe('a stale form', () => {
  test('records nothing, shows what another one wrote, and keeps what was typed', async () => {
    const other = await linkFor('coo', 'Cem');
    await post({ version: '1', cause: 'Snow', correction: 'Called the customers' }, other);
    const { status, body } = await post({ version: '1', cause: 'One driver' });
    expect(status).toBe(409);
    expect(seen(body)).toContain('Nothing was recorded yet: this action was changed since you opened the page.');
    expect(seen(body)).toContain('Cem : Wrote about it');
    expect(valueIn(body, 'cause')).toBe('One driver');
    expect(seen(body)).toContain('Recorded meanwhile: Snow');
    // What was not touched shows what the other one wrote, so that saving does not undo it.
    expect(valueIn(body, 'correction')).toBe('Called the customers');
    expect(await action()).toMatchObject({ cause: 'Snow', version: 2 });
    await post({ version: '2', cause: 'One driver', correction: 'Called the customers' });
    expect(await action()).toMatchObject({ cause: 'One driver', correction: 'Called the customers', version: 3 });
  });

  test('is none where only a mail went out meanwhile', async () => {
    await followActions(board, { kpis, tallies }, Date.parse('2026-03-17T15:00:00.000Z'));
    now = Date.parse('2026-03-17T16:00:00.000Z');
    expect((await post({ version: '1', cause: 'One driver' })).status).toBe(200);
    expect(await action()).toMatchObject({ cause: 'One driver', version: 3, climbed: 0 });
  });

  test('that this page never made is refused', async () => {
    for (const version of ['', '7', '-1', 'x']) expect((await post({ version, cause: 'x' })).status).toBe(415);
    expect(await reasons()).toEqual(['assigned']);
  });
});

describe('resources', () => {
  test('are granted by top management alone', async () => {
    expect((await pages.send('GET', path)).body).not.toContain('resources-granted');
    const refused = await post({ version: '1', 'resources-granted': 'Ten vans' });
    expect(refused.status).toBe(422);
    expect(await action()).not.toHaveProperty('resourcesGranted');
    const ceo = await linkFor('ceo', 'Carla');
    expect((await pages.send('GET', ceo)).body).toContain('id="resources-granted"');
    const { body } = await post({ version: '1', 'resources-granted': 'A van' }, ceo);
    expect(seen(body)).toContain('Olga is told by mail.');
    expect(await action()).toMatchObject({ resourcesGranted: { what: 'A van', by: 'ceo' } });
  });
});

describe('a link', () => {
  test('to another action is none, and neither is that of somebody who left', async () => {
    const [notice] = await itemsWith<Notice>(board, 'notice#');
    const other = await pages.sign({ purpose: 'act', notice: notice?.id ?? '', subject: 'A-2' });
    expect((await pages.send('GET', other)).status).toBe(404);
    expect((await post({ version: '1', cause: 'x' }, other)).status).toBe(404);
    const gone = await linkFor('gone', 'Gone');
    expect((await pages.send('GET', gone)).status).toBe(403);
    expect((await post({ version: '1', cause: 'x' }, gone)).status).toBe(403);
    expect(await reasons()).toEqual(['assigned']);
  });

  test('to a closed action shows how it ended, and takes nothing more', async () => {
    await post({ version: '1', cause: 'One driver', 'corrective-action': 'Two carriers', button: 'done' });
    for (let day = '2026-03-03'; day <= '2026-03-30'; day = addDays(day, 1)) await putDeliveries(board, day, 40, 39);
    now = Date.parse('2026-03-31T15:00:00.000Z');
    await followActions(board, { kpis, tallies }, now);
    const { body } = await post({ version: '2', cause: 'Another' });
    expect(seen(body)).toContain('Effective, closed');
    expect(body).not.toContain('<form');
    expect(await action()).toMatchObject({ state: 'effective', cause: 'One driver' });
  });
});

test('what people write is shown as text, whatever it is', async () => {
  const hostile = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)>';
  await post({ version: '1', cause: hostile, 'corrective-action': hostile, button: 'done' });
  const { body } = await pages.send('GET', path);
  expect(body).not.toContain('<script');
  expect(body).not.toContain('<img');
  expect(body).toContain('&lt;script&gt;');
});
