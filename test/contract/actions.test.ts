import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FollowedAction, followActions } from '../../shared/actions/follow-actions.ts';
import { planAction } from '../../shared/actions/plan-action.ts';
import { updateAction, type WrittenFields } from '../../shared/actions/update-action.ts';
import { loadSetting } from '../../shared/alerts/setting.ts';
import type { Action, ActionEvent } from '../../shared/core/action/action.ts';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { toEvidenceReading } from '../../shared/core/alert/evidence.ts';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { toItem } from '../../shared/runtime/dynamodb.ts';
import { readAction, readActionEvent, readActionHistory } from '../../shared/store/actions.ts';
import { writeAlert } from '../../shared/store/alerts.ts';
import { markSettling } from '../../shared/store/settling.ts';
import { type NamedTable, take } from '../../shared/store/table.ts';
import { effectOn } from '../support/actions.ts';
import { itemsOf, itemsWith, putCompany, putDeliveries, putObjective } from '../support/board.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let dynamodb: TestDynamoDb;
let board: NamedTable;
beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
}, 60_000);
afterAll(() => dynamodb?.stop(), 60_000);
beforeEach(async () => {
  board = await dynamodb.createBoard();
  await putCompany(board);
  await putObjective(board, { effectivenessDays: 14 });
});

// São Paulo is three hours behind UTC: its days begin at 03:00.
const noon = (day: Day) => Date.parse(`${day}T15:00:00.000Z`);
const assign = async (given: Partial<{ owner: string; due: Day; day: Day }> = {}) => {
  const { owner = 'olga', due = '2026-03-16', day = '2026-03-02' } = given;
  const at = new Date(noon(day)).toISOString();
  const planned = await planAction(board, {
    objective: 'on-time',
    what: 'A second carrier',
    owner,
    by: 'ceo',
    due,
    at,
  });
  if (!planned) throw new Error('the objective is not in force');
  await board.client.send(new TransactWriteItemsCommand({ TransactItems: planned.items }));
  return planned.action;
};
const follow = (day: Day) => followActions(board, { kpis, tallies }, noon(day));
const update = async (fields: WrittenFields, day: Day, given: { version?: number; by?: string } = {}) => {
  const now = noon(day);
  const setting = await loadSetting(board, now, tallies);
  return updateAction(board, { id: 'A-1', fields, by: 'olga', now, ...given }, setting);
};
const finish = (day: Day) => update({ cause: 'One driver', correctiveAction: 'Two carriers', done: true }, day);
/** The same on each of some days. */
const deliver = async (from: Day, days: number, n: number, onTime: number) => {
  for (let each = 0; each < days; each++) await putDeliveries(board, addDays(from, each), n, onTime);
};
const reasons = (followed: FollowedAction[]) =>
  followed.flatMap((each) => (each.outcome === 'moved' ? [[each.reason, ...each.told]] : []));
const notices = () => itemsWith<Notice>(board, 'notice#');
const history = (id = 'A-1') => take(readActionHistory(board, id));

describe('assigned', () => {
  test('gets a number, a first entry, and one mail to its owner, all in one transaction', async () => {
    expect(await assign()).toMatchObject({ id: 'A-1', version: 1, termDays: 14 });
    expect(await assign({ owner: 'coo' })).toMatchObject({ id: 'A-2', owner: 'coo' });
    expect(await readAction(board, 'A-1')).toMatchObject({ state: 'open', owner: 'olga', assignedBy: 'ceo' });
    const [event, ...rest] = await history();
    expect(rest).toEqual([]);
    expect(event).toMatchObject({ reason: 'assigned', by: 'ceo', told: ['olga'] });
    expect(event?.grounds).toMatchObject({ names: { olga: 'Olga', ceo: 'Carla' }, timeZone: 'America/Sao_Paulo' });
    const [first] = (await notices()).filter(({ person }) => person.id === 'olga');
    expect(first).toMatchObject({ about: { kind: 'action', action: 'A-1', event: 1 }, state: 'pending' });
    expect(event?.notices).toEqual([first?.id]);
  });

  test('by two at once: one of them has to plan anew, and no number is given twice or left out', async () => {
    const both = await Promise.allSettled([assign(), assign()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await assign()).id).toBe('A-2');
    expect(await notices()).toHaveLength(2);
  });

  test('for an objective that is not in force: nothing is planned', async () => {
    const at = new Date(noon('2026-03-02')).toISOString();
    const given = { objective: 'no-such', what: 'x', owner: 'olga', by: 'ceo', due: '2026-03-16', at };
    expect(await planAction(board, given)).toBeUndefined();
  });

  test('to somebody who is not configured: said, and nobody is told in their place', async () => {
    const at = new Date(noon('2026-03-02')).toISOString();
    const given = { objective: 'on-time', what: 'x', owner: 'ghost', by: 'ceo', due: '2026-03-16', at };
    expect(await planAction(board, given)).toMatchObject({ unknownPeople: ['ghost'] });
  });
});

