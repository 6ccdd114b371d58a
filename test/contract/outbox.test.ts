import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { type NewNotice, type Notice, noticeId } from '../../shared/core/notice/notice.ts';
import { connectOutbox } from '../../shared/mail/connect-outbox.ts';
import { type Driven, driveNotice, driveNotices, driveOutbox, type Outbox } from '../../shared/mail/outbox.ts';
import type { Handed } from '../../shared/mail/send-mail.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { writeMoves } from '../../shared/store/alerts.ts';
import { noticeKey, transitionKey } from '../../shared/store/keys.ts';
import { claimNotice } from '../../shared/store/notices.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { missedEvidence } from '../support/evidence.ts';
import { startTestSes, type TestSes } from '../support/ses.ts';

// The first mail loads fonts and clients.
vi.setConfig({ testTimeout: 60_000 });

const objective = 'on-time-lyon';
const created = '2018-04-01T05:12:00.000Z';
const minute = 60_000;

let dynamodb: TestDynamoDb;
let ses: TestSes;
let board: NamedTable;
let clock: number;
let sentBefore: number;
let outbox: Outbox;

beforeAll(async () => {
  [dynamodb, ses] = await Promise.all([startTestDynamoDb(), startTestSes()]);
  vi.stubEnv('AWS_ENDPOINT_URL_SES', ses.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([dynamodb?.stop(), ses?.stop()]);
}, 60_000);
beforeEach(async () => {
  board = await dynamodb.createBoard();
  clock = Date.parse(created);
  ses.swallowing.replies = 0;
  sentBefore = ses.mails().length;
  outbox = connectOutbox({
    board,
    records: board,
    now: () => clock,
    from: 'Hoshin <hoshin@company.example>',
    configurationSet: 'hoshin-mails',
  });
});

const mails = () => ses.mails().slice(sentBefore);
const person = (id: string, email = `${id}@company.example`) => ({ id, name: `Person ${id}`, email });

/** Writes a move that owes a notice to each person, as evaluate does, and reads the notices back as the stream shows them. */
const idOf = (personId: string, createdAt = created) =>
  noticeId(createdAt, [personId], (text) => Buffer.from(text).toString('hex').padEnd(16, '0').slice(0, 16));
const owe = async (people: NewNotice['person'][], createdAt = created): Promise<Notice[]> => {
  const evidence = missedEvidence();
  const alert = { objective, version: 1, state: 'missed', reading: evidence.reading } as Alert;
  const transition = {
    objective,
    version: 1,
    from: evidence.from,
    to: evidence.to,
    reason: 'target-missed',
    at: createdAt,
    told: [],
    notices: people.map(({ id }) => idOf(id, createdAt)),
    evidence,
  };
  const notices = people.map(
    (each): NewNotice => ({
      kind: 'notice',
      id: idOf(each.id, createdAt),
      person: each,
      why: 'owner',
      about: { kind: 'alert', transitions: [transitionKey(objective, 1)] },
      reason: 'target-missed',
      state: 'pending',
      attempts: 0,
      createdAt,
    }),
  );
  expect(await writeMoves(board, [{ alert, read: 0, transitions: [transition] }], notices)).toEqual([]);
  return Promise.all(people.map((each) => read(each.id, createdAt)));
};
const read = async (personId: string, createdAt = created): Promise<Notice> => {
  const key = noticeKey(idOf(personId, createdAt));
  const { Item } = await board.client.send(new GetItemCommand({ TableName: board.name, Key: toItem(key) }));
  return fromItem<Notice>(Item ?? {});
};
const outcomes = (driven: Driven[]) => driven.map(({ outcome }) => outcome);
/** The outbox with an answer that the local engine can't give. */
const answering = (...answers: Handed[]): Outbox => ({
  ...outbox,
  send: () => Promise.resolve(answers.shift() ?? { kind: 'sent', messageId: 'M' }),
});

describe('a notice that is owed', () => {
  it('is mailed once, to the person, with its id, and then is sent', async () => {
    const notices = await owe([person('anna')]);
    expect(outcomes(await driveNotices(outbox, notices))).toEqual(['sent']);
    clock += 60 * minute;
    expect(await driveOutbox(outbox)).toEqual([]);
    const [mail, ...others] = await Promise.all(mails().map((raw) => PostalMime.parse(raw)));
    expect(others).toEqual([]);
    expect(mail?.to).toEqual([{ name: 'Person anna', address: 'anna@company.example' }]);
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'x-hoshin-notice', value: idOf('anna') }));
    expect(mail?.text).toContain('79.6 %');
    const notice = await read('anna');
    expect(notice).toMatchObject({ state: 'sent', attempts: 1, messageId: expect.any(String) });
    expect(notice).not.toHaveProperty('leaseUntil');
  });

  it('is mailed once when the stream and the sweep drive it at the same time, and when the stream repeats it', async () => {
    const [notice] = await owe([person('anna')]);
    if (!notice) throw new Error('no notice');
    const driven = await Promise.all([
      driveNotice(outbox, notice),
      driveNotice(outbox, notice),
      driveOutbox(outbox).then(([one]) => one),
    ]);
    await driveNotice(outbox, notice);
    expect(driven.filter((one) => one?.outcome === 'sent')).toHaveLength(1);
    expect(mails()).toHaveLength(1);
  });

  it('is looked for by every sweep for two days', async () => {
    await owe([person('anna')]);
    clock += 2 * 24 * 60 * minute - minute;
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
  });

  it('is looked for once an hour after that', async () => {
    await owe([person('anna')]);
    for (const time of ['10:05', '10:59']) {
      clock = Date.parse(`2018-04-09T${time}:00Z`);
      expect(await driveOutbox(outbox)).toEqual([]);
    }
    clock = Date.parse('2018-04-09T11:04:00Z');
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
  });

  it('is found by the sweep when notify never saw it, also across the end of a month, but not after two', async () => {
    await owe([person('anna')], '2018-03-31T23:59:00.000Z');
    clock = Date.parse('2018-05-01T00:00:00.000Z');
    expect(await driveOutbox(outbox)).toEqual([]);
    clock = Date.parse('2018-04-30T23:04:59.000Z');
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
  });

  it('is skipped for a person without an address, and fails for one whose address is none', async () => {
    const notices = await owe([person('anna', ''), person('bert', 'bert@company.example, eve@other.example')]);
    expect(outcomes(await driveNotices(outbox, notices))).toEqual(['skipped', 'failed']);
    expect(await read('anna')).toMatchObject({ state: 'skipped', problem: 'the person has no address' });
    expect(await read('bert')).toMatchObject({ state: 'failed' });
    expect(mails()).toEqual([]);
  });
});

