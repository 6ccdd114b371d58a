/** The page that ends a person's digests, through the function's own API on a real DynamoDB engine. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type NewNotice, noticeId } from '../../shared/core/notice/notice.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { readSubscription, readUnsubscribed } from '../../shared/store/digests.ts';
import { digestKey, noticeKey } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { itemsWith } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { type LinkPages, move, openPages } from '../support/link-pages.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
let pages: LinkPages;
let path: string;

const now = Date.parse('2026-11-23T10:00:00.000Z');
const oneClick = { 'List-Unsubscribe': 'One-Click' };
const carla = { id: 'ceo', name: 'Carla <b>', email: 'ceo@example.com' };

const putNotice = async (about: NewNotice['about']): Promise<string> => {
  const createdAt = new Date(now).toISOString();
  const id = noticeId(createdAt, [JSON.stringify(about)], digest);
  const notice: NewNotice = {
    ...{ kind: 'notice', id, person: carla, why: 'weekly digest', about, reason: 'weekly-digest' },
    ...{ state: 'pending', attempts: 0, createdAt },
  };
  const Item = toItem({ ...noticeKey(id), ...notice });
  await board.client.send(new PutItemCommand({ TableName: board.name, Item }));
  return id;
};

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 40_000);
afterAll(() => engine.stop());
beforeEach(async () => {
  board = await engine.createBoard();
  pages = openPages(board, () => now);
  const notice = await putNotice({ kind: 'digest', digest: digestKey('ceo', 'week-2026-W47') });
  path = await pages.sign({ purpose: 'unsubscribe', notice, subject: 'digest' });
});

const unsubscribed = async () => [...(await readUnsubscribed(board)).keys()];

test('GET, HEAD and OPTIONS change nothing', async () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await pages.send(method, path);
  expect(await unsubscribed()).toEqual([]);
  const { status, body } = await pages.send('GET', path);
  expect(status).toBe(200);
  expect(body).toContain('Stop the digests');
  expect(body).toContain('Carla &lt;b&gt;');
});

test('one click of a mail program ends them, without the page', async () => {
  expect((await pages.send('POST', path, oneClick)).status).toBe(200);
  expect(await readSubscription(board, 'ceo')).toMatchObject({
    person: 'ceo',
    unsubscribed: true,
    at: new Date(now).toISOString(),
  });
  expect(await unsubscribed()).toEqual(['ceo']);
  expect((await pages.send('GET', path)).body).toContain('You get no digests any more');
});

test('a second click changes nothing, and there is a way back', async () => {
  await pages.send('POST', path, oneClick);
  const first = await readSubscription(board, 'ceo');
  pages = openPages(board, () => now + 60_000);
  expect((await pages.send('POST', path, oneClick)).status).toBe(200);
  expect(await readSubscription(board, 'ceo')).toEqual(first);
  const { body } = await pages.send('POST', path, { digest: 'send' });
  expect(body).toContain('Stop the digests?');
  expect(await unsubscribed()).toEqual([]);
});

test('a form that asks for nothing changes nothing', async () => {
  expect((await pages.send('POST', path, { digest: 'maybe' })).status).toBe(200);
  expect(await unsubscribed()).toEqual([]);
});

test('a link out of another kind of mail, or for another use, ends nothing', async () => {
  const [alert = ''] = await move(board, 'missed', [carla]);
  const wrongMail = await pages.sign({ purpose: 'unsubscribe', notice: alert, subject: 'digest' });
  expect((await pages.send('POST', wrongMail, oneClick)).status).toBe(404);
  const decide = await pages.sign({ purpose: 'decide', notice: alert, subject: 'on-time' });
  expect((await pages.send('POST', decide.replace('/decide/', '/unsubscribe/'), oneClick)).status).toBe(403);
  expect(await unsubscribed()).toEqual([]);
});

test('the link still works a year later, and no longer than 400 days', async () => {
  const dayMs = 86_400_000;
  pages = openPages(board, () => now + 399 * dayMs);
  expect((await pages.send('POST', path, oneClick)).status).toBe(200);
  pages = openPages(board, () => now + 401 * dayMs);
  expect((await pages.send('POST', path, { digest: 'send' })).status).toBe(410);
  expect(await unsubscribed()).toEqual(['ceo']);
});

test('what is kept names the person by id alone', async () => {
  await pages.send('POST', path, oneClick);
  const [item] = await itemsWith<Record<string, unknown>>(board, 'unsubscribed');
  expect(Object.keys(item ?? {}).sort()).toEqual(['at', 'kind', 'notice', 'person', 'pk', 'sk', 'unsubscribed']);
});
