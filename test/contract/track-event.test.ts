/** What SES tells, against notices on a real board: who is told instead, and to whom nothing goes any more. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSesEvent } from '../../functions/track/ses-event.ts';
import { trackEvent } from '../../functions/track/track-event.ts';
import { tellInstead, tellUntold } from '../../shared/alerts/tell-instead.ts';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { Person } from '../../shared/core/config/person.ts';
import { customerId, type NewNotice, type Notice, noticeId } from '../../shared/core/notice/notice.ts';
import type { Suppression } from '../../shared/core/notice/suppression.ts';
import { driveNotice, type Outbox } from '../../shared/mail/outbox.ts';
import { forgetNotice } from '../../shared/privacy/forget.ts';
import { writeChange } from '../../shared/privacy/write-change.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { readAlert, writeAlert, writeMoves } from '../../shared/store/alerts.ts';
import { transitionKey } from '../../shared/store/keys.ts';
import { readNotice, writeDelivery } from '../../shared/store/notices.ts';
import { readSuppression, removeSuppression } from '../../shared/store/suppressed.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { itemsWith, putCompany, putConfig, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { missedEvidence } from '../support/evidence.ts';
import { type SesEventType, sesEvent } from '../support/ses-event.ts';

vi.setConfig({ testTimeout: 30_000 });

const objective = 'on-time';
const created = '2018-04-01T05:12:00.000Z';
const now = Date.parse(created) + 60_000;
const idOf = (person: string) => noticeId(created, [person], digest);

let dynamodb: TestDynamoDb;
let board: NamedTable;
beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
}, 60_000);
afterAll(() => dynamodb?.stop());
beforeEach(async () => {
  board = await dynamodb.createBoard();
  await putCompany(board);
  const more = [
    { id: 'adam', name: 'Adam', email: 'adam@example.com', roles: ['administrator'] },
    { id: 'cfo', name: 'Cleo', email: 'cfo@example.com' },
    { id: 'chair', name: 'Chidi', email: 'chair@example.com' },
  ];
  for (const person of more) await putConfig(board, 'person', Person.parse(person));
  await putObjective(board, {
    ladder: [
      { afterHours: 0, tell: ['ceo', 'olga'] },
      { afterHours: 8, tell: ['cfo'] },
      { afterHours: 24, tell: ['chair'] },
    ],
  });
});

const notice = (person: string, given: Partial<NewNotice> = {}): NewNotice => ({
  kind: 'notice',
  id: idOf(person),
  person: { id: person, name: `Person ${person}`, email: `${person}@example.com` },
  why: 'owner',
  about: { kind: 'alert', transitions: [transitionKey(objective, 1)] },
  reason: 'target-missed',
  state: 'pending',
  attempts: 0,
  createdAt: created,
  ...given,
});

/** A miss that the CEO and the owner are told of. */
const miss = async (notices = [notice('ceo'), notice('olga')]) => {
  const evidence = missedEvidence();
  const alert = {
    ...{ objective, version: 1, state: 'missed', reading: evidence.reading, told: ['ceo', 'olga'] },
  } as Alert;
  const ids = notices.map(({ id }) => id);
  const reason = 'target-missed' as const;
  const transition = { objective, version: 1, from: null, to: evidence.to, at: created, told: [], evidence, reason };
  await writeMoves(board, [{ alert, read: 0, transitions: [{ ...transition, notices: ids }] }], notices);
};
const tell = (type: SesEventType, person = 'ceo', given: object = {}) =>
  trackEvent(board, readSesEvent(JSON.stringify(sesEvent(type, { notice: idOf(person), ...given }))), now);
const read = async (id: string): Promise<Notice> => {
  const found = await readNotice(board, id);
  if (!found) throw new Error(`no notice ${id}`);
  return found;
};
const insteadOf = async (id: string): Promise<Notice[]> =>
  Promise.all(((await read(id)).toldInstead ?? []).map((each) => read(each)));
const outbox = (sent: string[] = []): Outbox => ({
  board,
  now: () => now,
  overtaken: async () => undefined,
  write: () => Promise.resolve(new Uint8Array()),
  send: (address) => {
    sent.push(address);
    return Promise.resolve({ kind: 'sent', messageId: 'M' });
  },
});

