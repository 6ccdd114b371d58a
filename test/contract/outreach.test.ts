/** Invitations on tables of a real engine: who is asked, who is not and why, and what a crash leaves behind. */

import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tellInstead } from '../../shared/alerts/tell-instead.ts';
import { customerId, type Notice } from '../../shared/core/notice/notice.ts';
import { invitedSubject } from '../../shared/core/survey/invitation-event.ts';
import { validDays } from '../../shared/links/link.ts';
import { connectOutbox } from '../../shared/mail/connect-outbox.ts';
import { writeInvitationMail } from '../../shared/mail/invitation/write-invitation-mail.ts';
import { driveNotice, type Outbox } from '../../shared/mail/outbox.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { writeErased } from '../../shared/store/erased.ts';
import { markAnswered } from '../../shared/store/invitations.ts';
import { readInvitations } from '../../shared/store/list-invitations.ts';
import { readNotice } from '../../shared/store/notices.ts';
import { writeStopped } from '../../shared/store/stopped.ts';
import { writeSuppression } from '../../shared/store/suppressed.ts';
import { take } from '../../shared/store/table.ts';
import { itemsWith, putConfig } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import {
  arrived,
  at,
  type Cut,
  dayMs,
  hash,
  hourMs,
  startOutreach,
  surveyOf,
  type TestOutreach,
} from '../support/outreach.ts';

vi.setConfig({ testTimeout: 60_000 });

let engine: TestDynamoDb;
beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 60_000);
afterAll(() => engine?.stop());

/** Half past noon in Berlin; a day later everything that arrived then falls due. */
const delivered = '2026-11-20T11:30:00.000Z';
const seen = at(delivered) + 60_000;
const due = at(delivered) + dayMs;
const email = 'ada@customer.example';

const start = (...given: Parameters<typeof startOutreach> extends [unknown, ...infer Rest] ? Rest : never) =>
  startOutreach(engine, ...given);
const notices = ({ board }: TestOutreach) => itemsWith<Notice>(board, 'notice#');
const dueEntries = ({ board }: TestOutreach) => itemsWith<{ dueAt: string }>(board, 'due#');
/** A delivery that arrived and was seen. */
const deliver = async (outreach: TestOutreach, subject = 'ORD-1', customer?: object) => {
  const change = await outreach.store(subject, arrived(delivered, customer), delivered);
  await outreach.follow([change], seen);
  return change;
};
const outcomes = async (outreach: TestOutreach, now = due) =>
  (await outreach.settle(now)).settled.map(({ outcome, reason }) => reason ?? outcome);

