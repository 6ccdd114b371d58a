import { describe, expect, test } from 'vitest';
import type { Action, ActionReason } from '../../shared/core/action/action.ts';
import { type ActionFacts, effectPeriod, followAction } from '../../shared/core/action/follow-action.ts';
import { assigned, doneOn, effectOn, factsAfter, factsAt, officeHours } from '../support/actions.ts';
import { onTime90 } from '../support/judgement.ts';

/** What came of it: the reason and who is told; nothing where it did not move. */
const cameOf = (action: Action, facts: ActionFacts): [ActionReason?, ...string[]] => {
  const followed = followAction(action, facts);
  return followed.moved ? [followed.reason, ...followed.tell] : [];
};
/** The action after a series of facts. */
const following = (action: Action, ...series: ActionFacts[]): Action =>
  series.reduce((each, facts) => followAction(each, facts).action, action);

describe('an open action', () => {
  test.each<[string, Action, ActionFacts, [ActionReason?, ...string[]]]>([
    ['on the day it is assigned: nothing', assigned(), factsAt('2026-03-02'), []],
    ['four days before it is due: nothing', assigned(), factsAt('2026-03-12'), []],
    ['three days before: its owner is reminded', assigned(), factsAt('2026-03-13'), ['reminded', 'piotr']],
    ['on the due day, never reminded: its owner is', assigned(), factsAt('2026-03-16'), ['reminded', 'piotr']],
    ['reminded already: not again', assigned({ remindedAt: '2026-03-13T10:00:00.000Z' }), factsAt('2026-03-16'), []],
    [
      'assigned today for tomorrow: no reminder today',
      assigned({ due: '2026-03-03', termDays: 1 }),
      factsAt('2026-03-02T23:00:00.000Z'),
      [],
    ],
    [
      'assigned yesterday for today: a reminder',
      assigned({ due: '2026-03-03', termDays: 1 }),
      factsAt('2026-03-03'),
      ['reminded', 'piotr'],
    ],
    ['the day after it was due: its owner at once', assigned(), factsAt('2026-03-17'), ['overdue', 'piotr']],
    [
      'long overdue when it is first looked at: the owner and every step that is due, in one mail each',
      assigned(),
      factsAt('2026-03-20'),
      ['overdue', 'piotr', 'ceo', 'coo'],
    ],
    [
      'a ladder that begins at once is told at once',
      assigned(),
      factsAt('2026-03-17', { steps: [{ afterHours: 0, tell: ['piotr', 'ceo'] }] }),
      ['overdue', 'piotr', 'ceo'],
    ],
    [
      'the due day ends in the company’s own zone',
      assigned(),
      factsAt('2026-03-16T23:30:00.000Z', { today: '2026-03-17', policy: { timeZone: 'Europe/Berlin' } }),
      ['overdue', 'piotr'],
    ],
    [
      'before the company is at work: nobody is told at night',
      assigned(),
      factsAt('2026-03-17T07:59:00.000Z', { policy: officeHours }),
      [],
    ],
    [
      'when the company is at work: its owner',
      assigned(),
      factsAt('2026-03-17T08:00:00.000Z', { policy: officeHours }),
      ['overdue', 'piotr'],
    ],
  ])('%s', (_, action, facts, expected) => {
    expect(cameOf(action, facts)).toEqual(expected);
  });
});