describe('an event of SES', () => {
  it('makes of a notice that was sent one that was delivered, and says when', async () => {
    await miss();
    expect(await tell('Send')).toMatchObject({ outcome: 'tracked', state: 'sent' });
    expect(await tell('Delivery')).toMatchObject({ state: 'delivered' });
    expect(await read(idOf('ceo'))).toMatchObject({
      state: 'delivered',
      messageId: 'ses-message',
      sesSendAt: '2018-04-01T05:12:01.000Z',
      deliveredAt: '2018-04-01T05:12:03.000Z',
    });
  });

  it('ends the same when all of them come twice and backwards', async () => {
    await miss();
    const types = ['Send', 'DeliveryDelay', 'Delivery', 'Complaint'] as const;
    for (const type of types) await tell(type, 'ceo');
    for (const type of [...types, ...types].reverse()) await tell(type, 'olga');
    const [forwards, backwards] = await Promise.all([read(idOf('ceo')), read(idOf('olga'))]);
    const fields = ['state', 'events', 'sesSendAt', 'deliveredAt', 'delayedAt', 'complainedAt', 'problem'] as const;
    for (const field of fields) expect(backwards[field]).toEqual(forwards[field]);
    expect(forwards).toMatchObject({ state: 'delivered', delayedAt: expect.any(String) });
  });

  it('is not lost when others come at the same instant', async () => {
    await miss();
    const types = ['Send', 'Delivery', 'DeliveryDelay', 'Complaint'] as const;
    await Promise.all(types.map((type) => tell(type)));
    const kept = (await read(idOf('ceo'))).events?.map(({ type }) => type);
    expect(kept?.sort()).toEqual(['complaint', 'delay', 'delivery', 'send']);
  });

  it('settles a notice whose reply was lost: it is not sent again', async () => {
    await miss();
    const lost: Outbox = { ...outbox(), send: async () => ({ kind: 'lost', code: 'ETIMEDOUT', problem: 'no reply' }) };
    await driveNotice(lost, await read(idOf('ceo')));
    expect(await read(idOf('ceo'))).toMatchObject({ state: 'ambiguous', problem: 'no reply' });
    await tell('Send');
    const settled = await read(idOf('ceo'));
    expect(settled).toMatchObject({ state: 'sent', sesSendAt: expect.any(String) });
    for (const gone of ['problem', 'leaseUntil', 'lostReplies']) expect(settled).not.toHaveProperty(gone);
    const sent: string[] = [];
    await driveNotice({ ...outbox(sent), now: () => now + 60 * 60_000 }, settled);
    expect(sent).toEqual([]);
  });

  it('of a mail without a tag, or of a notice that is not ours, changes nothing', async () => {
    await miss();
    expect(await tell('Bounce', 'ceo', { notice: undefined })).toEqual({ outcome: 'not-ours', event: 'bounce' });
    expect(await tell('Bounce', 'nobody')).toMatchObject({ outcome: 'not-ours', notice: idOf('nobody') });
    expect(await tell('Bounce', 'ceo', { notice: 'x' })).toMatchObject({ outcome: 'not-ours', notice: 'x' });
    expect(await itemsWith(board, 'notice#')).toHaveLength(2);
  });
});