describe('a delivery that reached its customer', () => {
  it('invites once, a day later, however often the stream shows it', async () => {
    const outreach = await start();
    const change = await deliver(outreach);
    await outreach.follow([change, change], seen + 1_000);
    expect(await outreach.invitation('ORD-1')).toMatchObject({
      state: 'waiting',
      dueAt: new Date(due).toISOString(),
      person: await hash({ email }),
      onTime: true,
      dimensions: { site: 'Lyon' },
      version: 1,
    });
    expect(await dueEntries(outreach)).toHaveLength(1);
    expect(await itemsWith(outreach.board, 'invitation-day#')).toHaveLength(1);
  });

  it('invites whichever of its facets comes last, and takes the address that is known when the mail falls due', async () => {
    const outreach = await start();
    const { promise, progress, about } = arrived(delivered);
    await outreach.follow([await outreach.store('ORD-1', { promise }, '2026-11-19T08:00:00Z')], seen);
    expect(await outreach.invitation('ORD-1')).toBeUndefined();
    await outreach.follow([await outreach.store('ORD-1', { progress }, delivered)], seen);
    expect(await outreach.invitation('ORD-1')).toMatchObject({ state: 'waiting' });
    await outreach.follow([await outreach.store('ORD-1', { about }, '2026-11-20T12:00:00Z')], seen);
    expect(await outcomes(outreach)).toEqual(['ask']);
    expect(await notices(outreach)).toMatchObject([{ person: { email } }]);
  });

  it('is remembered for as long as the link to stop in its last mail is good', async () => {
    const outreach = await start([surveyOf({}, { delayHours: 720, reminderDays: 30, validDays: 60 })]);
    await deliver(outreach);
    await outreach.settle(seen + 31 * dayMs, { from: seen });
    await outreach.settle(seen + 62 * dayMs, { from: seen });
    const reminder = (await notices(outreach)).find(({ reason }) => reason === 'reminder');
    const [item] = await itemsWith<{ ttl: number }>(outreach.board, 'invitation#');
    expect((item?.ttl ?? 0) * 1_000).toBeGreaterThan(at(reminder?.createdAt ?? '') + validDays.stop * dayMs);
  });

  it('keeps nothing that names the customer before anybody is asked', async () => {
    const outreach = await start();
    await deliver(outreach);
    const kept = (await itemsWith<{ pk: string }>(outreach.board, '')).filter(({ pk }) => !pk.startsWith('config#'));
    expect(JSON.stringify(kept)).not.toMatch(/ada/i);
  });

  it.each([
    ['is still on its way', { progress: { state: 'in-transit' } }, {}],
    ['arrived longer ago than the survey looks back', arrived('2026-11-10T11:30:00Z'), {}],
    ['comes from a source that the survey does not ask about', arrived(delivered), { sources: ['shop'] }],
  ])('makes no invitation if it %s', async (_, data, invite) => {
    const outreach = await start([surveyOf({}, invite)]);
    await outreach.follow([await outreach.store('ORD-1', data, delivered)], seen);
    expect(await outreach.invitation('ORD-1')).toBeUndefined();
  });

  it('makes no invitation to a survey that invites nobody, or has ended', async () => {
    const closed = surveyOf({ id: 'closed', until: '2026-11-19' });
    const open = surveyOf({ id: 'kiosk', invite: undefined });
    const outreach = await start([closed, open]);
    await deliver(outreach);
    expect(await itemsWith(outreach.board, 'invitation#')).toEqual([]);
  });

  it('is skipped, without a hash of anybody, where the sample leaves it out', async () => {
    const outreach = await start([surveyOf({}, { share: 1e-9 })]);
    await deliver(outreach);
    const invitation = await outreach.invitation('ORD-1');
    expect(invitation).toMatchObject({ state: 'skipped', reason: 'not-sampled' });
    expect(invitation).not.toHaveProperty('person');
    expect(await dueEntries(outreach)).toEqual([]);
  });

  it('is not looked at when a rebuild merely touches its record', async () => {
    const outreach = await start();
    const change = await outreach.store('ORD-1', arrived(delivered), delivered);
    await outreach.follow([{ ...change, changed: [] }], seen);
    expect(await outreach.invitation('ORD-1')).toBeUndefined();
  });
});