describe('an overdue action', () => {
  const overdue = following(assigned(), factsAt('2026-03-17T08:00:00.000Z', { policy: officeHours }));
  const climbed = following(overdue, factsAt('2026-03-20T08:00:00.000Z', { policy: officeHours }));
  test.each<[string, Action, string, [ActionReason?, ...string[]]]>([
    ['24 hours later by the clock, not by the company’s: nothing', overdue, '2026-03-18T08:00:00.000Z', []],
    ['a minute before 24 business hours: nothing', overdue, '2026-03-19T15:59:00.000Z', []],
    ['after 24 business hours: top management', overdue, '2026-03-19T16:00:00.000Z', ['overdue-climbed', 'ceo', 'coo']],
    ['climbed: nothing the next day', climbed, '2026-03-21T08:00:00.000Z', []],
    ['climbed: nothing six days later', climbed, '2026-03-26T08:00:00.000Z', []],
    [
      'still overdue a week later: everybody who knows',
      climbed,
      '2026-03-27T08:00:00.000Z',
      ['overdue-again', 'piotr', 'ceo', 'coo'],
    ],
  ])('%s', (_, action, at, expected) => {
    expect(cameOf(action, factsAt(at, { policy: officeHours }))).toEqual(expected);
  });

  test('an objective that never repeats is told once', () => {
    const objective = { ...factsAt('2026-04-27').objective, repeatDays: 0 };
    expect(cameOf(climbed, factsAt('2026-04-27', { objective, policy: officeHours }))).toEqual([]);
  });

  test('done in time, or late: nobody is reminded any more', () => {
    expect(cameOf(doneOn('2026-03-12'), factsAt('2026-03-13'))).toEqual([]);
    expect(cameOf({ ...overdue, ...doneOn('2026-03-18') }, factsAt('2026-04-20'))).toEqual([]);
  });
});

describe('a done action', () => {
  const day = '2026-03-10';
  test.each<[string, ActionFacts, [ActionReason?, ...string[]]]>([
    ['nothing counts yet', factsAt('2026-03-11'), []],
    ['met, but not for long enough', factsAfter(day, 28, 'met'), []],
    ['met over the whole window: effective', factsAfter(day, 29, 'met'), ['found-effective', 'piotr', 'ceo']],
    ['too few at the window’s end: wait', factsAfter(day, 29, 'insufficient'), []],
    ['at risk at the window’s end: wait', factsAfter(day, 29, 'at-risk'), []],
    ['met later than the window’s end: effective', factsAfter(day, 40, 'met'), ['found-effective', 'piotr', 'ceo']],
    [
      'missed on the second day: reopened at once',
      factsAfter(day, 2, 'missed'),
      ['found-ineffective', 'piotr', 'ceo', 'coo'],
    ],
    ['missed after the window: reopened', factsAfter(day, 40, 'missed'), ['found-ineffective', 'piotr', 'ceo', 'coo']],
    ['not proven a day before twice the window: wait', factsAfter(day, 56, 'at-risk'), []],
    [
      'not proven in twice the window: not shown to work',
      factsAfter(day, 57, 'at-risk'),
      ['not-shown-to-work', 'piotr', 'ceo', 'coo'],
    ],
    [
      'too few in twice the window: not shown to work',
      factsAfter(day, 57, 'insufficient'),
      ['not-shown-to-work', 'piotr', 'ceo', 'coo'],
    ],
    ['silence at the window’s end proves nothing', factsAfter(day, 29, 'silent'), []],
    ['silence for ever closes nothing, and reopens nothing', factsAfter(day, 300, 'silent'), []],
    [
      'a feed that died after weeks that were met: wait',
      factsAt('2026-04-08', { effect: { ...effectOn('met', '2026-04-07'), silent: true } }),
      [],
    ],
    ['nothing may be judged now: wait', factsAt('2026-12-31'), []],
    [
      'met while the window’s last day still runs: wait',
      factsAt('2026-04-07', { effect: effectOn('met', '2026-04-07') }),
      [],
    ],
    [
      'not proven while the last day of twice the window still runs: wait',
      factsAt('2026-05-05', { effect: effectOn('at-risk', '2026-05-05') }),
      [],
    ],
  ])('%s', (_, facts, expected) => {
    expect(cameOf(doneOn(day), facts)).toEqual(expected);
  });

  test('those who were told that it is overdue are told that it works', () => {
    const overdue = following(assigned(), factsAt('2026-03-20'));
    const done: Action = { ...overdue, state: 'done', done: { by: 'piotr', at: '', day } };
    expect(cameOf(done, factsAfter(day, 29, 'met'))).toEqual(['found-effective', 'piotr', 'ceo', 'coo']);
  });

  test('reopened: open for as long as it was given at first, with what was written, and nothing left of the old term', () => {
    const overdue = following(assigned(), factsAt('2026-03-13'), factsAt('2026-03-20'));
    const done: Action = { ...overdue, ...doneOn('2026-03-21'), version: overdue.version + 1 };
    const reopened = following(done, factsAfter('2026-03-21', 10, 'missed'));
    expect(reopened).toMatchObject({
      state: 'open',
      reopened: 1,
      openedOn: '2026-03-31',
      due: '2026-04-14',
      climbed: 0,
    });
    expect(reopened).toMatchObject({ cause: 'One driver a night', told: ['piotr', 'ceo', 'coo'] });
    for (const gone of ['done', 'overdueFrom', 'toldAt', 'remindedAt']) expect(reopened).not.toHaveProperty(gone);
    expect(cameOf(reopened, factsAt('2026-04-11'))).toEqual(['reminded', 'piotr']);
    expect(cameOf(reopened, factsAt('2026-04-15'))).toEqual(['overdue', 'piotr']);
  });

  test('reopened: two weeks where it was due on the day it was assigned', () => {
    const reopened = following(doneOn(day, { termDays: 0 }), factsAfter(day, 2, 'missed'));
    expect(reopened.due).toBe('2026-03-26');
  });

  test('effective: closed for good, whatever comes', () => {
    const effective = following(doneOn(day), factsAfter(day, 29, 'met'));
    expect(effective).toMatchObject({ state: 'effective', closedAt: '2026-04-08T10:00:00.000Z' });
    expect(cameOf(effective, factsAfter(day, 40, 'missed'))).toEqual([]);
    expect(cameOf(effective, factsAt('2026-12-31'))).toEqual([]);
  });
});