describe('a mail that did not arrive', () => {
  it('is told to the next step of the ladder as the alarm that it is, and to the administrator', async () => {
    await miss();
    expect(await tell('Bounce')).toMatchObject({ state: 'failed', instead: 'told' });
    const [next, report, ...others] = await insteadOf(idOf('ceo'));
    expect(others).toEqual([]);
    expect(next).toMatchObject({
      person: { id: 'cfo', email: 'cfo@example.com' },
      why: 'instead of Person ceo, whose mail did not arrive',
      about: { kind: 'alert', transitions: [transitionKey(objective, 1)] },
      insteadOf: idOf('ceo'),
      state: 'pending',
    });
    expect(report).toMatchObject({ person: { id: 'adam' }, about: { kind: 'undelivered', notice: idOf('ceo') } });
    // Whoever was told that it opened is told when it clears.
    expect(await readAlert(board, objective)).toMatchObject({ told: ['ceo', 'olga', 'cfo'], version: 2 });
  });

  it('is told to them once, however often it bounces, and at once by several readers', async () => {
    await miss();
    const outcomes = await Promise.all([1, 2, 3].map(() => tell('Bounce')));
    await tell('Bounce');
    expect(outcomes.filter((each) => 'instead' in each && each.instead === 'told')).toHaveLength(1);
    expect(await itemsWith(board, 'notice#')).toHaveLength(4);
  });

  it('is told once by readers that see to it at different times', async () => {
    const action = notice('ceo', { about: { kind: 'action', action: 'A-1', event: 1 } });
    await miss([action]);
    const failed = await read(action.id);
    const outcomes = await Promise.all([1, 2, 3].map((later) => tellInstead(board, failed, now + later)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['seen-to', 'seen-to', 'told']);
    expect(await itemsWith(board, 'notice#')).toHaveLength(2);
  });

  it('climbs on when the next mail bounces too, and ends with nobody left', async () => {
    await miss();
    let failing = idOf('ceo');
    const path: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await trackEvent(board, readSesEvent(JSON.stringify(sesEvent('Bounce', { notice: failing }))), now);
      const next = (await insteadOf(failing)).find(({ about }) => about.kind === 'alert');
      if (!next) break;
      path.push(next.person.id);
      failing = next.id;
    }
    // The ladder's steps, then top management that is not on it; the owner has it already.
    expect(path).toEqual(['cfo', 'chair', 'coo']);
  });

  it('that tells of several moves of one objective is told as a whole', async () => {
    const both: NewNotice['about'] = {
      kind: 'alert',
      transitions: [transitionKey(objective, 1), transitionKey(objective, 2)],
    };
    const told = notice('ceo', { about: both });
    const evidence = missedEvidence();
    const moved = (version: number, reason: string) => ({
      ...{ objective, version, from: null, to: evidence.to, at: created, told: [], evidence, reason },
      notices: [told.id],
    });
    const alert = { objective, version: 2, state: 'missed', reading: evidence.reading, told: ['ceo', 'olga'] } as Alert;
    const transitions = [moved(1, 'target-missed'), moved(2, 'process-changed')];
    await writeMoves(board, [{ alert, read: 0, transitions }], [told]);
    expect(await tell('Bounce')).toMatchObject({ state: 'failed', instead: 'told' });
    expect(await insteadOf(told.id)).toMatchObject([
      { person: { id: 'cfo' }, about: both },
      { person: { id: 'adam' } },
    ]);
    expect(await readAlert(board, objective)).toMatchObject({ told: ['ceo', 'olga', 'cfo'], version: 3 });
  });

  it('is told to nobody else when somebody knows already, or all is well again', async () => {
    await miss();
    const alert = await readAlert(board, objective);
    if (!alert) throw new Error('no alert');
    await writeAlert(board, { ...alert, acknowledged: { by: 'olga', at: created }, version: 2 });
    await tell('Bounce');
    expect((await insteadOf(idOf('ceo'))).map(({ person }) => person.id)).toEqual(['adam']);
    await writeAlert(board, { ...alert, state: 'met', version: 3 });
    await tell('Bounce', 'olga');
    expect((await insteadOf(idOf('olga'))).map(({ person }) => person.id)).toEqual(['adam']);
  });

  it('is told to the administrators alone when it was no alarm, and to nobody when it was such a report itself', async () => {
    const action = notice('ceo', { about: { kind: 'action', action: 'A-1', event: 1 } });
    const report = notice('olga', { about: { kind: 'undelivered', notice: idOf('ceo') } });
    await miss([action, report]);
    await tell('Reject');
    await tell('Bounce', 'olga');
    expect((await insteadOf(action.id)).map(({ person }) => person.id)).toEqual(['adam']);
    expect(await insteadOf(report.id)).toEqual([]);
  });

  it('is seen to by the sweep when SES refused it at once', async () => {
    await miss();
    const refusing: Outbox = {
      ...outbox(),
      send: async () => ({ kind: 'refused', code: 'MessageRejected', problem: 'no' }),
    };
    await driveNotice(refusing, await read(idOf('ceo')));
    expect(await tellUntold(board, now)).toEqual([
      { outcome: 'told', notices: [expect.any(String), expect.any(String)] },
    ]);
    expect(await tellUntold(board, now)).toEqual([]);
    expect((await insteadOf(idOf('ceo'))).map(({ person }) => person.id)).toEqual(['cfo', 'adam']);
  });

  it('that bounced for now is a failure only where it was not delivered', async () => {
    await miss();
    await tell('OutOfOffice', 'ceo');
    expect(await read(idOf('ceo'))).toMatchObject({ state: 'failed' });
    await tell('Delivery', 'ceo');
    expect(await read(idOf('ceo'))).toMatchObject({ state: 'delivered', problem: expect.stringContaining('refused') });
    expect(await readSuppression(board, 'ceo')).toBeUndefined();
  });
});

