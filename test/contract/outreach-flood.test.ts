/** A thousand deliveries of a few customers, under repeats, lost calls and runs that overlap: nobody is asked too often. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { RecordChange } from '../../functions/outreach/record-change.ts';
import type { Notice } from '../../shared/core/notice/notice.ts';
import type { Invitation } from '../../shared/core/survey/invitation.ts';
import { invitedSubject } from '../../shared/core/survey/invitation-event.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { randomFrom } from '../simulation/random.ts';
import { itemsWith } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { arrived, at, type Cut, dayMs, hourMs, startOutreach, surveyOf } from '../support/outreach.ts';

vi.setConfig({ testTimeout: 180_000 });

let engine: TestDynamoDb;
beforeAll(async () => {
  engine = await startTestDynamoDb();
}, 60_000);
afterAll(() => engine?.stop());

const zone = 'Europe/Berlin';
const begin = at('2026-10-20T00:00:00.000Z');
const days = 12;
const limits = {
  'after-delivery': { quarantineDays: 7, mostADay: 4, reminderDays: 3 },
  service: { quarantineDays: 5, mostADay: 2, reminderDays: false },
} as const;

it('asks nobody within a quarantine, nobody beyond a day’s cap, and loses nobody', async () => {
  const random = randomFrom(20261022);
  // The second one ends after some days.
  const surveys = Object.entries(limits).map(([id, invite]) =>
    surveyOf({ id, ...(id === 'service' && { until: '2026-10-22' }) }, { delayHours: 2, ...invite }),
  );
  const outreach = await startOutreach(engine, surveys, { timeZone: zone });

  const arrivals = Array.from({ length: 1_000 }, (_, number) => ({
    number,
    when: begin + random.int((days - 3) * dayMs),
  })).sort((a, b) => a.when - b.when);
  const losing: Cut = () => (random.chance(0.01) ? random.pick(['before', 'after'] as const) : 'pass');
  let again: RecordChange[] = [];
  let doneUntil = begin;
  for (let now = begin; now < begin + days * dayMs; now += 6 * hourMs) {
    const shown = [...again];
    while (arrivals[0] && arrivals[0].when <= now) {
      const { number, when } = arrivals.shift() ?? { number: 0, when: 0 };
      const instant = new Date(when).toISOString();
      // Thirty customers, each in one of several spellings.
      const customer = `customer${number % 30}@shop.example`;
      const email = random.chance(0.2) ? customer.toUpperCase() : customer;
      const change = await outreach.store(`ORD-${number}`, arrived(instant, { email }), instant);
      shown.push(change, ...(random.chance(0.2) ? [change] : []));
    }
    // What failed comes again with all behind it, as Lambda shows it.
    const { retryFrom } = await outreach.follow(shown, now, losing);
    const from = shown.findIndex(({ sequence }) => sequence === retryFrom);
    again = from < 0 ? [] : shown.slice(from);
    const rounds = await Promise.allSettled([
      outreach.settle(now, { from: doneUntil - dayMs, cut: losing }),
      ...(random.chance(0.3) ? [outreach.settle(now + 1_000, { from: doneUntil - dayMs, cut: losing })] : []),
    ]);
    const whole = rounds.every((round) => round.status === 'fulfilled' && round.value.doneUntil !== undefined);
    if (whole) doneUntil = now;
  }
  const end = begin + days * dayMs;
  await outreach.follow(again, end);
  for (const hours of [0, 12, 24]) await outreach.settle(end + hours * hourMs, { from: begin });

  const invitations = new Map(
    (await itemsWith<Invitation>(outreach.board, 'invitation#')).map((each) => [each.id, each] as const),
  );
  const first = (await itemsWith<Notice>(outreach.board, 'notice#')).flatMap(({ about, person, createdAt }) =>
    about.kind === 'invitation' && !about.reminder
      ? [
          {
            invitation: about.invitation,
            survey: invitations.get(about.invitation)?.survey ?? '',
            person: person.id,
            when: at(createdAt),
          },
        ]
      : [],
  );
  expect(new Set(first.map(({ invitation }) => invitation)).size).toBe(first.length);
  expect(first.length).toBeGreaterThan(30);

  const closest = first.flatMap((one) =>
    first
      .filter((other) => other !== one && other.person === one.person && other.when <= one.when)
      .map((other) => ({ ...one, days: (one.when - other.when) / dayMs })),
  );
  for (const { survey, days: apart } of closest)
    expect(apart).toBeGreaterThanOrEqual(limits[survey as keyof typeof limits].quarantineDays);

  const byDay = new Map<string, number>();
  for (const { survey, when } of first) {
    const day = `${survey} ${dayAt(when, zone)}`;
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  for (const [day, asked] of byDay)
    expect(asked, day).toBeLessThanOrEqual(limits[day.split(' ')[0] as keyof typeof limits].mostADay);
  expect(Math.max(...byDay.values())).toBe(4);

  // Each delivery has its invitations, none of them waits, and the queue heard of exactly those who were asked.
  expect([...invitations.values()].filter(({ survey }) => survey === 'after-delivery')).toHaveLength(1_000);
  expect([...invitations.values()].filter(({ state }) => state === 'waiting')).toEqual([]);
  const asked = [...invitations.values()].filter(({ invitedAt }) => invitedAt !== undefined);
  expect(asked.map(({ id }) => id).sort()).toEqual(first.map(({ invitation }) => invitation).sort());
  expect(new Set(outreach.queue.map(({ subject }) => subject))).toEqual(new Set(asked.map(invitedSubject)));
  const bodies = new Set(outreach.queue.map((event) => JSON.stringify(event)));
  expect(bodies.size).toBe(asked.length);
  for (const { notices } of asked) expect(notices.length).toBeLessThanOrEqual(2);
});
