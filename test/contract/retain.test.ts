import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { countingPart } from '../../shared/core/config/counts-alike.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import type { Retention } from '../../shared/core/config/retention.ts';
import { retain } from '../../shared/privacy/retention/retain.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { limitConcurrency } from '../../shared/runtime/limit-concurrency.ts';
import { kinds, noticeKey, rejectKey } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-14T10:00:00Z');
const daysAgo = (days: number) => new Date(now - days * dayMs).toISOString();
const order = (days: number) => `${daysAgo(days).slice(0, 19)}.000000000Z0abc`;

let engine: TestDynamoDb;
let records: NamedTable;
let board: NamedTable;
beforeAll(async () => {
  engine = await startTestDynamoDb();
});
beforeEach(async () => {
  [records, board] = await Promise.all([engine.createRecords(), engine.createBoard()]);
});
afterAll(() => engine?.stop());

const put = (table: NamedTable, item: object) =>
  table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(item) }));
const get = async (table: NamedTable, key: object) => {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem(Item);
};

const answer = (subject: string, days: number) => ({
  ...{ pk: `response#desk#${subject}`, epoch: 0, born: 0, revision: 1, run: 'R1#m.0' },
  ...{ answer: { nps: 3 }, answer_o: order(days) },
  answer_p: { text: 'My words', customer: { name: 'Ada', email: 'ada@customer.example' } },
});
const go = (retention: Retention, at = now, hasTime = () => true, pageSize?: number) =>
  retain(
    { records, board, retention, limit: limitConcurrency(5), now: at, ...(pageSize !== undefined && { pageSize }) },
    hasTime,
  );

test('each class goes when it has been kept for long enough, and what counts stays', async () => {
  await put(records, answer('new', 10));
  await put(records, answer('old', 40));
  await put(records, answer('ancient', 100));
  expect(await go({ customer: 30, text: 90 })).toMatchObject([
    { table: 'records', stripped: 2 },
    { table: 'board', stripped: 0 },
  ]);
  const read = (subject: string) => get(records, { pk: `response#desk#${subject}` });
  expect(await read('new')).toEqual(answer('new', 10));
  const { run: _, ...old } = answer('old', 40);
  expect(await read('old')).toEqual({ ...old, answer_p: { text: 'My words' }, revision: 2 });
  const { run: __, answer_p: ___, ...ancient } = answer('ancient', 100);
  expect(await read('ancient')).toEqual({ ...ancient, revision: 2 });
});

test('a record is kept as long as anything of it was told lately', async () => {
  const complaint = {
    ...{ pk: 'complaint#desk#C-1', epoch: 0, born: 0, revision: 4 },
    ...{ received: { receivedAt: '2025-01-01' }, received_o: order(400), received_p: { text: 'My words' } },
    ...{ handling: { state: 'received' }, handling_o: order(5) },
  };
  await put(records, complaint);
  await go({ text: 30 });
  expect(await get(records, { pk: complaint.pk })).toEqual(complaint);
});

test('rejects go; of mails to customers it stays that there were some; mails to the company are no customer’s', async () => {
  const reject = (days: number) => ({
    ...rejectKey('erp', daysAgo(days), 'd'),
    kind: kinds.reject,
    receivedAt: daysAgo(days),
  });
  const notice = (about: object, ms: number) => ({
    ...noticeKey(`${(now - 40 * dayMs + ms).toString(36)}-5f1c5f1c5f1c5f1c`),
    ...{ kind: kinds.notice, createdAt: daysAgo(40), state: 'delivered', about },
    person: { id: 'customer-9b2e', name: 'Ada', email: 'ada@customer.example' },
    events: [{ type: 'bounce', at: daysAgo(40), detail: '550 ada@customer.example unknown' }],
  });
  const [toCustomer, toOwner] = [
    notice({ kind: 'invitation', invitation: 'i', reminder: false }, 0),
    notice({ kind: 'complaint', namespace: 'desk', subject: 'C-1', to: 'owner' }, 1),
  ];
  for (const item of [reject(10), reject(40), toCustomer, toOwner]) await put(board, item);
  await go({ rejects: 30, notices: 30 });
  expect(await get(board, rejectKey('erp', daysAgo(10), 'd'))).toBeDefined();
  expect(await get(board, rejectKey('erp', daysAgo(40), 'd'))).toBeUndefined();
  const { pk, sk } = toCustomer;
  expect(await get(board, { pk, sk })).toEqual({
    ...toCustomer,
    person: { id: 'customer-9b2e', name: '', email: '' },
    events: [{ type: 'bounce', at: daysAgo(40) }],
  });
  expect(await get(board, { pk: toOwner.pk, sk: toOwner.sk })).toEqual(toOwner);
});

test('a round that is broken off goes on where it was, and the next one begins a day after it began', async () => {
  for (let subject = 0; subject < 7; subject += 1) await put(records, answer(String(subject), 40));
  let pages = 0;
  const twoPages = () => {
    pages += 1;
    return pages <= 2;
  };
  const [first] = await go({ customer: 30 }, now, twoPages, 2);
  expect(first).toMatchObject({ stripped: 4 });
  expect(first).not.toHaveProperty('endedAt');
  const [rest] = await go({ customer: 30 }, now + 900_000, () => true, 2);
  expect(rest).toMatchObject({ stripped: 7, startedAt: new Date(now).toISOString() });
  const { Items = [] } = await records.client.send(new ScanCommand({ TableName: records.name }));
  expect(JSON.stringify(Items)).not.toContain('Ada');

  await put(records, answer('late', 40));
  expect(await go({ customer: 30 }, now + dayMs - 1)).toEqual([]);
  expect(await go({ customer: 30 }, now + dayMs + 900_000)).toMatchObject([{ stripped: 1 }, { stripped: 0 }]);
});

test('how long something is kept counts nothing: such a policy is adopted without a recount', () => {
  const policy = { ...Policy.parse({ retention: { customer: 730, text: 1095 } }), version: 0 };
  expect(policy.retention).toEqual({ customer: 730, text: 1095 });
  expect(countingPart(policy)).toEqual(countingPart(defaultPolicy));
});
