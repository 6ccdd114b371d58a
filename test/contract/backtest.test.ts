/** A back-test decides what the live path decides: the same rows, day by day, in memory and through the board. */
import { expect, test } from 'vitest';
import { groundOf, play, spanToRead } from '../../cli/backtest/play.ts';
import { readPlan } from '../../cli/backtest/read-plan.ts';
import { runBacktest } from '../../cli/backtest/run-backtest.ts';
import { audienceFor } from '../../shared/alerts/audience.ts';
import { evaluateObjectives } from '../../shared/alerts/evaluate-objectives.ts';
import { rowsFor } from '../../shared/alerts/judge-objective.ts';
import { loadSetting } from '../../shared/alerts/setting.ts';
import type { Transition } from '../../shared/core/alert/transition.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import { addDays, instantAt } from '../../shared/core/time/calendar.ts';
import { kpiById, kpis, tallies } from '../../shared/kpis/registry.ts';
import { itemsOf, putDeliveries, putObjective } from '../support/board.ts';
import { useCompanyBoard } from '../support/company-board.ts';

const board = useCompanyBoard(60_000);

const zone = 'America/Sao_Paulo';
const first = '2018-01-01';
const span = { from: '2018-02-20', to: '2018-06-10' };
const noon = (day: string) => instantAt(`${day}T12:00:00`, zone);

/** On time of a hundred a day: good, a fall on 20 March, good again from 20 April, nothing from 10 to 20 May, then good. */
const onTimeOn = (index: number, day: string): number | undefined => {
  if (day >= '2018-05-10' && day <= '2018-05-20') return undefined;
  const swing = index % 2 === 0 ? 1 : -1;
  return (day >= '2018-03-20' && day < '2018-04-20' ? 78 : 95) + swing;
};

const putHistory = async () => {
  for (let index = 0; addDays(first, index) <= span.to; index++) {
    const day = addDays(first, index);
    const onTime = onTimeOn(index, day);
    if (onTime !== undefined) await putDeliveries(board, day, 100, onTime);
  }
};

const given: Partial<Objective> = {
  window: { days: 7 },
  target: 0.9,
  ladder: [
    { afterHours: 0, tell: ['olga'] },
    { afterHours: 48, tell: ['top-management'] },
  ],
};
const file = `objectives:
  - id: on-time
    title: On-time delivery
    kpi: on-time-delivery
    window: { days: 7 }
    target: 90 %
    direction: at-least
    owner: olga
    ladder:
      - { afterHours: 0, tell: [olga] }
      - { afterHours: 48, tell: [top-management] }
`;

/** Every move, as it happened. */
interface Told {
  at: string;
  from: string | null;
  to: string;
  reason: string;
  told: string[];
}

/** Through the board: evaluated at noon of each day, until nothing moves. */
const evaluateDays = async (asOf: boolean): Promise<Told[]> => {
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
    for (let moved = true; moved; ) {
      const evaluation = await evaluateObjectives(
        board,
        { kpis, tallies },
        { now: noon(day), waits: false, charts: true, ...(asOf && { asOf: day }) },
      );
      moved = evaluation.outcomes.some((outcome) => outcome.outcome === 'judged' && outcome.moved);
    }
  }
  const transitions = await itemsOf<Transition>(board, 'transition#on-time');
  return transitions.map(({ at, from, to, reason, told }) => ({ at, from, to, reason, told: [...told].sort() }));
};

const planNow = async () =>
  readPlan({ file: 'targets.yaml', text: file }, await loadSetting(board, noon(span.from), tallies));

const playDays = async (): Promise<Told[]> => {
  const { objectives, grounds, people } = await planNow();
  const [objective] = objectives;
  const kpi = kpiById('on-time-delivery');
  if (!objective || !kpi) throw new Error('the file holds an objective');
  const read = spanToRead(grounds, objective, kpi, span);
  const rows = await rowsFor(board, grounds, kpi, 'total', read);
  const ground = groundOf(grounds, objective, kpi, rows, read);
  const { moves } = play(grounds, objective, kpi, audienceFor(objective, people), ground, span);
  return moves.map(({ day, from, decision }) => ({
    at: new Date(noon(day)).toISOString(),
    ...{ from, to: decision.alert.state, reason: decision.reason, told: [...decision.tell].sort() },
  }));
};

test.each([
  ['as of each day', true],
  ['live, on each day', false],
])('the moves of a back-test are those of evaluations %s', async (_, asOf) => {
  await putHistory();
  const played = await playDays();
  // The story has all that a test of sameness needs: misses, steps of the ladder, repeats, silence, signals.
  const reasons = new Set(played.map(({ reason }) => reason));
  for (const reason of ['not-proven', 'got-worse', 'ladder-climbed', 'told-again', 'source-silent', 'process-changed'])
    expect(reasons, reason).toContain(reason);
  await putObjective(board, given);
  expect(await evaluateDays(asOf)).toEqual(played);
});

test('tells alerts, their lengths and what other targets cost', async () => {
  await putHistory();
  const { results, together } = await runBacktest(
    (...what) => rowsFor(board, { epoch: 0 }, ...what),
    await planNow(),
    span,
  );
  const [result] = results;
  // On the 22nd two of seven days are bad, 90.1 %; on the 23rd three, 87.7 %.
  expect(result?.alerts).toMatchObject([
    { opened: '2018-03-23', states: ['at-risk', 'missed'], cleared: { reason: 'cleared-by-holding' } },
    { states: ['silent'], cleared: { reason: 'source-speaks' } },
  ]);
  expect(result?.totals).toMatchObject({ alerts: 2, proven: 1, silent: 1 });
  const targets = result?.targets ?? [];
  expect(targets.map(({ target }) => target)).toHaveLength(5);
  expect(targets[2]).toEqual({ target: 0.9, totals: result?.totals });
  const daysOpen = targets.map(({ totals }) => totals.daysOpen);
  expect([...daysOpen].sort((a, b) => a - b)).toEqual(daysOpen);
  expect(result?.signals[0]?.words).toContain('The process changed around 20 March 2018, for the worse');
  expect(together.people).toBeGreaterThan(0);
});

test('a problem in the file is told with its line and its field, as apply tells it', async () => {
  const setting = await loadSetting(board, noon(span.from), tallies);
  const text = file.replace('target: 90 %', 'target: 90').replace('owner: olga', 'owner: olge');
  expect(() => readPlan({ file: 'targets.yaml', text }, setting)).toThrow(
    /targets\.yaml:8:\d+ objectives\.0\.owner: there is no person 'olge'; did you mean olga\?\n.*targets\.yaml:6:\d+ objectives\.0\.target: .*write '90 %' or 0\.9/,
  );
  expect(() => readPlan({ file: 'targets.yaml', text: 'people: []\n' }, setting)).toThrow('holds no objectives');
});