describe('a person whose mails bounce', () => {
  it('gets no more mails: the next one is skipped, and others are told at once', async () => {
    await miss();
    await tell('Bounce');
    const sent: string[] = [];
    expect(await driveNotice(outbox(sent), { ...(await read(idOf('olga'))) })).toMatchObject({ outcome: 'sent' });
    const again = notice('ceo', { id: noticeId('2018-04-02T05:12:00.000Z', ['ceo'], digest) });
    await writeMoves(board, [], [again]);
    expect(await driveNotice(outbox(sent), await read(again.id))).toMatchObject({ outcome: 'skipped' });
    expect(sent).toEqual(['olga@example.com']);
    expect(await read(again.id)).toMatchObject({ state: 'skipped', problem: expect.stringContaining('bounced') });
  });

  it('gets them again at another address, or when somebody says so', async () => {
    await miss();
    await tell('Bounce');
    const again = notice('ceo', { id: noticeId('2018-04-02T05:12:00.000Z', ['ceo'], digest) });
    await writeMoves(board, [], [again]);
    const stored = await read(again.id);
    const moved = { ...stored, person: { ...stored.person, email: 'Carla@new.example' } };
    const sent: string[] = [];
    expect(await driveNotice(outbox(sent), moved)).toMatchObject({ outcome: 'sent' });
    expect(await removeSuppression(board, 'ceo')).toBe(true);
    expect(await removeSuppression(board, 'ceo')).toBe(false);
    const later = notice('ceo', { id: noticeId('2018-04-03T05:12:00.000Z', ['ceo'], digest) });
    await writeMoves(board, [], [later]);
    expect(await driveNotice(outbox(sent), await read(later.id))).toMatchObject({ outcome: 'sent' });
    expect(sent).toEqual(['Carla@new.example', 'ceo@example.com']);
  });

  it('who complained gets no digests, but alarms still, until SES itself holds them back', async () => {
    await miss();
    await tell('Complaint');
    const kept = (await readSuppression(board, 'ceo')) as Suppression;
    expect(kept).toMatchObject({ reason: 'complained', all: false });
    const digestOf = notice('ceo', {
      id: noticeId('2018-04-02T05:12:00.000Z', ['digest'], digest),
      about: { kind: 'digest', digest: { pk: 'digest#ceo', sk: 'week' } },
    });
    const alarm = notice('ceo', { id: noticeId('2018-04-03T05:12:00.000Z', ['alarm'], digest) });
    await writeMoves(board, [], [digestOf, alarm]);
    expect(await driveNotice(outbox(), await read(digestOf.id))).toMatchObject({ outcome: 'skipped' });
    expect(await driveNotice(outbox(), await read(alarm.id))).toMatchObject({ outcome: 'sent' });
    await trackEvent(board, readSesEvent(JSON.stringify(sesEvent('Withheld', { notice: alarm.id }))), now);
    expect(await readSuppression(board, 'ceo')).toMatchObject({ all: true });
    expect(await read(alarm.id)).toMatchObject({
      state: 'failed',
      toldInstead: [expect.any(String), expect.any(String)],
    });
    // A digest that somebody turned away is no loss.
    await tellUntold(board, now);
    expect((await read(digestOf.id)).toldInstead).toEqual([]);
  });
});