describe('the days on which an effect shows', () => {
  const objective = { effectivenessDays: 28 };
  test.each([
    ['none on the day it was done', '2026-03-10', undefined],
    ['begin on the day after', '2026-03-11', { from: '2026-03-11', to: '2026-03-11' }],
    ['grow with what counts', '2026-04-20', { from: '2026-03-11', to: '2026-04-20' }],
    ['end with twice the window', '2027-01-01', { from: '2026-03-11', to: '2026-05-05' }],
  ])('%s', (_, last, expected) => {
    expect(effectPeriod(doneOn('2026-03-10'), objective, last)).toEqual(expected);
  });

  test('are a whole window of days that count, where the objective counts later', () => {
    const counted = { ...objective, countsFrom: '2026-04-05' };
    const done = doneOn('2026-03-10');
    expect(effectPeriod(done, counted, '2027-01-01')).toEqual({ from: '2026-04-05', to: '2026-05-30' });
    const on = (last: string, today: string, verdict: 'met' | 'at-risk') =>
      cameOf(
        done,
        factsAt(today, { objective: { ...onTime90, countsFrom: '2026-04-05' }, effect: effectOn(verdict, last) }),
      )[0];
    expect(on('2026-04-07', '2026-04-08', 'met')).toBeUndefined();
    expect(on('2026-05-01', '2026-05-02', 'met')).toBeUndefined();
    expect(on('2026-05-02', '2026-05-03', 'met')).toBe('found-effective');
    expect(on('2026-05-29', '2026-05-30', 'at-risk')).toBeUndefined();
    expect(on('2026-05-30', '2026-05-31', 'at-risk')).toBe('not-shown-to-work');
  });

  test('leave out what the objective does not count, and an open action has none', () => {
    const counted = { ...objective, countsFrom: '2026-04-01' };
    expect(effectPeriod(doneOn('2026-03-10'), counted, '2026-04-20')?.from).toBe('2026-04-01');
    expect(effectPeriod(doneOn('2026-03-10'), counted, '2026-03-20')).toBeUndefined();
    expect(effectPeriod(assigned(), objective, '2026-04-20')).toBeUndefined();
  });
});
