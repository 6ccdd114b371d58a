/** The digest function's use case against a real DynamoDB engine: rows and records in, digests and notices out. */
import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendDue, sendNow } from '../../functions/digest/send-digests.ts';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import { Person } from '../../shared/core/config/person.ts';
import type { NewNotice } from '../../shared/core/notice/notice.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { type DigestItem, readDigest, readDigestsSince, writeSubscription } from '../../shared/store/digests.ts';
import {
  actionEventKey,
  actionKey,
  decisionKey,
  digestKey,
  exceptionKey,
  kinds,
  recordPk,
  transitionKey,
} from '../../shared/store/keys.ts';
import { digestAddress, writeSuppression } from '../../shared/store/suppressed.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { itemsOf, itemsWith, putCompany, putConfig, putDeliveries, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

vi.setConfig({ testTimeout: 30_000 });

let engine: TestDynamoDb;
let board: NamedTable;
let records: NamedTable;

beforeAll(async () => {
  engine = await startTestDynamoDb();
  records = { client: engine.client, name: 'records' };
  await engine.client.send(
    new CreateTableCommand({
      TableName: records.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
}, 40_000);
afterAll(() => engine.stop());
beforeEach(async () => {
  board = await engine.createBoard();
  await putCompany(board);
});

const registry = { kpis, tallies };
const tables = () => ({ board, records, registry });
/** The company is in São Paulo: Monday 07:00 there. */
const monday = Date.parse('2026-11-23T10:00:00Z');
const minuteMs = 60_000;
const weekMs = 7 * 86_400_000;

const tick = (time = monday) => sendDue(tables(), time);
const notices = async () =>
  (await itemsWith<NewNotice>(board, 'notice#')).filter(({ about }) => about.kind === 'digest');
const digestOf = async (person = 'ceo', period = 'week-2026-W47') => {
  const item = await readDigest(board, digestKey(person, period));
  if (!item) throw new Error(`no digest ${period} of ${person}`);
  return item;
};

/** Deliveries of a day of November: 100 due, so many on time. */
const putNovember = (day: number, onTime: number, slice?: string, n = 100) =>
  putDeliveries(board, `2026-11-${String(day).padStart(2, '0')}`, n, onTime, slice);
const rolling = { window: { days: 28 }, leastN: 10, margin: 0.01 } as const;

describe('who gets a digest', () => {
  test('each person once, though the schedule fires twice, at once and again', async () => {
    const both = await Promise.all([tick(), tick()]);
    await tick(monday + 15 * minuteMs);
    const written = both.flat().filter(({ outcome }) => outcome === 'written');
    expect(written.map(({ person }) => person).sort()).toEqual(['ceo', 'coo']);
    expect((await notices()).map(({ person, about }) => [person.id, about])).toEqual(
      expect.arrayContaining([
        ['ceo', { kind: 'digest', digest: digestKey('ceo', 'week-2026-W47') }],
        ['coo', { kind: 'digest', digest: digestKey('coo', 'week-2026-W47') }],
      ]),
    );
    expect(await notices()).toHaveLength(2);
    expect(await itemsOf(board, 'digest#olga')).toEqual([]);
  });

  test('nobody before the hour, and after an outage of some hours everybody still', async () => {
    expect(await tick(monday - 1)).toEqual([]);
    expect(await tick(monday + 11 * 60 * minuteMs)).toMatchObject([{ outcome: 'written' }, { outcome: 'written' }]);
    expect(await tick(monday + 13 * 60 * minuteMs)).toEqual([]);
  });

  test('in the person’s own zone, and monthly where it was chosen', async () => {
    const digest = { weekly: false, monthly: { day: 23, hour: 9 } };
    const person = Person.parse({ id: 'ryo', name: 'Ryo', email: 'ryo@example.com', timeZone: 'Asia/Tokyo', digest });
    await putConfig(board, 'person', person);
    expect(await tick(Date.parse('2026-11-23T00:00:00Z'))).toEqual([
      { person: 'ryo', period: 'month-2026-10', outcome: 'written' },
    ]);
    const { content } = await digestOf('ryo', 'month-2026-10');
    expect(content).toMatchObject({
      cadence: 'monthly',
      period: { from: '2026-10-01', to: '2026-10-31' },
      timeZone: 'Asia/Tokyo',
    });
  });

  test('nobody who wants none, until they want it again', async () => {
    const wish = { person: 'ceo', at: '2026-11-20T10:00:00.000Z', notice: 'mmq1x0c0-0123456789abcdef' };
    await writeSubscription(board, { ...wish, unsubscribed: true });
    expect(await tick()).toMatchObject([
      { person: 'ceo', outcome: 'unsubscribed' },
      { person: 'coo', outcome: 'written' },
    ]);
    await writeSubscription(board, { ...wish, unsubscribed: false });
    expect(await tick(monday + 15 * minuteMs)).toMatchObject([{ outcome: 'written' }, { outcome: 'exists' }]);
  });

  test('nobody whose mail bounces; the others read that no mail reaches them', async () => {
    const address = digestAddress('ceo@example.com');
    await writeSuppression(board, { person: 'ceo', reason: 'bounced', at: '2026-11-18T10:00:00Z', address, all: true });
    expect(await tick()).toMatchObject([
      { person: 'ceo', outcome: 'suppressed' },
      { person: 'coo', outcome: 'written' },
    ]);
    expect((await digestOf('coo')).content.unreachable).toEqual([
      { id: 'ceo', name: 'Carla', why: 'bounced on 18 November 2026' },
    ]);
  });

  test('nobody who was configured after it was due', async () => {
    const person = Person.parse({ id: 'new', name: 'Nia', email: 'nia@example.com', roles: ['quality-manager'] });
    await putConfig(board, 'person', person, { createdAt: new Date(monday + minuteMs).toISOString() });
    const due = async (at: number) => (await tick(at)).map(({ person: id }) => id);
    expect(await due(monday + 15 * minuteMs)).not.toContain('new');
    expect(await due(monday + weekMs)).toContain('new');
  });
});

describe('what it says', () => {
  test('is short where there is nothing to say', async () => {
    await tick();
    const { content, told } = await digestOf();
    expect(content).toMatchObject({ objectives: [], voices: [], actions: [], decisions: [], restatements: [] });
    expect(told).toEqual([]);
  });

  test('how each objective stands and moved since the week before, with the slices that explain it', async () => {
    await putObjective(board, rolling);
    for (let day = 1; day <= 15; day++) {
      await putNovember(day, 96);
      await putNovember(day, 19, 'carrier=Alpine', 20);
      await putNovember(day, 77, 'carrier=Boreal', 80);
    }
    // In the last week one small carrier fails.
    for (let day = 16; day <= 22; day++) {
      await putNovember(day, 81);
      await putNovember(day, 4, 'carrier=Alpine', 20);
      await putNovember(day, 77, 'carrier=Boreal', 80);
      for (let i = 0; i < 16; i++) await putLate(`ORD-${day}-${i}`, `2026-11-${day}`, 'carrier=Alpine');
    }
    await evaluateObjectives(board, registry, { now: monday - 8 * 24 * 60 * minuteMs, waits: false });
    await evaluateObjectives(board, registry, { now: monday - 60 * minuteMs, waits: false });
    await tick();
    const { content, told } = await digestOf();
    expect(content.objectives).toMatchObject([
      {
        id: 'on-time',
        owner: 'Olga',
        stateBefore: 'met',
        reading: { from: '2026-10-26', to: '2026-11-22', n: 2200, value: (15 * 96 + 7 * 81) / 2200 },
        before: { from: '2026-10-19', to: '2026-11-15', n: 1500, value: 0.96 },
      },
    ]);
    expect(content.worsened).toMatchObject([{ objective: 'on-time', slices: [{ slice: 'carrier=Alpine', n: 440 }] }]);
    expect(content.worsened[0]?.slices[0]?.share).toBeCloseTo(1, 1);
    expect(told).toMatchObject([
      { objective: 'on-time', n: 2200, days: { '2026-11-22': { 'otd.n': 100, 'otd.x': 81 } } },
    ]);
  });

  test('what customers said: the most severe, without what is personal', async () => {
    await putComplaint('C-1', '2026-11-17', 'normal', 'Late again. Call Pia Private on +49 170 1234567!', {
      name: 'Pia Private',
    });
    await putComplaint('C-2', '2026-11-18', 'high', 'The seal leaks, see https://evil.example/x?y');
    await putComplaint('C-3', '2026-11-10', 'high', 'Of the week before');
    await tick();
    const { content } = await digestOf();
    expect(content.voices.map(({ subject, text }) => [subject, text])).toEqual([
      ['C-2', 'The seal leaks, see […]'],
      ['C-1', 'Late again. Call […] on […]!'],
    ]);
    expect(content.voiceTotal).toBe(2);
  });

  test('what was decided in the week, and by whom', async () => {
    await putObjective(board, rolling);
    const decision = { objective: 'on-time', alertVersion: 1, by: { id: 'ceo', name: 'Carla' } };
    const put = (notice: string, at: string, until: string) =>
      board.client.send(
        new PutItemCommand({
          TableName: board.name,
          Item: toItem({
            ...decisionKey('on-time', notice),
            ...{ kind: kinds.decision, ...decision, choice: 'accept', until, reason: 'New carrier', notice, at },
          }),
        }),
      );
    await put('mmq1x0c0-0123456789abcdef', '2026-11-18T10:00:00.000Z', '2026-12-31');
    await put('mmq1x0c0-0123456789abcde0', '2026-11-14T10:00:00.000Z', '2026-11-20');
    await putNovember(18, 90);
    await tick();
    expect((await digestOf()).content.decisions).toEqual([
      {
        objective: 'on-time',
        words: 'accepts it until 31 December 2026',
        by: 'Carla',
        at: '2026-11-18T10:00:00.000Z',
        reason: 'New carrier',
      },
    ]);
  });

  test('actions that are overdue, open, or were found to help or not in the week', async () => {
    const action = (id: string, given: object) =>
      put({
        ...{ ...actionKey(id), kind: kinds.action, id, objective: 'on-time', what: `Do ${id}`, owner: 'olga' },
        ...{ due: '2026-12-10', state: 'open', assignedBy: 'ceo', createdAt: '2026-11-01T10:00:00.000Z' },
        ...{ reopened: 0, climbed: 0, version: 1, ...given },
      });
    const event = (id: string, version: number, at: string) =>
      put({
        ...actionEventKey(id, version),
        kind: kinds.actionEvent,
        action: id,
        version,
        reason: 'found-ineffective',
        at,
      });
    await action('A-1', { due: '2026-11-20' });
    await action('A-2', {});
    await action('A-3', { state: 'effective', closedAt: '2026-11-19T10:00:00.000Z' });
    await action('A-4', { state: 'effective', closedAt: '2026-11-09T10:00:00.000Z' });
    await action('A-5', { reopened: 1, due: '2026-12-01' });
    await event('A-5', 4, '2026-11-18T10:00:00.000Z');
    await action('A-6', { reopened: 1, due: '2026-12-02' });
    await event('A-6', 4, '2026-11-02T10:00:00.000Z');
    await action('A-7', { state: 'done', done: { by: 'olga', at: '2026-11-17T10:00:00.000Z', day: '2026-11-17' } });
    await tick();
    expect((await digestOf()).content.actions.map(({ id, standing, owner }) => [id, standing, owner])).toEqual([
      ['A-1', 'overdue', 'Olga'],
      ['A-5', 'found-ineffective', 'Olga'],
      ['A-3', 'found-effective', 'Olga'],
      ['A-6', 'open', 'Olga'],
      ['A-2', 'open', 'Olga'],
      ['A-7', 'done', 'Olga'],
    ]);
  });

  test('feeds that died, and processes that changed in the week', async () => {
    await putObjective(board, rolling);
    for (let day = 1; day <= 31; day++) await putDeliveries(board, `2026-09-${String(day).padStart(2, '0')}`, 10, 10);
    await evaluateObjectives(board, registry, { now: Date.parse('2026-11-19T12:00:00Z'), waits: false });
    const [silent] = await itemsOf<Transition>(board, 'transition#on-time');
    if (!silent) throw new Error('nothing moved');
    const signal = { words: 'The process changed around 9 November 2026.' };
    const changed = (version: number, at: string) =>
      put({
        ...{ ...transitionKey('on-time', version), kind: kinds.transition, objective: 'on-time', version, at },
        ...{ from: 'silent', to: 'silent', reason: 'process-changed', told: [], notices: [] },
        evidence: { ...silent.evidence, signal },
      });
    await changed(5, '2026-11-20T10:00:00.000Z');
    await changed(6, '2026-11-23T09:00:00.000Z');
    await tick();
    const { content } = await digestOf();
    expect(content.objectives).toMatchObject([{ state: 'silent' }]);
    expect(content.silentSources).toMatchObject([{ source: 'erp' }]);
    // What happened after the week's end is told by the next one.
    expect(content.signals).toEqual([{ objective: 'on-time', words: signal.words }]);
  });

  test('a month that is long over is told as it was, not by the alert of now', async () => {
    await putObjective(board, rolling);
    await putDeliveries(board, '2026-10-20', 100, 97);
    await putNovember(21, 50);
    await evaluateObjectives(board, registry, { now: monday - 60 * minuteMs, waits: false });
    const monthly = await sendNow(tables(), { person: 'ceo', cadence: 'monthly' }, monday);
    const [october] = (await digestOf('ceo', monthly.period)).content.objectives;
    expect(october).toMatchObject({ state: 'met', reading: { to: '2026-10-31', value: 0.97 } });
    expect(october).not.toHaveProperty('unacknowledged');
    const weekly = await sendNow(tables(), { person: 'ceo', cadence: 'weekly' }, monday + 1);
    const [week] = (await digestOf('ceo', weekly.period)).content.objectives;
    expect(week).toMatchObject({ state: 'missed', unacknowledged: true, reading: { to: '2026-11-22' } });
  });

  test('a week is told with the alert of now, though the company is a day ahead of the reader', async () => {
    await putObjective(board, rolling);
    await putNovember(21, 50);
    const digest = { weekly: { day: 'mon', hour: 20 }, monthly: false };
    const zone = { timeZone: 'America/Los_Angeles' };
    const ann = Person.parse({ id: 'ann', name: 'Ann', email: 'ann@example.com', ...zone, digest });
    await putConfig(board, 'person', ann);
    await evaluateObjectives(board, registry, { now: monday - 60 * minuteMs, waits: false });
    // Monday 20:00 in Los Angeles is Tuesday 01:00 in São Paulo.
    await tick(Date.parse('2026-11-24T04:00:00Z'));
    const [told] = (await digestOf('ann')).content.objectives;
    expect(told).toMatchObject({ state: 'missed', unacknowledged: true, reading: { to: '2026-11-22' } });
  });

  test('by hand: as of a past day, beside the one that comes by itself', async () => {
    await putObjective(board, rolling);
    await putNovember(3, 80);
    const asOf = { person: 'ceo', cadence: 'weekly', asOf: '2026-11-05' } as const;
    const { outcome, period } = await sendNow(tables(), asOf, monday);
    expect(outcome).toBe('written');
    const { content } = await digestOf('ceo', period);
    expect(content.period).toEqual({ id: 'week-2026-W45', from: '2026-10-29', to: '2026-11-04' });
    expect(content.objectives).toMatchObject([{ state: 'missed', reading: { to: '2026-11-04', n: 100 } }]);
    expect(await sendNow(tables(), { ...asOf, person: 'ghost' }, monday)).toMatchObject({ outcome: 'unknown-person' });
    expect(await tick()).toMatchObject([{ outcome: 'written' }, { outcome: 'written' }]);
  });
});

describe('restatements', () => {
  const next = (weeks: number) => tick(monday + weeks * weekMs);
  const restated = async (period: string, person = 'ceo') => (await digestOf(person, period)).content.restatements;

  beforeEach(async () => {
    await putObjective(board, rolling);
    for (const day of [16, 17, 18]) await putNovember(day, 95);
    await tick();
  });

  test('a figure that late and corrected records changed is told once: old, new, and at least how many', async () => {
    // On the 17th five came late and were not on time; on the 18th two turned out late.
    await putNovember(17, 95, 'total', 105);
    await putNovember(18, 93);
    await next(1);
    expect(await restated('week-2026-W48')).toEqual([
      {
        objective: 'on-time',
        title: 'On-time delivery',
        unit: 'share',
        window: { days: 28 },
        from: '2026-10-26',
        to: '2026-11-22',
        toldAt: new Date(monday).toISOString(),
        old: { value: 0.95, n: 300 },
        new: { value: 283 / 305, n: 305 },
        records: 5,
      },
    ]);
    await next(2);
    expect(await restated('week-2026-W49')).toEqual([]);
  });

  test('the figures of a month, too, though they were told in the month after it', async () => {
    await putConfig(
      board,
      'person',
      Person.parse({
        ...{ id: 'ryo', name: 'Ryo', email: 'ryo@example.com' },
        digest: { weekly: false, monthly: { day: 23, hour: 7 } },
      }),
    );
    await tick();
    const told: string[] = [];
    for await (const { content } of readDigestsSince(board, 'ryo', '2026-11-20')) told.push(content.period.id);
    expect(told).toEqual(['month-2026-10']);
  });

  test('nothing that is shown the same', async () => {
    // 0.95 as before, from two more.
    await putNovember(18, 97, 'total', 102);
    await next(1);
    expect(await restated('week-2026-W48')).toEqual([]);
  });

  test('nothing to those who were not told', async () => {
    const person = Person.parse({ id: 'new', name: 'Nia', email: 'nia@example.com', roles: ['quality-manager'] });
    await putConfig(board, 'person', person);
    await putNovember(17, 60);
    await next(1);
    expect(await restated('week-2026-W48')).toHaveLength(1);
    expect(await restated('week-2026-W48', 'new')).toEqual([]);
  });

  test('what an alert’s mail told is restated too', async () => {
    await putNovember(19, 20);
    const now = Date.parse('2026-11-24T12:00:00Z');
    await evaluateObjectives(board, registry, { now, waits: false });
    expect((await itemsWith<NewNotice>(board, 'notice#')).some(({ reason }) => reason === 'target-missed')).toBe(true);
    await putNovember(19, 90);
    await next(1);
    expect(await restated('week-2026-W48')).toMatchObject([
      // The alert's window ended with Monday; the digest's, one day before, overlaps it.
      { from: '2026-10-27', to: '2026-11-23', old: { value: 305 / 400 }, new: { value: 375 / 400 }, records: 70 },
    ]);
  });

  test('nothing where another policy counts in another way', async () => {
    const item = await digestOf();
    const told = item.told.map((reading) => ({ ...reading, policy: 2 }));
    const changed: DigestItem = { ...item, told };
    await board.client.send(
      new PutItemCommand({
        TableName: board.name,
        Item: toItem({ ...digestKey('ceo', 'week-2026-W47'), kind: kinds.digest, ...changed }),
      }),
    );
    await putNovember(17, 60);
    await next(1);
    expect(await restated('week-2026-W48')).toEqual([]);
    expect(await restated('week-2026-W48', 'coo')).toHaveLength(1);
  });
});

const put = (item: object) => board.client.send(new PutItemCommand({ TableName: board.name, Item: toItem(item) }));

const putLate = (subject: string, day: string, slice: string) => {
  const record = { type: 'delivery', namespace: 'erp', subject } as const;
  return board.client.send(
    new PutItemCommand({
      TableName: board.name,
      Item: toItem({
        ...exceptionKey(0, day, 'late', record),
        ...{ kind: kinds.exception, ...record, reason: 'late', day, slices: ['total', slice], revision: 1 },
      }),
    }),
  );
};

/** A complaint as store and fold leave it: the record, and the exception that lists it. */
const putComplaint = async (
  subject: string,
  day: string,
  severity: 'normal' | 'high',
  text: string,
  customer?: { name: string },
) => {
  const record = { type: 'complaint', namespace: 'desk', subject } as const;
  await board.client.send(
    new PutItemCommand({
      TableName: board.name,
      Item: toItem({
        ...exceptionKey(0, day, 'open', record),
        ...{ kind: kinds.exception, ...record, reason: 'open', day, slices: ['total'], revision: 1 },
      }),
    }),
  );
  await records.client.send(
    new PutItemCommand({
      TableName: records.name,
      Item: toItem({
        ...{ pk: recordPk(record), epoch: 0, born: 0, revision: 1 },
        ...{ received: { receivedAt: day, severity }, received_p: { text } },
        ...(customer && { about: {}, about_p: { customer } }),
      }),
    }),
  );
};
