/** evaluate against a real DynamoDB engine: rows in, alerts, transitions and notices out. */
import { beforeEach, describe, expect, test } from 'vitest';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import type { Alert } from '../../shared/core/alert/alert.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import type { NewNotice } from '../../shared/core/notice/notice.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { readAlert, readTransition } from '../../shared/store/alerts.ts';
import { markSettling } from '../../shared/store/settling.ts';
import { itemsOf, itemsWith, putConfig, putDeliveries, putException, putObjective } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard();

const now = Date.parse('2026-11-21T12:00:00Z');
const evaluate = (asOf?: string, at = now) =>
  evaluateObjectives(board, { kpis, tallies }, { now: at, ...(asOf && { asOf, waits: false }) });
const notices = () => itemsWith<NewNotice>(board, 'notice#');
const told = async () => (await notices()).map(({ person }) => person.id).sort();
const transitions = () => itemsOf<Transition>(board, 'transition#on-time');

/** March 2018 as in the marketplace's file: 265 of 333 on time, and a good February. */
const putMarch = async () => {
  await putDeliveries(board, '2018-02-10', 300, 285);
  await putDeliveries(board, '2018-03-05', 200, 180);
  await putDeliveries(board, '2018-03-31', 100, 60, 'total', 'a');
  await putDeliveries(board, '2018-03-31', 33, 25, 'total', 'b');
  // What comes after the window belongs to the next.
  await putDeliveries(board, '2018-04-01', 500, 500);
};