describe('a customer', () => {
  const id = customerId('9b2e'.repeat(8));
  const mailOf = (at: string, about: NewNotice['about']) =>
    notice('ada', {
      id: noticeId(at, ['ada'], digest),
      person: { id, name: 'Ada', email: 'ada@customer.example' },
      about,
    });
  const invitation = (at: string) =>
    mailOf(at, { kind: 'invitation', invitation: '5f1c000000000000', reminder: false });
  const confirmation = (at: string) =>
    mailOf(at, { kind: 'complaint', namespace: 'hoshin-complaints', subject: 'C-1', to: 'customer', entry: 1 });
  const told = (type: SesEventType, { id: tag }: NewNotice) =>
    trackEvent(board, readSesEvent(JSON.stringify(sesEvent(type, { notice: tag }))), now);

  it('whose mail bounces gets no more, nobody is told instead, and the invitation is looked at again', async () => {
    const [first, next] = [invitation('2018-04-02T05:12:00.000Z'), confirmation('2018-04-03T05:12:00.000Z')];
    await writeMoves(board, [], [first, next]);
    expect(await told('Bounce', first)).toMatchObject({ state: 'failed', instead: 'nobody' });
    expect(await told('Bounce', first)).toMatchObject({ instead: 'seen-to' });
    expect(await itemsWith(board, 'due#')).toMatchObject([{ invitation: '5f1c000000000000' }]);
    // No digest of the address that could be tried out: the id follows from it under a key.
    expect(await readSuppression(board, id)).toMatchObject({ address: id, all: true });
    expect(await driveNotice(outbox(), await read(next.id))).toMatchObject({ outcome: 'skipped', customer: true });
    expect(await tellUntold(board, now)).toEqual([{ outcome: 'nobody' }]);
    expect(await itemsWith(board, 'notice#')).toHaveLength(2);
  });

  it('who calls an invitation spam is asked no more, but still hears that a complaint came in', async () => {
    const [first, next] = [invitation('2018-04-02T05:12:00.000Z'), invitation('2018-04-03T05:12:00.000Z')];
    const last = confirmation('2018-04-04T05:12:00.000Z');
    await writeMoves(board, [], [first, next, last]);
    await told('Complaint', first);
    expect(await driveNotice(outbox(), await read(next.id))).toMatchObject({ outcome: 'skipped' });
    expect(await driveNotice(outbox(), await read(last.id))).toMatchObject({ outcome: 'sent' });
  });
});

it('what a mail server says of somebody who was erased since is not kept: it quotes the address', async () => {
  const forgotten = notice('customer', {
    person: { id: customerId('9b2e'), name: '', email: '' },
    about: { kind: 'invitation', invitation: 'i', reminder: false },
  });
  await miss([forgotten]);
  await tell('Bounce', 'customer');
  const kept = await readNotice(board, forgotten.id);
  expect(kept?.events).toEqual([{ type: 'bounce', at: expect.any(String) }]);
  expect(kept?.problem).toBe('bounce');
});

it('that came in while somebody was erased is told again, and then not kept either', async () => {
  const given = { about: { kind: 'invitation', invitation: 'i', reminder: false } } as const;
  await miss([
    notice('ceo'),
    notice('ada', { ...given, person: { id: customerId('9b2e'), name: '', email: 'a@b.example' } }),
  ]);
  const before = await read(idOf('ada'));
  const forgotten = forgetNotice({ ...before });
  if (forgotten.kind !== 'change') throw new Error('nothing to forget');
  expect(await writeChange(board, { ...before }, forgotten.item)).toBe(true);
  const bounce = { type: 'bounce', at: created, detail: '550 a@b.example unknown' } as const;
  const told = { state: 'failed', events: [bounce], problem: bounce.detail, messageId: 'M' } as const;
  expect(await writeDelivery(board, before, { ...told, events: [bounce] })).toBe(false);
  expect(JSON.stringify(await read(idOf('ada')))).not.toContain('a@b.example');
});