describe('followed', () => {
  test('from the reminder to the ladder to effective, each told once, with a history that says it all', async () => {
    await assign();
    await deliver('2026-02-20', 26, 40, 20);
    expect(reasons(await follow('2026-03-12'))).toEqual([]);
    expect(reasons(await follow('2026-03-13'))).toEqual([['reminded', 'olga']]);
    expect(reasons(await follow('2026-03-16'))).toEqual([]);
    expect(reasons(await follow('2026-03-17'))).toEqual([['overdue', 'olga']]);
    expect(reasons(await follow('2026-03-18'))).toEqual([['overdue-climbed', 'ceo', 'coo']]);
    expect(reasons(await follow('2026-03-19'))).toEqual([]);
    expect(await finish('2026-03-19')).toMatchObject({ outcome: 'updated', action: { state: 'done' } });
    // Old misses lie within the objective's own window, and say nothing about the action.
    await deliver('2026-03-20', 14, 40, 39);
    expect(reasons(await follow('2026-04-02'))).toEqual([]);
    expect(reasons(await follow('2026-04-03'))).toEqual([['found-effective', 'olga', 'ceo', 'coo']]);
    expect(await follow('2026-04-04')).toEqual([]);
    const entries = await history();
    expect(entries.map(({ version, reason, by }) => [version, reason, by])).toEqual([
      [1, 'assigned', 'ceo'],
      [2, 'reminded', undefined],
      [3, 'overdue', undefined],
      [4, 'overdue-climbed', undefined],
      [5, 'marked-done', 'olga'],
      [6, 'found-effective', undefined],
    ]);
    const judged = await readActionEvent(board, 'A-1', 6);
    expect(judged?.reading).toMatchObject({ from: '2026-03-20', to: '2026-04-02', n: 560, value: 0.975 });
    expect(entries.map(({ after }) => after.version)).toEqual([1, 2, 3, 4, 5, 6]);
    // Assigned, reminded, overdue, climbed (two), effective (three).
    expect(await notices()).toHaveLength(8);
  });

  test('done, and missed again: reopened at once; done again, and met: effective', async () => {
    await assign();
    await finish('2026-03-10');
    await deliver('2026-03-11', 3, 40, 20);
    expect(reasons(await follow('2026-03-14'))).toEqual([['found-ineffective', 'olga', 'ceo', 'coo']]);
    expect(await readAction(board, 'A-1')).toMatchObject({ state: 'open', reopened: 1, due: '2026-03-28' });
    expect(await update({ done: true }, '2026-03-20')).toMatchObject({ outcome: 'updated' });
    await deliver('2026-03-21', 14, 40, 40);
    expect(reasons(await follow('2026-04-04'))).toEqual([['found-effective', 'olga', 'ceo', 'coo']]);
  });

  test('by two sweeps at once, and by one that runs again: one mail each', async () => {
    await assign();
    await Promise.all(Array.from({ length: 5 }, () => follow('2026-03-17')));
    await follow('2026-03-17');
    const [, overdue, ...rest] = await history();
    expect([overdue?.reason, rest]).toEqual(['overdue', []]);
    expect(await notices()).toHaveLength(2);
  });

  test('silence closes nothing: a feed that died after good days leaves it done', async () => {
    await assign();
    await finish('2026-03-10');
    await deliver('2026-03-11', 5, 40, 40);
    const silent: Alert = {
      ...{ objective: 'on-time', objectiveVersion: 1, state: 'silent', since: '', reason: 'source-silent', version: 1 },
      ...{ reading: toEvidenceReading(effectOn('silent', '2026-03-20').reading), metEnds: [], told: [] },
    };
    await writeAlert(board, silent);
    for (const day of ['2026-03-25', '2026-04-08', '2026-06-01']) expect(reasons(await follow(day))).toEqual([]);
    await writeAlert(board, { ...silent, state: 'met', version: 2 });
    expect(reasons(await follow('2026-06-02'))).toEqual([['found-effective', 'olga', 'ceo']]);
  });

  test('neither met nor missed is proven in twice the window: it reopens, and says so', async () => {
    await assign();
    await finish('2026-03-10');
    await deliver('2026-03-11', 14, 1, 1);
    expect(reasons(await follow('2026-03-25'))).toEqual([]);
    expect(reasons(await follow('2026-04-07'))).toEqual([]);
    expect(reasons(await follow('2026-04-08'))).toEqual([['not-shown-to-work', 'olga', 'ceo', 'coo']]);
  });

  test('not judged while a back-fill settles: half of an import is no effect', async () => {
    await assign();
    await finish('2026-03-10');
    await deliver('2026-03-11', 14, 40, 40);
    await markSettling(board, 'delivery', new Date(noon('2026-03-26')).toISOString());
    expect(reasons(await follow('2026-03-25'))).toEqual([]);
    expect(reasons(await follow('2026-03-26'))).toEqual([['found-effective', 'olga', 'ceo']]);
  });

  test('one that cannot be followed leaves the others alone', async () => {
    await assign();
    await assign();
    await putObjective(board, { id: 'other', kpi: 'no-such-kpi' });
    const broken = { ...((await readAction(board, 'A-1')) as Action), objective: 'other' };
    const Item = toItem({ pk: 'action', sk: 'A-1', kind: 'action', ...broken });
    await board.client.send(new PutItemCommand({ TableName: board.name, Item }));
    const followed = await follow('2026-03-17');
    expect(followed).toMatchObject([
      { outcome: 'no-objective', action: 'A-1' },
      { outcome: 'moved', action: 'A-2', reason: 'overdue' },
    ]);
  });
});

