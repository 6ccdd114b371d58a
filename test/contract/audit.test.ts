/** The auditor on a real board: what it reads, what it leaves behind, and what it finds when things go wrong. */
import { CreateTableCommand, DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runAudit } from '../../functions/audit/use-case.ts';
import { type Station, scheduledNames, stations } from '../../shared/core/audit/stations.ts';
import { noticeId } from '../../shared/core/notice/notice.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { beat } from '../../shared/store/heartbeats.ts';
import { alertKey, kinds, noticeKey, probePk, transitionKey } from '../../shared/store/keys.ts';
import { answerProbe } from '../../shared/store/probe.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
let board: NamedTable;
let records: NamedTable;
let created = 0;

beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 60_000);
afterAll(() => engine.stop());
beforeEach(async () => {
  board = await engine.createBoard();
  created += 1;
  records = { client: engine.client, name: `records${created}` };
  await engine.client.send(
    new CreateTableCommand({
      TableName: records.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
});

const start = Date.parse('2026-03-14T12:00:00.000Z');
const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
const put = (item: object) => board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));

type Off = readonly (Station | 'sweep')[];

/** One run while everything else does its work, but for what is off; what fold does not pass on, nobody answers. */
const run = async (at: number, off: Off = []): Promise<string[]> => {
  for (const name of scheduledNames)
    if (name !== 'audit' && !(name === 'sweep' && off.includes(name))) await beat(board, name, at);
  const findings = await runAudit({ records, board }, at);
  const answering = off.includes('fold') ? [] : stations.filter((station) => !off.includes(station));
  for (const station of answering) await answerProbe(board, { station, sentAt: iso(at), at: iso(at + 5_000) });
  return findings.map(({ id }) => id);
};

/** What the runs of so many minutes find, one every five minutes. */
const runs = async (minutes: number, off: Off = [], from = start): Promise<string[]> => {
  let found: string[] = [];
  for (let at = 0; at <= minutes; at += 5) found = await run(from + at * minute, off);
  return found;
};

const owe = async (at: number, state: 'pending' | 'sent' | undefined) => {
  const id = noticeId(iso(at), ['alert', 'ceo'], digest);
  await put({ ...alertKey('on-time'), kind: kinds.alert, objective: 'on-time', version: 1 });
  await put({
    ...{ ...transitionKey('on-time', 1), kind: kinds.transition },
    ...{ objective: 'on-time', version: 1, at: iso(at), told: ['ceo'], notices: [id] },
  });
  if (state) await put({ ...noticeKey(id), kind: kinds.notice, id, state, createdAt: iso(at), attempts: 0 });
  return id;
};

test('a healthy pipeline has no findings, however long it runs', async () => {
  await owe(start - 10 * minute, 'sent');
  expect(await runs(120)).toEqual([]);
});

test('each run leaves one probe, which no record can be mistaken for', async () => {
  await runs(10);
  const { Item } = await engine.client.send(
    new GetItemCommand({ TableName: records.name, Key: toItem({ pk: probePk }) }),
  );
  expect(fromItem(Item ?? {})).toEqual({ pk: 'probe', sentAt: iso(start + 10 * minute) });
});

test('a notice that nobody drives is found after fifteen minutes, and no more once it is sent', async () => {
  const id = await owe(start, 'pending');
  expect(await runs(10)).toEqual([]);
  expect(await run(start + 15 * minute)).toEqual(['notices-stuck']);
  await put({ ...noticeKey(id), kind: kinds.notice, id, state: 'sent', createdAt: iso(start), attempts: 1 });
  expect(await run(start + 20 * minute)).toEqual([]);
});

test('a notice that a transition owes and that is not there is found for a day', async () => {
  const id = await owe(start - 5 * minute, 'sent');
  expect(await run(start)).toEqual([]);
  await board.client.send(new DeleteItemCommand({ TableName: board.name, Key: toItem(noticeKey(id)) }));
  expect(await run(start + 5 * minute)).toEqual(['notices-missing']);
  expect(await run(start + 15 * minute)).toEqual(['notices-missing']);
});

test('a transition of this very minute may still be writing its notices', async () => {
  await owe(start - 0.5 * minute, undefined);
  expect(await run(start)).toEqual([]);
  expect(await run(start + 5 * minute)).toEqual(['notices-missing']);
});

test('a transition that names no notices owes none', async () => {
  await put({ ...alertKey('on-time'), kind: kinds.alert, objective: 'on-time', version: 1 });
  await put({ ...transitionKey('on-time', 1), objective: 'on-time', version: 1, at: iso(start - 60 * minute) });
  expect(await run(start)).toEqual([]);
});

test('a sweep that does not come to its end is found after fifteen minutes', async () => {
  await runs(30);
  expect(await runs(5, ['sweep'], start + 35 * minute)).toEqual([]);
  expect(await run(start + 45 * minute, ['sweep'])).toEqual(['sweep-stopped']);
  expect(await run(start + 50 * minute)).toEqual([]);
});

test('a fold that stands still is found after an hour, and those behind it are not blamed', async () => {
  await runs(30);
  expect(await runs(55, ['fold'], start + 35 * minute)).toEqual([]);
  expect(await run(start + 95 * minute, ['fold'])).toEqual(['fold-behind']);
});

test.each(['evaluate', 'notify'] as const)('%s that stands still is found', async (reader) => {
  await runs(30);
  expect(await runs(20, [reader], start + 35 * minute)).toEqual([`${reader}-behind`]);
  await run(start + 60 * minute);
  expect(await run(start + 65 * minute)).toEqual([]);
});

test('after a gap the auditor reports itself once, and nobody else', async () => {
  await runs(30);
  expect(await runAudit({ records, board }, start + 180 * minute)).toMatchObject([
    { id: 'audit-stopped', since: iso(start + 30 * minute) },
  ]);
  expect(await run(start + 185 * minute)).toEqual([]);
});