describe('an invitation that fell due', () => {
  it('asks: one notice, one event for the counts, and a reminder days later', async () => {
    const outreach = await start();
    await deliver(outreach);
    expect(await outcomes(outreach, due - 60_000)).toEqual([]);
    expect(await outcomes(outreach)).toEqual(['ask']);
    const invitation = await outreach.invitation('ORD-1');
    const [notice] = await notices(outreach);
    expect(invitation).toMatchObject({
      state: 'invited',
      invitedAt: new Date(due).toISOString(),
      dueAt: new Date(due + 5 * dayMs).toISOString(),
      expiresAt: new Date(due + 30 * dayMs).toISOString(),
      customer: { email, name: 'Ada' },
      notices: [notice?.id],
    });
    expect(notice).toMatchObject({
      state: 'pending',
      person: { id: customerId(await hash({ email })), email, name: 'Ada' },
      about: { kind: 'invitation', invitation: invitation?.id, reminder: false },
    });
    expect(outreach.queue).toMatchObject([
      {
        subject: invitedSubject({ id: invitation?.id ?? '' }),
        time: invitation?.invitedAt,
        data: { invitation: { survey: 'after-delivery', language: 'en', delivery: 'ORD-1', site: 'Lyon' } },
      },
    ]);
    expect(JSON.stringify(outreach.queue)).not.toContain('ada');
    expect((await dueEntries(outreach)).map(({ dueAt }) => dueAt)).toEqual([invitation?.dueAt]);
    expect(await outcomes(outreach, due + hourMs)).toEqual([]);
  });

  it('is still asked when nothing ran for three days', async () => {
    const outreach = await start();
    await deliver(outreach);
    const round = await outreach.settle(due + 3 * dayMs, { from: due - dayMs });
    expect(round).toMatchObject({ settled: [{ outcome: 'ask' }], doneUntil: due + 3 * dayMs });
  });

  it('reminds once, and nobody who answered', async () => {
    const outreach = await start();
    await deliver(outreach);
    await deliver(outreach, 'ORD-2', { email: 'bob@customer.example' });
    await outreach.settle(due);
    const answering = await outreach.invitation('ORD-2');
    const answeredAt = new Date(due + hourMs).toISOString();
    expect(await markAnswered(outreach.board, answering?.id ?? '', answeredAt)).toMatchObject({ outcome: 'marked' });
    expect(await markAnswered(outreach.board, answering?.id ?? '', answeredAt)).toMatchObject({ outcome: 'answered' });
    expect((await outcomes(outreach, due + 5 * dayMs)).sort()).toEqual(['nothing', 'remind']);
    expect(
      (await notices(outreach)).filter(({ about }) => about.kind === 'invitation' && about.reminder),
    ).toMatchObject([{ person: { email } }]);
    expect(await dueEntries(outreach)).toEqual([]);
    expect((await outreach.invitation('ORD-1'))?.notices).toHaveLength(2);
  });

  it.each<[string, (outreach: TestOutreach) => Promise<unknown>]>([
    ['not-delivered', ({ store }) => store('ORD-1', { progress: { state: 'returned' } }, '2026-11-20T18:00:00Z')],
    ['not-delivered', ({ store }) => store('ORD-1', null, '2026-11-20T18:00:00Z')],
    ['no-address', ({ store }) => store('ORD-1', { about: { site: 'Lyon' } }, '2026-11-20T18:00:00Z')],
    ['survey-ended', ({ board }) => putConfig(board, 'survey', surveyOf({ until: '2026-11-20' }), { version: 2 })],
    ['survey-ended', ({ board }) => putConfig(board, 'survey', surveyOf({ invite: undefined }), { version: 2 })],
    [
      'unsubscribed',
      async ({ board }) =>
        writeStopped(board, { person: await hash({ email }), stopped: true, at: delivered, notice: 'n' }),
    ],
    [
      'suppressed',
      async ({ board }) => {
        const person = customerId(await hash({ email }));
        await writeSuppression(board, { person, reason: 'bounced', at: delivered, address: person, all: true });
      },
    ],
    ['erased', async ({ board }) => writeErased(board, await hash({ email }), delivered)],
  ])('asks nobody, and says why: %s', async (reason, happens) => {
    const outreach = await start();
    await deliver(outreach);
    await happens(outreach);
    expect(await outcomes(outreach)).toEqual([reason]);
    expect(await outreach.invitation('ORD-1')).toMatchObject({ state: 'skipped', reason });
    expect(await notices(outreach)).toEqual([]);
    expect(outreach.queue).toEqual([]);
    expect(await dueEntries(outreach)).toEqual([]);
  });

  it('is given up once its link could not be used any more', async () => {
    const outreach = await start();
    await deliver(outreach);
    const round = await outreach.settle(due + 31 * dayMs, { from: due });
    expect(round.settled).toMatchObject([{ outcome: 'skip', reason: 'too-late' }]);
  });

  it('waits for the morning where the customer is', async () => {
    const outreach = await start([surveyOf({}, { delayHours: 8 })]);
    await deliver(outreach, 'ORD-1', { email, timeZone: 'Asia/Kolkata' });
    // 19:30Z is one in the morning there; quiet hours end at 08:00, half an hour off the full hour of UTC.
    const morning = '2026-11-21T02:30:00.000Z';
    expect(await outreach.invitation('ORD-1')).toMatchObject({ dueAt: morning });
    await outreach.store(
      'ORD-1',
      { about: { customer: { email, timeZone: 'America/New_York' } } },
      '2026-11-20T20:00:00Z',
    );
    expect(await outcomes(outreach, at(morning))).toEqual(['wait']);
    expect(await outreach.invitation('ORD-1')).toMatchObject({ state: 'waiting', dueAt: '2026-11-21T13:00:00.000Z' });
    expect(await outcomes(outreach, at('2026-11-21T13:00:00.000Z'))).toEqual(['ask']);
  });

  it('asks a customer of two deliveries of one minute once, whatever the survey and the spelling of the address', async () => {
    const outreach = await start([surveyOf(), surveyOf({ id: 'service' })]);
    await deliver(outreach);
    await deliver(outreach, 'ORD-2', { email: 'ADA@customer.example ' });
    expect((await outcomes(outreach)).sort()).toEqual(['ask', 'asked-lately', 'asked-lately', 'asked-lately']);
    expect(await notices(outreach)).toHaveLength(1);
  });

  it('asks about the earlier one of two deliveries', async () => {
    const outreach = await start();
    for (const [subject, minutes] of [
      ['ORD-3', 2],
      ['ORD-1', 0],
      ['ORD-2', 1],
    ] as const) {
      const when = new Date(at(delivered) + minutes * 60_000).toISOString();
      await outreach.follow([await outreach.store(subject, arrived(when), when)], seen);
    }
    await outreach.settle(due + hourMs);
    expect((await outreach.invitation('ORD-1'))?.state).toBe('invited');
    expect((await outreach.invitation('ORD-2'))?.reason).toBe('asked-lately');
  });

  it('asks again once the quarantine of the survey is over', async () => {
    const outreach = await start([surveyOf({}, { quarantineDays: 10, reminderDays: false })]);
    await deliver(outreach);
    await outreach.settle(due);
    const later = (days: number) => new Date(at(delivered) + days * dayMs).toISOString();
    for (const [subject, days, outcome] of [
      ['ORD-2', 9, 'asked-lately'],
      ['ORD-3', 10, 'ask'],
    ] as const) {
      await outreach.follow([await outreach.store(subject, arrived(later(days)), later(days))], at(later(days)));
      expect(await outcomes(outreach, due + days * dayMs)).toEqual([outcome]);
    }
  });

  it('asks no more customers a day than the survey may, by the company’s day', async () => {
    const outreach = await start([surveyOf({}, { mostADay: 2, quiet: { from: '00:00', until: '00:00' } })]);
    for (const name of ['a', 'b', 'c', 'd'])
      await deliver(outreach, `ORD-${name}`, { email: `${name}@customer.example` });
    expect((await outcomes(outreach)).sort()).toEqual(['ask', 'ask', 'cap', 'cap']);
    // 23:30Z is the next day in Berlin.
    const night = '2026-11-20T23:30:00.000Z';
    await outreach.follow(
      [await outreach.store('ORD-e', arrived(night, { email: 'e@customer.example' }), night)],
      at(night),
    );
    expect(await outcomes(outreach, at(night) + dayMs)).toEqual(['ask']);
  });
});