describe('a target missed in March, evaluated as of 1 April', () => {
  beforeEach(async () => {
    await putObjective(board);
    await putMarch();
  });

  test('moves the alert, and tells each of top management and the owner once', async () => {
    const { outcomes } = await evaluate('2018-04-01');
    expect(outcomes).toMatchObject([
      {
        outcome: 'judged',
        state: 'missed',
        reason: 'target-missed',
        moved: true,
        reading: { from: '2018-03-01', to: '2018-03-31', n: 333, value: 265 / 333 },
      },
    ]);
    expect(await told()).toEqual(['ceo', 'coo', 'olga']);
    const [notice] = await notices();
    expect(notice).toMatchObject({
      kind: 'notice',
      state: 'pending',
      attempts: 0,
      createdAt: '2026-11-21T12:00:00.000Z',
    });
    expect(notice?.id).toMatch(/^[A-Za-z0-9_-]+$/);
    const [key] = notice?.about.kind === 'alert' ? notice.about.transitions : [];
    const transition = key && (await readTransition(board, key));
    expect(transition).toMatchObject({ from: null, to: 'missed', told: ['ceo', 'coo', 'olga'] });
    expect(transition?.notices).toContain(notice?.id);
  });

  test('says in the evidence what the mail needs: history, versions, since when', async () => {
    await evaluate('2018-04-01');
    const [transition] = await transitions();
    const { evidence } = transition as Transition;
    expect(evidence).toMatchObject({
      objective: { id: 'on-time', version: 1, target: 0.9 },
      approval: { author: 'olga', effectiveFrom: '2016-01-01' },
      reading: { policy: 3, epoch: 0, n: 333 },
      timeZone: 'America/Sao_Paulo',
      sinceDay: '2018-03-01',
    });
    expect(evidence.history).toHaveLength(13);
    expect(evidence.history.at(-1)).toMatchObject({ from: '2018-03-01', n: 333, state: 'missed' });
    expect(evidence.history.at(-2)).toMatchObject({ from: '2018-02-01', n: 300, state: 'met' });
    expect(evidence.history[0]).toMatchObject({ from: '2017-03-01', n: 0, value: null });
  });

  test('sends nothing the second time, whether asked as of the day or as of today', async () => {
    await evaluate('2018-04-01');
    const again = await evaluate('2018-04-01');
    expect(again.outcomes).toMatchObject([{ moved: false, reason: 'still-missed', told: [] }]);
    const today = await evaluate();
    expect(today.outcomes).toMatchObject([{ moved: false, verdict: 'insufficient', state: 'missed' }]);
    expect(await notices()).toHaveLength(3);
    expect(await transitions()).toHaveLength(1);
  });

  test('writes one set of notices when two evaluations race', async () => {
    const races = await Promise.all(Array.from({ length: 6 }, () => evaluate('2018-04-01')));
    const moved = races.flatMap(({ outcomes }) => outcomes).filter((outcome) => 'moved' in outcome && outcome.moved);
    expect(moved).toHaveLength(1);
    expect(await told()).toEqual(['ceo', 'coo', 'olga']);
    expect(await transitions()).toHaveLength(1);
    expect((await readAlert(board, 'on-time'))?.version).toBe(1);
  });

  test('clears once late deliveries turn out to have been on time, and tells the same people', async () => {
    await evaluate('2018-04-01');
    await putDeliveries(board, '2018-03-31', 100, 99, 'total', 'a');
    // Met on one window end does not clear yet; on a second it does.
    expect((await evaluate('2018-04-01')).outcomes).toMatchObject([{ state: 'missed', reason: 'not-yet-cleared' }]);
    expect((await evaluate('2018-04-01')).outcomes).toMatchObject([{ state: 'missed', reason: 'not-yet-cleared' }]);
    expect((await evaluate('2018-04-02')).outcomes).toMatchObject([{ state: 'met', reason: 'cleared-by-holding' }]);
    expect(await told()).toEqual(['ceo', 'ceo', 'coo', 'coo', 'olga', 'olga']);
  });

  test('tells which slices account for it and five records, the worst first', async () => {
    await putDeliveries(board, '2018-03-31', 60, 5, 'carrier=Alpine');
    await putDeliveries(board, '2018-03-31', 250, 240, 'carrier=Boreal');
    await putDeliveries(board, '2018-03-31', 23, 20, 'carrier=Cirrus');
    const carriers = [...Array(6).fill('carrier=Alpine'), 'carrier=Boreal', 'carrier=Cirrus'];
    for (const [i, carrier] of carriers.entries()) {
      const exception = {
        reason: 'late',
        day: '2018-03-31',
        slices: ['total', carrier],
        lateDays: i,
        lateMinutes: i * 1440,
      };
      await putException(board, `ORD-${i}`, { ...exception, reason: 'late' });
    }
    await putException(board, 'ORD-SHORT', { reason: 'short', day: '2018-03-31', slices: ['total'] });
    await putException(board, 'ORD-APRIL', {
      reason: 'late',
      day: '2018-04-01',
      slices: ['total'],
      lateMinutes: 99_999,
    });
    await evaluate('2018-04-01');
    const [transition] = await transitions();
    const { contributions, examples, exampleTotal } = (transition as Transition).evidence;
    expect(contributions[0]).toMatchObject({ slice: 'carrier=Alpine', n: 60, misses: 55, shareOfMisses: 55 / 68 });
    expect(contributions.map(({ slice }) => slice)).not.toContain('carrier=Boreal');
    expect(examples.map(({ subject }) => subject)).toEqual(['ORD-7', 'ORD-6', 'ORD-5', 'ORD-4', 'ORD-3']);
    expect(exampleTotal).toBe(8);
  });

  test('goes on without a person who is not configured, and says so', async () => {
    await putObjective(
      board,
      {
        ladder: [
          { afterHours: 0, tell: ['ceo', 'ghost'] },
          { afterHours: 4, tell: ['coo'] },
        ],
      },
      2,
    );
    const { outcomes } = await evaluate('2018-04-01');
    expect(outcomes).toMatchObject([{ state: 'missed', told: ['ceo'], unknownPeople: ['ghost'] }]);
    expect(await told()).toEqual(['ceo']);
  });

  test('waits for a back-fill to settle unless asked not to', async () => {
    await markSettling(board, 'delivery', new Date(now + 60_000).toISOString());
    const live = (at: number) => evaluateObjectives(board, { kpis, tallies }, { now: at, asOf: '2018-04-01' });
    expect((await live(now)).outcomes).toEqual([{ outcome: 'settling', objective: 'on-time' }]);
    expect(await notices()).toHaveLength(0);
    expect((await live(now + 60_000)).outcomes).toMatchObject([{ state: 'missed' }]);
  });

  test('judges anew when the objective changes, without a second mail while it is missed', async () => {
    await evaluate('2018-04-01');
    await putObjective(board, { target: 0.85 }, 2);
    expect((await evaluate('2018-04-01')).outcomes).toMatchObject([
      { state: 'missed', reason: 'objective-changed', told: [] },
    ]);
    await putObjective(board, { target: 0.75 }, 3);
    expect((await evaluate('2018-04-01')).outcomes).toMatchObject([
      { state: 'met', reason: 'objective-changed', told: ['ceo', 'coo', 'olga'] },
    ]);
  });
});

