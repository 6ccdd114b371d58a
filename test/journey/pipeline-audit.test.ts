/** The auditor on the whole stack: quiet while all is well; what stands still is found, and no more once it moves. */
import { DynamoDBClient, ListTablesCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../shared/core/audit/audit-findings.ts';
import { type Station, scheduledNames, stations } from '../../shared/core/audit/stations.ts';
import { noticeId } from '../../shared/core/notice/notice.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { alertKey, type Key, kinds, noticeKey, rowPk, transitionKey } from '../../shared/store/keys.ts';
import { readEchoes } from '../../shared/store/probe.ts';
import { type NamedTable, queryPartition, take } from '../../shared/store/table.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

let stack: JourneyStack;
let board: NamedTable;
let records: NamedTable;

const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
/** The stack's own time: it goes by fives, and stays behind that of the command. */
let now = Math.floor(Date.now() / 1000) * 1000 - 240 * minute;

beforeAll(async () => {
  stack = await startJourneyStack({ batchingSeconds: 0, byHand: true });
  const client = new DynamoDBClient({
    ...{ endpoint: stack.local.endpoints.dynamodb, region: 'eu-west-1' },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const named = (part: string) => ({ client, name: TableNames.find((name) => name.includes(part)) ?? part });
  [board, records] = [named('Board'), named('Records')];
});
afterAll(() => stack.stop());

const put = (table: NamedTable, item: object) =>
  table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(item) }));

/** Fires a schedule, which has to succeed; answers with what the function returned. */
const fire = async (name: string): Promise<string> => {
  const outcome = await stack.local.fireSchedule(name, new Date(now));
  if (outcome.type !== 'result') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return outcome.payload;
};

/** Five minutes later: the schedules fire, the auditor last; then the probe is answered by those who can. */
const round = async ({ off = [], deaf = [] }: { off?: string[]; deaf?: Station[] } = {}): Promise<string[]> => {
  now += 5 * minute;
  stack.local.setClockShift(now - Date.now());
  for (const name of scheduledNames) if (name !== 'audit' && !off.includes(name)) await fire(name);
  const { findings }: { findings: Finding[] } = JSON.parse(await fire('audit'));
  const hearing = stations.filter((station) => !deaf.includes(station));
  await until(
    () => readEchoes(board),
    (echoes) => hearing.every((station) => echoes[station]?.sentAt === iso(now)),
    { everyMs: 100 },
  );
  return findings.map(({ id }) => id);
};

test('all is well: each run sends a probe, and every reader of a stream answers it', async () => {
  expect(await round()).toEqual([]);
  expect(await round()).toEqual([]);
  expect((await stack.hoshin('doctor')).stdout).toMatch(/✓ Pipeline +audited at .*, nothing stands still/);
});

/** A notice of a transition that is not there: its mail cannot be written. */
const putNotice = async (createdAt: number, state: 'pending' | 'sent') => {
  const id = noticeId(iso(createdAt), ['alert', 'ceo'], digest);
  const person = { id: 'ceo', name: 'Carla', email: 'ceo@example.com' };
  const about = { kind: 'alert', transitions: [transitionKey('nothing', 1)] };
  const said = { why: 'owner', reason: 'target-missed', attempts: 0, createdAt: iso(createdAt) };
  await put(board, { ...noticeKey(id), kind: kinds.notice, id, person, about, ...said, state });
  return id;
};

test('a mail that cannot be written stays in the outbox, and is found there', async () => {
  const createdAt = now;
  await putNotice(createdAt, 'pending');
  expect(await round()).toEqual([]);
  expect(await round()).toEqual([]);
  expect(await round()).toEqual(['notices-stuck']);
  const { stdout, status } = await stack.hoshin('doctor');
  expect(status).toBe(1);
  expect(stdout).toMatch(/✗ Pipeline +notices-stuck: People who should know .* \(1 mail should have gone: /);
  await putNotice(createdAt, 'sent');
  expect(await round()).toEqual([]);
});

test('a transition whose notice is not on the board is found', async () => {
  const at = now;
  const id = noticeId(iso(at), ['alert', 'ceo'], digest);
  await put(board, { ...alertKey('lost'), kind: kinds.alert, objective: 'lost', version: 1, state: 'met', told: [] });
  const transition = { objective: 'lost', version: 1, at: iso(at), told: ['ceo'], notices: [id] };
  await put(board, { ...transitionKey('lost', 1), kind: kinds.transition, ...transition });
  expect(await round()).toEqual(['notices-missing']);
  await putNotice(at, 'sent');
  expect(await round()).toEqual([]);
});

test('a sweep that falls silent is found', async () => {
  const off = ['sweep'];
  expect(await round({ off })).toEqual([]);
  expect(await round({ off })).toEqual([]);
  expect(await round({ off })).toEqual(['sweep-stopped']);
  expect(await round()).toEqual([]);
});

const putRecord = (subject: string) =>
  put(records, {
    ...{ pk: `delivery#erp#${subject}`, epoch: 0, born: 0, revision: 1 },
    ...{ promise: { first: '2026-01-30' }, promise_o: '2026-02-01T10:00:00.000000000Z0abc' },
  });
const setCounter = ({ pk, sk }: Key, value: unknown) =>
  board.client.send(
    new UpdateItemCommand({
      TableName: board.name,
      Key: toItem({ pk, sk }),
      UpdateExpression: 'SET #n = :value',
      ExpressionAttributeNames: { '#n': 'otd.n' },
      ExpressionAttributeValues: toItem({ ':value': value }),
    }),
  );

test('a fold that stands still is found after an hour, and no more once it goes on', async () => {
  await putRecord('1');
  expect(await round()).toEqual([]);
  const rows = await take(queryPartition<Key>(board, rowPk(0, 'delivery', 'total', '2026')));
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  // A row that holds a text takes no addition: fold tries again and again.
  await setCounter(row, 'broken');
  await putRecord('2');
  const found: string[][] = [];
  for (let minutes = 5; minutes <= 65; minutes += 5) found.push(await round({ deaf: [...stations] }));
  expect(found.slice(0, -1).flat()).toEqual([]);
  expect(found.at(-1)).toEqual(['fold-behind']);
  await setCounter(row, 1);
  await until(
    () => readEchoes(board),
    (echoes) => stations.every((station) => echoes[station]?.sentAt === iso(now)),
  );
  expect(await round()).toEqual([]);
});

test('after a gap the auditor reports itself, once', async () => {
  now += 60 * minute;
  expect(await round()).toEqual(['audit-stopped']);
  expect(await round()).toEqual([]);
});