describe('a mail that did not arrive', () => {
  const fail = async (outreach: TestOutreach, about: 'first' | 'reminder') => {
    const notice = (await notices(outreach)).find(
      (each) => each.about.kind === 'invitation' && each.about.reminder === (about === 'reminder'),
    );
    if (!notice) throw new Error(`there is no ${about}`);
    await outreach.board.client.send(
      new UpdateItemCommand({
        ...{ TableName: outreach.board.name, Key: toItem({ pk: notice.pk, sk: notice.sk }) },
        ...{ UpdateExpression: 'SET #state = :failed', ExpressionAttributeNames: { '#state': 'state' } },
        ExpressionAttributeValues: toItem({ ':failed': 'failed' }),
      }),
    );
    const failed = await readNotice(outreach.board, notice.id);
    return tellInstead(outreach.board, failed as Notice, due + hourMs);
  };

  it('is told to nobody, and its invitation counts no longer', async () => {
    const outreach = await start();
    await deliver(outreach);
    await outreach.settle(due);
    expect(await fail(outreach, 'first')).toEqual({ outcome: 'nobody' });
    expect(await notices(outreach)).toHaveLength(1);
    expect(await outcomes(outreach, due + hourMs)).toEqual(['undelivered']);
    const invitation = await outreach.invitation('ORD-1');
    expect(invitation).toMatchObject({ state: 'skipped', reason: 'undelivered' });
    expect(invitation).not.toHaveProperty('dueAt');
    const [asked, withdrawn] = [outreach.queue.at(0), outreach.queue.at(-1)];
    expect(withdrawn).toMatchObject({ subject: asked?.subject, data: null });
    expect(String(withdrawn?.time) > String(asked?.time)).toBe(true);
    expect(await outcomes(outreach, due + 5 * dayMs)).toEqual(['nothing']);
  });

  it('takes nothing back if it is the reminder: the customer was asked', async () => {
    const outreach = await start();
    await deliver(outreach);
    await outreach.settle(due);
    await outreach.settle(due + 5 * dayMs);
    expect(await fail(outreach, 'reminder')).toEqual({ outcome: 'nobody' });
    expect(await outcomes(outreach, due + 6 * dayMs)).toEqual([]);
    expect(await outreach.invitation('ORD-1')).toMatchObject({ state: 'invited' });
  });
});