test('importing history says nothing about today', async () => {
  await putObjective(board);
  await putMarch();
  expect((await evaluate()).outcomes).toMatchObject([{ state: 'insufficient', reason: 'too-few-to-judge', told: [] }]);
  expect(await notices()).toHaveLength(0);
});

test('a feed that died is silent, and its owner is told', async () => {
  await putObjective(board);
  for (let day = 1; day <= 31; day++) await putDeliveries(board, `2026-10-${String(day).padStart(2, '0')}`, 10, 10);
  const { outcomes } = await evaluate('2026-11-05');
  expect(outcomes).toMatchObject([{ state: 'silent', reason: 'source-silent', told: ['olga'] }]);
  const [transition] = await transitions();
  expect(transition?.evidence.silentSources).toEqual([{ source: 'erp', lastSeen: '2026-10-31' }]);
});

test('an objective that is not in force on the day is said to be so', async () => {
  await putConfig(board, 'objective', { id: 'later' }, { effectiveFrom: '2026-12-01' });
  expect((await evaluate()).outcomes).toEqual([{ outcome: 'not-in-force', objective: 'later', from: '2026-12-01' }]);
});

test('an objective with a KPI that does not exist leaves the others alone', async () => {
  await putObjective(board, { id: 'a-bad-one', kpi: 'no-such-kpi' });
  await putObjective(board);
  await putMarch();
  expect((await evaluate('2018-04-01')).outcomes).toMatchObject([
    { outcome: 'unknown-kpi', kpi: 'no-such-kpi' },
    { outcome: 'judged', state: 'missed' },
  ]);
});

test('nothing before the day from which an objective counts is judged', async () => {
  await putObjective(board, { countsFrom: '2018-03-31' });
  await putMarch();
  expect((await evaluate('2018-04-01')).outcomes).toMatchObject([{ reading: { from: '2018-03-31', n: 133 } }]);
  await putObjective(board, { countsFrom: '2018-06-01' }, 2);
  expect((await evaluate('2018-04-01')).outcomes).toEqual([{ outcome: 'not-yet-counting', objective: 'on-time' }]);
});

test('within a slice the exceptions tell which other slices account for it', async () => {
  await putObjective(board, { slice: { source: 'erp' }, leastN: 5 });
  await putDeliveries(board, '2018-03-31', 20, 17, 'source=erp');
  for (const [i, carrier] of ['Alpine', 'Alpine', 'Boreal'].entries()) {
    const slices = ['total', 'source=erp', `carrier=${carrier}`];
    await putException(board, `ORD-${i}`, { reason: 'overdue', day: '2018-03-31', slices });
  }
  await evaluate('2018-04-01');
  const alert = (await readAlert(board, 'on-time')) as Alert;
  expect(alert.state).toBe('at-risk');
  const [transition] = await transitions();
  expect(transition?.evidence.contributions).toEqual([
    { slice: 'carrier=Alpine', value: null, n: 0, misses: 2, shareOfMisses: 2 / 3 },
    { slice: 'carrier=Boreal', value: null, n: 0, misses: 1, shareOfMisses: 1 / 3 },
  ]);
});
