/** What one evaluation finds is told in one mail a person, whoever else evaluates at the same time. */
import { beforeEach, expect, test } from 'vitest';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import type { NewNotice } from '../../shared/core/notice/notice.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { readAlert } from '../../shared/store/alerts.ts';
import { itemsWith, putDeliveries, putObjective } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard(60_000);

beforeEach(async () => {
  await putDeliveries(board, '2018-03-31', 333, 265);
});

const friday = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;
const evaluate = (at = friday) =>
  evaluateObjectives(board, { kpis, tallies }, { now: at, asOf: '2018-04-01', waits: false });
const notices = () => itemsWith<NewNotice>(board, 'notice#');
const transitions = () => itemsWith<Transition>(board, 'transition#');

/** What a notice tells of, as `objective@version`. */
const aboutOf = ({ about }: NewNotice): string[] =>
  about.kind === 'alert'
    ? about.transitions.map(({ pk, sk }) => `${pk.slice('transition#'.length)}@${Number(sk)}`)
    : [];

test('two targets missed at once are one mail to each person, worst first, and the transitions name it', async () => {
  // The target of 80 % is at risk: 79.6 % does not prove it missed.
  await putObjective(board, { id: 'a-risk', target: 0.8 });
  await putObjective(board, { id: 'b-missed', target: 0.9 });
  await putObjective(board, { id: 'c-missed', target: 0.95, owner: 'coo' });
  await evaluate();
  const owed = await notices();
  expect(Object.fromEntries(owed.map((notice) => [notice.person.id, aboutOf(notice)]))).toEqual({
    ceo: ['c-missed@1', 'b-missed@1'],
    coo: ['c-missed@1', 'b-missed@1'],
    olga: ['b-missed@1', 'a-risk@1'],
  });
  for (const { objective, told, notices: named } of await transitions()) {
    const about = owed.filter((notice) => aboutOf(notice).includes(`${objective}@1`));
    expect([...named].sort()).toEqual(about.map(({ id }) => id).sort());
    expect([...told].sort()).toEqual(about.map(({ person }) => person.id).sort());
  }
});

test('of evaluations at once, each move is won by one, and every person hears of it once', async () => {
  const ids = Array.from({ length: 55 }, (_, index) => `target-${String(index).padStart(2, '0')}`);
  for (const id of ids) await putObjective(board, { id });
  const evaluations = await Promise.all(Array.from({ length: 4 }, () => evaluate()));
  const moved = evaluations.flatMap(({ outcomes }) =>
    outcomes.flatMap((outcome) => (outcome.outcome === 'judged' && outcome.moved ? [outcome.objective] : [])),
  );
  expect([...moved].sort()).toEqual(ids);
  expect((await transitions()).map(({ objective, version }) => `${objective}@${version}`).sort()).toEqual(
    ids.map((id) => `${id}@1`),
  );
  const owed = await notices();
  for (const person of ['ceo', 'coo', 'olga']) {
    const told = owed.filter((notice) => notice.person.id === person).flatMap(aboutOf);
    expect([...told].sort()).toEqual(ids.map((id) => `${id}@1`));
  }
  // A transaction takes 48 moves and three notices: two mails a person, or a few more where evaluations met.
  expect(owed.length).toBeGreaterThanOrEqual(6);
  expect(owed.length).toBeLessThanOrEqual(12 * 3);
});

test('a ladder climbs with the evaluations that follow, and the evidence says who did not acknowledge', async () => {
  const ladder = [
    { afterHours: 0, tell: ['olga'] },
    { afterHours: 24, tell: ['top-management'] },
  ];
  await putObjective(board, { ladder });
  await evaluate();
  expect((await evaluate(friday + 23 * hour)).outcomes).toMatchObject([{ moved: false }]);
  const { outcomes } = await evaluate(friday + 24 * hour);
  expect(outcomes).toMatchObject([{ state: 'missed', reason: 'ladder-climbed', told: ['ceo', 'coo'] }]);
  expect((await notices()).map(({ person, why }) => `${person.id}: ${why}`).sort()).toEqual([
    'ceo: ladder step 2',
    'coo: ladder step 2',
    'olga: owner',
  ]);
  const climbed = (await transitions()).find(({ reason }) => reason === 'ladder-climbed');
  expect(climbed?.evidence.unacknowledged).toEqual({
    ...{ since: new Date(friday).toISOString(), told: ['Olga'], hours: 24, business: false, step: 2, steps: 2 },
  });
  expect(await readAlert(board, 'on-time')).toMatchObject({
    state: 'missed',
    version: 2,
    told: ['olga', 'ceo', 'coo'],
  });
});

test('a process that changed is told to the owner once, with its control chart, while the target is met', async () => {
  await putObjective(board, { id: 'steady', target: 0.6, window: { days: 28 } });
  const day = (ago: number) => new Date(friday - ago * 24 * hour).toISOString().slice(0, 10);
  // 190 to 196 of 200, as ever; then, three days ago, 140.
  for (let ago = 60; ago >= 1; ago--) await putDeliveries(board, day(ago), 200, ago <= 3 ? 140 : 190 + 2 * (ago % 4));
  const sweep = (at = friday) => evaluateObjectives(board, { kpis, tallies }, { now: at, charts: true });
  const outcomes = [await sweep(), await sweep(), await sweep(friday + hour)].map(({ outcomes: [first] }) => first);
  expect(outcomes).toMatchObject([
    { reason: 'first-reading', state: 'met', told: ['olga'] },
    { reason: 'still-met', moved: false },
    { reason: 'still-met', moved: false },
  ]);
  expect(await readAlert(board, 'steady')).toMatchObject({ state: 'met', version: 2, reason: 'first-reading' });
  const changed = (await transitions()).find(({ reason }) => reason === 'process-changed');
  expect(changed?.evidence.signal).toMatchObject({ rule: 1, day: day(3), direction: 'worse', by: 'day' });
  expect(changed?.evidence.signal?.points.at(-1)).toMatchObject({ to: day(1), value: 0.7 });
});

test('a miss and a changed process that are found together are one mail to the owner, and a second look finds nothing', async () => {
  await putObjective(board, { id: 'steady', target: 0.95, window: { days: 7 } });
  const day = (ago: number) => new Date(friday - ago * 24 * hour).toISOString().slice(0, 10);
  for (let ago = 60; ago >= 1; ago--) await putDeliveries(board, day(ago), 200, ago <= 3 ? 140 : 190 + 2 * (ago % 4));
  const sweep = () => evaluateObjectives(board, { kpis, tallies }, { now: friday, charts: true });
  // Two at once: the race for the alert is won by one, with both of its moves.
  const raced = await Promise.all([sweep(), sweep()]);
  expect(
    raced.flatMap(({ outcomes }) => outcomes).filter((outcome) => 'moved' in outcome && outcome.moved),
  ).toHaveLength(1);
  expect((await sweep()).outcomes).toMatchObject([{ moved: false, told: [] }]);
  const owed = Object.fromEntries((await notices()).map((notice) => [notice.person.id, aboutOf(notice)]));
  expect(owed).toEqual({ ceo: ['steady@1'], coo: ['steady@1'], olga: ['steady@1', 'steady@2'] });
  expect((await transitions()).map(({ reason }) => reason).sort()).toEqual(['process-changed', 'target-missed']);
});