describe('whatever breaks', () => {
  it.each(['before', 'after'] as const)(
    'asks once and counts once when any one call to the tables is lost %s it is done',
    async (fate) => {
      // A run makes fewer calls than this; a cut beyond the last one cuts nothing.
      for (let lost = 0; lost < 14; lost += 1) {
        const outreach = await start();
        await deliver(outreach);
        let calls = 0;
        const cut: Cut = () => (calls++ === lost ? fate : 'pass');
        await outreach.settle(due, { cut }).catch(() => undefined);
        const second = await outreach.settle(due + 300_000);
        expect(second.failed).toEqual([]);
        expect(await notices(outreach), `call ${lost}`).toHaveLength(1);
        const told = new Set(outreach.queue.map((event) => JSON.stringify(event)));
        expect(told.size, `call ${lost}`).toBe(1);
        const { dueAt } = (await outreach.invitation('ORD-1')) ?? {};
        expect((await dueEntries(outreach)).map((entry) => entry.dueAt)).toEqual([dueAt]);
      }
    },
  );

  it('asks once when two runs overlap', async () => {
    const outreach = await start([surveyOf({}, { quarantineDays: 0 })]);
    await deliver(outreach);
    const rounds = await Promise.all([0, 1_000, 2_000].map((later) => outreach.settle(due + later)));
    const all = rounds.flatMap(({ settled }) => settled.map(({ outcome }) => outcome));
    expect(all.filter((outcome) => outcome === 'ask')).toHaveLength(1);
    expect(await notices(outreach)).toHaveLength(1);
  });

  it('tells the queue later what it did not take at once, and does not ask again', async () => {
    const outreach = await start();
    await deliver(outreach);
    outreach.queueFails.next = 1;
    expect((await outreach.settle(due)).failed).toHaveLength(1);
    expect((await outreach.settle(due)).doneUntil).toBeDefined();
    expect(outreach.queue).toHaveLength(1);
    expect(await notices(outreach)).toHaveLength(1);
  });

  it('shows a change again that could not be followed, and gives it up after a quarter of an hour', async () => {
    const outreach = await start();
    const change = await outreach.store('ORD-1', arrived(delivered), delivered);
    const cut: Cut = () => 'before';
    // Hours late, because nothing ran.
    const first = at(delivered) + 5 * hourMs;
    for (const minutes of [0, 15])
      expect(await outreach.follow([change], first + minutes * 60_000, cut)).toMatchObject({
        retryFrom: change.sequence,
        givenUp: [],
      });
    const late = await outreach.follow([change], first + 16 * 60_000, cut);
    expect(late).toMatchObject({ givenUp: [{ record: 'delivery#erp#ORD-1' }] });
    expect(late.retryFrom).toBeUndefined();
  });
});