describe('a reply that is lost', () => {
  it('makes the notice ambiguous; without a Send event it is mailed exactly once more, after 15 minutes', async () => {
    const notices = await owe([person('anna')]);
    ses.swallowing.replies = 1;
    expect(outcomes(await driveNotices(outbox, notices))).toEqual(['ambiguous']);
    expect(mails()).toHaveLength(1);
    expect(await read('anna')).toMatchObject({ state: 'ambiguous', lostReplies: 1 });
    clock += 14 * minute;
    expect(await driveOutbox(outbox)).toEqual([]);
    expect(mails()).toHaveLength(1);
    clock += 2 * minute;
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
    expect(mails()).toHaveLength(2);
    clock += 60 * minute;
    expect(await driveOutbox(outbox)).toEqual([]);
    expect(await read('anna')).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('is settled without another mail when SES recorded its Send event', async () => {
    const notices = await owe([person('anna')]);
    ses.swallowing.replies = 1;
    await driveNotices(outbox, notices);
    await board.client.send(
      new UpdateItemCommand({
        TableName: board.name,
        Key: toItem(noticeKey(idOf('anna'))),
        UpdateExpression: 'SET sesSendAt = :at',
        ExpressionAttributeValues: toItem({ ':at': created }),
      }),
    );
    clock += 16 * minute;
    expect(outcomes(await driveOutbox(outbox))).toEqual(['settled']);
    expect(await read('anna')).toMatchObject({ state: 'sent' });
    expect(mails()).toHaveLength(1);
  });

  it('is what a crash after the claim is taken for', async () => {
    const [notice] = await owe([person('anna')]);
    if (!notice) throw new Error('no notice');
    await claimNotice(board, notice, created, new Date(clock + 15 * minute).toISOString());
    expect(await driveOutbox(outbox)).toEqual([]);
    clock += 16 * minute;
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
    expect(mails()).toHaveLength(1);
  });

  it('five times in a row is given up, and said', async () => {
    const notices = await owe([person('anna')]);
    const lost: Handed = { kind: 'lost', code: 'TimeoutError', problem: 'TimeoutError: no reply' };
    const silent = answering(lost, lost, lost, lost, lost);
    await driveNotices(silent, notices);
    for (let times = 0; times < 6; times++) {
      clock += 16 * minute;
      await driveOutbox(silent);
    }
    expect(await read('anna')).toMatchObject({
      state: 'failed',
      attempts: 5,
      problem: 'no reply from SES 5 times in a row',
    });
  });
});

describe('an answer that is no', () => {
  const throttled: Handed = { kind: 'later', code: 'Throttling', problem: 'Throttling: rate', alarming: false };

  it('a throttle is no failure: it waits, those behind it stay as they are, and all are sent later', async () => {
    const notices = await owe([person('anna'), person('bert')]);
    const busy = answering(throttled);
    expect(outcomes(await driveNotices(busy, notices))).toEqual(['throttled']);
    expect(await read('anna')).toMatchObject({
      state: 'pending',
      lostReplies: 0,
      notBefore: '2018-04-01T05:12:30.000Z',
    });
    expect(await read('bert')).toMatchObject({ state: 'pending', attempts: 0 });
    expect(outcomes(await driveOutbox(busy))).toEqual(['sent']);
    clock += minute;
    expect(outcomes(await driveOutbox(busy))).toEqual(['sent']);
    expect((await read('anna')).state).toBe('sent');
  });

  it('a refusal fails with its reason, for good, and does not hold up the next', async () => {
    const notices = await owe([person('anna'), person('bert')]);
    const refused: Handed = { kind: 'refused', code: 'MessageRejected', problem: 'MessageRejected: not verified' };
    expect(await driveNotices(answering(refused), notices)).toEqual([
      { notice: idOf('anna'), outcome: 'failed', code: 'MessageRejected' },
      { notice: idOf('bert'), outcome: 'sent' },
    ]);
    expect(await read('anna')).toMatchObject({ state: 'failed', problem: 'MessageRejected: not verified' });
    clock += 60 * minute;
    expect(await driveOutbox(outbox)).toEqual([]);
  });
});

describe('mails to customers', () => {
  it('wait behind those to the company’s own people, however old they are', async () => {
    await owe([person('anna')]);
    for (const name of ['ada', 'bob']) {
      const createdAt = '2018-04-01T04:00:00.000Z';
      const about = { kind: 'invitation', invitation: name, reminder: false };
      const customer = person(`customer-${name}`, `${name}@customer.example`);
      const notice = { id: idOf(name, createdAt), person: customer, about, state: 'pending', attempts: 0, createdAt };
      const item = toItem({ ...noticeKey(notice.id), kind: 'notice', why: 'i', reason: 'i', ...notice });
      await board.client.send(new PutItemCommand({ TableName: board.name, Item: item }));
    }
    const asked: string[] = [];
    const seen: Outbox = {
      ...outbox,
      write: async () => new Uint8Array(),
      send: async (address) => {
        asked.push(address);
        return { kind: 'sent', messageId: 'M' };
      },
    };
    expect(outcomes(await driveOutbox(seen))).toEqual(['sent', 'sent', 'sent']);
    expect(asked[0]).toBe('anna@company.example');
    expect(asked.slice(1).sort()).toEqual(['ada@customer.example', 'bob@customer.example']);
  });
});

describe('a fault of our own', () => {
  it('leaves the notice as it is, and does not hold up the next', async () => {
    const [notice] = await owe([person('anna'), person('bert')]);
    const broken: Outbox = {
      ...outbox,
      write: (each) => (each.id === notice?.id ? Promise.reject(new Error('no font')) : outbox.write(each)),
    };
    expect(outcomes(await driveOutbox(broken))).toEqual(['fault', 'sent']);
    expect(await read('anna')).toMatchObject({ state: 'pending', attempts: 0 });
    expect(outcomes(await driveOutbox(outbox))).toEqual(['sent']);
  });
});