describe('updated', () => {
  test('by somebody who saw an older version: nothing is overwritten', async () => {
    await assign();
    expect(await update({ cause: 'One driver' }, '2026-03-03', { version: 1 })).toMatchObject({ outcome: 'updated' });
    expect(await update({ cause: 'Snow' }, '2026-03-03', { version: 1 })).toMatchObject({
      outcome: 'stale',
      action: { cause: 'One driver', version: 2 },
    });
  });

  test('resources that are asked for reach top management, and what is granted reaches the owner', async () => {
    await assign();
    expect(await update({ resourcesAsked: 'A van' }, '2026-03-03')).toMatchObject({ told: ['ceo', 'coo'] });
    expect(await update({ resourcesGranted: 'Two vans' }, '2026-03-04')).toMatchObject({ outcome: 'refused' });
    expect(await update({ resourcesGranted: 'A van' }, '2026-03-04', { by: 'coo' })).toMatchObject({ told: ['olga'] });
    expect((await history()).map(({ reason }) => reason)).toEqual(['assigned', 'resources-asked', 'resources-granted']);
  });

  test('at the same time as a sweep: both happen, one after the other', async () => {
    await assign();
    await Promise.all([update({ cause: 'One driver' }, '2026-03-17'), follow('2026-03-17')]);
    const entries: ActionEvent[] = await history();
    expect(entries.map(({ reason }) => reason).sort()).toEqual(['assigned', 'overdue', 'updated']);
    expect(await readAction(board, 'A-1')).toMatchObject({ cause: 'One driver', version: 3, climbed: 0 });
  });

  test('that does not exist: said', async () => {
    expect(await update({ cause: 'x' }, '2026-03-03')).toEqual({ outcome: 'unknown-action' });
    expect(await itemsOf(board, 'action')).toEqual([]);
  });
});