describe('lists', () => {
  it('show every invitation of some days, also more than one call reads', async () => {
    const outreach = await start();
    const changes = await Promise.all(
      Array.from({ length: 120 }, (_, number) => outreach.store(`ORD-${number}`, arrived(delivered), delivered)),
    );
    await outreach.follow(changes, seen);
    const listed = await take(readInvitations(outreach.board, '2026-11-19', '2026-11-21'));
    expect(new Set(listed.map(({ delivery }) => delivery.subject)).size).toBe(120);
    expect(await take(readInvitations(outreach.board, '2026-11-21', '2026-11-22'))).toEqual([]);
  });
});

describe('the mail that an invitation owes', () => {
  it('leads to the survey that was asked, in the customer’s language, and to the way out', async () => {
    const outreach = await start();
    await deliver(outreach, 'ORD-1', { email, name: 'Ada', language: 'fr-CA' });
    await outreach.settle(due);
    const [notice] = await notices(outreach);
    if (notice?.about.kind !== 'invitation') throw new Error('no invitation is owed');
    const link = async (...parts: string[]) => `https://hoshin.example/v1/${parts.join('/')}`;
    const mail = await writeInvitationMail({ board: outreach.board, link, now: due }, notice, notice.about);
    const { invitation } = notice.about;
    expect(mail).toMatchObject({
      subject: 'Comment était-ce ?',
      unsubscribe: `https://hoshin.example/v1/stop/${notice.id}/${invitation}`,
    });
    expect(mail.html).toContain(`https://hoshin.example/v1/survey/${notice.id}/${invitation}?score=10`);
    // The last day on which the link is good, in the company's time zone.
    expect(mail.text).toContain('jusqu’au 21 décembre 2026');
  });

  const later = due + 5 * dayMs + 20 * hourMs;
  const stop = async (outreach: TestOutreach) =>
    writeStopped(outreach.board, { person: await hash({ email }), stopped: true, at: delivered, notice: 'n' });
  const answer = async (outreach: TestOutreach) => {
    const { id = '' } = (await outreach.invitation('ORD-1')) ?? {};
    await markAnswered(outreach.board, id, new Date(later - hourMs).toISOString());
  };
  it.each([
    ['is sent, however late', later, async () => undefined, 'sent', undefined],
    ['does not go to somebody who answered', later, answer, 'skipped', 'the customer has answered already'],
    ['does not go to somebody who wants no more', later, stop, 'skipped', 'the customer wants no more invitations'],
    ['goes to nobody once its link is no good', due + 31 * dayMs, async () => undefined, 'skipped', 'its link'],
  ] as const)('%s when SES made it wait', async (_, now, happens, state, problem) => {
    const outreach = await start();
    await deliver(outreach);
    await outreach.settle(due);
    await outreach.settle(due + 5 * dayMs);
    await happens(outreach);
    const outbox: Outbox = {
      ...connectOutbox({
        ...{ board: outreach.board, records: outreach.records, now: () => now, configurationSet: 'mails' },
        ...{ from: 'hoshin@company.example', link: async (purpose) => `https://hoshin.example/v1/${purpose}/x` },
      }),
      send: async () => ({ kind: 'sent', messageId: 'M' }),
    };
    const reminder = (await notices(outreach)).find(({ reason }) => reason === 'reminder');
    await driveNotice(outbox, reminder as Notice);
    const settled = await readNotice(outreach.board, reminder?.id ?? '');
    expect(settled?.state).toBe(state);
    expect(settled?.problem).toEqual(problem && expect.stringContaining(problem));
  });
});
