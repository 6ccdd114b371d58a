import { GetItemCommand, type UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HoshinEvent } from '../../events/event.ts';
import { hashIdentity } from '../../shared/privacy/hash-identity.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import type { Identity } from '../../shared/privacy/person-key.ts';
import { stripReject } from '../../shared/privacy/strip-reject.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readErased, writeErased } from '../../shared/store/erased.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let engine: TestDynamoDb;
let records: NamedTable;
beforeAll(async () => {
  engine = await startTestDynamoDb();
  records = await engine.createRecords();
});
afterAll(() => engine?.stop());

const key = new Uint8Array(32).fill(7);
const hash = async (identity: Identity) => hashIdentity(identity, key);

/** A ledger whose board knows these people as erased; `hashed` counts who was looked at. */
const ledgerWith = async (people: readonly Identity[]) => {
  const board = await engine.createBoard();
  for (const person of people) await writeErased(board, await hash(person), '2026-03-14T09:30:00.000Z');
  const hashed: Identity[] = [];
  const sent: UpdateItemCommand[] = [];
  const erased = knownErased(
    cacheFor(() => readErased(board), 5_000, Date.now),
    (identity) => {
      hashed.push(identity);
      return hash(identity);
    },
  );
  const counting: NamedTable = {
    name: records.name,
    client: {
      send: (command: UpdateItemCommand) => {
        sent.push(command);
        return records.client.send(command);
      },
    } as NamedTable['client'],
  };
  const newestEpoch = cacheFor(async () => 0, 5_000, Date.now);
  return { ledger: { records: counting, board, digest, newestEpoch, erased }, hashed, sent };
};

let subjects = 0;
const complaint = (subject: string, data: object, minute = 0): HoshinEvent => ({
  ...{ specversion: '1.0' as const, id: `${subject}-${minute}`, source: 'desk', type: 'hoshin.complaint.v1' as const },
  ...{ subject, time: `2026-03-14T10:${String(minute).padStart(2, '0')}:00Z`, data },
});
const newSubject = () => {
  subjects += 1;
  return `C-${subjects}`;
};
const received = { receivedAt: '2026-03-14', category: 'late', text: 'My words' };
const about = { site: 'Lyon', customer: { name: 'Ada Lovelace', email: 'Ada@Customer.example', id: 'K-1' } };
const itemOf = async (subject: string) => {
  const Key = toItem({ pk: `complaint#desk#${subject}` });
  const { Item } = await engine.client.send(new GetItemCommand({ TableName: records.name, Key, ConsistentRead: true }));
  return fromItem(Item ?? {});
};

test.each([
  ['by address, in another case', { email: 'ada@customer.EXAMPLE' }],
  ['by id', { namespace: 'desk', id: 'K-1' }],
])('an event that names somebody who was erased %s is stored without anything personal', async (_, person) => {
  const { ledger } = await ledgerWith([person]);
  const subject = newSubject();
  expect(await storeEvent(ledger, 'desk', complaint(subject, { received, about }))).toMatchObject({ stored: 2 });
  const item = await itemOf(subject);
  expect(item).toMatchObject({ received: { category: 'late' }, about: { site: 'Lyon' }, erased: true });
  expect(Object.keys(item).filter((name) => name.endsWith('_p'))).toEqual([]);
});

test('an id is of its own system: the same one elsewhere is somebody else', async () => {
  const { ledger } = await ledgerWith([{ namespace: 'crm', id: 'K-1' }]);
  const subject = newSubject();
  await storeEvent(ledger, 'desk', complaint(subject, { received, about }));
  expect(await itemOf(subject)).toMatchObject({
    received_p: { text: 'My words' },
    about_p: { customer: about.customer },
  });
});

test('words that come before or after the event that tells whose they are, do not stay either', async () => {
  const { ledger } = await ledgerWith([{ email: 'ada@customer.example' }]);
  const subject = newSubject();
  await storeEvent(ledger, 'desk', complaint(subject, { received }, 1));
  expect(await itemOf(subject)).toMatchObject({ received_p: { text: 'My words' } });
  await storeEvent(ledger, 'desk', complaint(subject, { about }, 2));
  expect(await itemOf(subject)).not.toHaveProperty('received_p');
  const again = { ...received, category: 'damaged', text: 'More of my words' };
  expect(await storeEvent(ledger, 'desk', complaint(subject, { received: again }, 3))).toMatchObject({ stored: 1 });
  const item = await itemOf(subject);
  expect(item).toMatchObject({ received: { category: 'damaged' } });
  expect(JSON.stringify(item)).not.toContain('words');
});

test('an event that comes again after its person was erased changes nothing: it is the same event', async () => {
  const subject = newSubject();
  await storeEvent((await ledgerWith([])).ledger, 'desk', complaint(subject, { received, about }));
  const { ledger } = await ledgerWith([{ email: 'ada@customer.example' }]);
  expect(await storeEvent(ledger, 'desk', complaint(subject, { received, about }))).toMatchObject({
    ...{ stored: 0, unchanged: 2, conflicts: 0 },
  });
});

test('while nobody was erased nobody is hashed, and an event is one write', async () => {
  const { ledger, hashed, sent } = await ledgerWith([]);
  await storeEvent(ledger, 'desk', complaint(newSubject(), { received, about }));
  expect(hashed).toEqual([]);
  expect(sent).toHaveLength(1);
});

test('a reject that names somebody who was erased keeps its reason and nothing of what it said', async () => {
  const { ledger } = await ledgerWith([{ email: 'ada@customer.example' }, { namespace: 'desk', id: 'K-9' }]);
  const reject = { path: '/data', problem: 'must be an object', value: '"ada@customer.example"', digest: 'd1' };
  const strip = (event: string) => stripReject(ledger.erased, 'desk', { ...reject, event });
  for (const text of [
    'not JSON, from <ADA@customer.example>; sorry',
    JSON.stringify({ data: { about: { customer: { id: 'K-9', name: 'Ada' } } } }),
  ])
    expect(await strip(text)).toEqual({ ...reject, value: '', event: '', cut: true });
  const other = JSON.stringify({ data: { about: { customer: { id: 'K-8', email: 'bob@customer.example' } } } });
  expect(await strip(other)).toEqual({ ...reject, event: other });
});
