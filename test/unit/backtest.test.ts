import { describe, expect, test } from 'vitest';
import { alertsOf, totalsOf } from '../../cli/backtest/alerts.ts';
import { historyOf } from '../../cli/backtest/draw.ts';
import { pastSpan } from '../../cli/backtest/past-span.ts';
import type { Played, PlayedMove } from '../../cli/backtest/play.ts';
import { formatBacktest, toJson } from '../../cli/backtest/report.ts';
import type { Backtest, ObjectiveResult } from '../../cli/backtest/run-backtest.ts';
import { stepOf, targetsAround } from '../../cli/backtest/targets.ts';
import { drawHistory } from '../../shared/charts/history-chart.ts';
import type { Alert, Reason } from '../../shared/core/alert/alert.ts';
import { toEvidenceReading } from '../../shared/core/alert/evidence.ts';
import type { AlertState } from '../../shared/core/config/objective.ts';
import { kpi } from '../../shared/kpis/delivery/on-time-delivery.ts';
import { factsOf, onTime90 } from '../support/judgement.ts';

const move = (day: string, state: AlertState, reason: Reason, tell: string[] = []): PlayedMove => {
  const { reading, at } = factsOf('met', day);
  const alert: Alert = {
    ...{ objective: 'on-time', objectiveVersion: 1, state, since: at, reason, version: 1 },
    ...{ reading: toEvidenceReading(reading), metEnds: [], told: [] },
  };
  return { day, from: null, decision: { alert, reason, moved: true, tell } };
};

const day = (date: string, value: number, n = 400, state: AlertState = 'met'): Played['days'][number] => {
  const { reading } = factsOf('met', date, { value });
  return { day: date, state, judged: { last: date, reading: { ...reading, n }, verdict: state } };
};

const played: Played = {
  days: [
    day('2026-03-01', 0.95),
    day('2026-03-02', 0.88, 400, 'at-risk'),
    day('2026-03-03', 0.7, 400, 'missed'),
    day('2026-03-04', 0.1, 3, 'missed'),
    day('2026-03-05', 0.93),
    day('2026-03-06', 0.85, 400, 'at-risk'),
  ],
  moves: [
    move('2026-03-01', 'met', 'first-reading'),
    move('2026-03-02', 'at-risk', 'not-proven', ['olga']),
    move('2026-03-03', 'missed', 'got-worse', ['ceo', 'olga']),
    move('2026-03-04', 'missed', 'ladder-climbed', ['coo']),
    move('2026-03-04', 'missed', 'process-changed', ['olga']),
    move('2026-03-05', 'met', 'cleared-by-margin', ['ceo', 'olga']),
    move('2026-03-06', 'at-risk', 'not-proven', ['olga']),
  ],
};

describe('alerts of a play', () => {
  const alerts = alertsOf(played, onTime90, '2026-03-07');

  test('last from the day on which they opened to the day on which they cleared, and say the worst that was judged', () => {
    expect(alerts).toEqual([
      {
        opened: '2026-03-02',
        days: 3,
        states: ['at-risk', 'missed'],
        proven: '2026-03-03',
        worst: { day: '2026-03-03', value: 0.7, n: 400 },
        cleared: { day: '2026-03-05', reason: 'cleared-by-margin' },
      },
      { opened: '2026-03-06', days: 1, states: ['at-risk'], worst: { day: '2026-03-06', value: 0.85, n: 400 } },
    ]);
  });

  test('mails count apart from reminders and from process signals', () => {
    // 1 + 2 when it opened and got worse, 2 when it cleared, 1 when it opened again.
    expect(totalsOf(played, alerts)).toEqual({ alerts: 2, proven: 1, silent: 0, daysOpen: 4, mails: 6, reminders: 1 });
  });
});

describe('looser and tighter targets', () => {
  const around = (
    unit: 'share' | 'perThousand' | 'nps' | 'percentagePoints',
    target: number,
    readings: readonly number[],
  ) => {
    const direction = unit === 'perThousand' || unit === 'percentagePoints' ? 'at-most' : 'at-least';
    const step = stepOf(unit, { target, direction }, readings);
    return targetsAround({ target, direction }, step);
  };
  // The middle half reaches from 0.90 to 0.94: half of it is 2 points.
  const readings = [0.86, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.96, 0.98];

  test('lie a step of half the middle half of the readings apart, loosest first', () => {
    expect(around('share', 0.9, readings)).toEqual([0.86, 0.88, 0.9, 0.92, 0.94]);
  });

  test('go below zero where the KPI does', () => {
    const gaps = [-4, -2, 0, 2, 4, 6, 8, 10, 12];
    expect(around('percentagePoints', 0, gaps)).toEqual([4, 2, 0, -2, -4]);
  });

  test('never ask for more than perfection', () => {
    // A third of the 1.5 points that are left.
    expect(around('share', 0.985, readings)).toEqual([0.975, 0.98, 0.985, 0.99, 0.995]);
    expect(around('perThousand', 3, [1, 2, 8, 9, 20])).toEqual([5, 4, 3, 2, 1]);
    expect(around('share', 1, readings)).toEqual([1]);
  });

  test('of what never varied, or was never read, are a twentieth of the target apart', () => {
    expect(around('nps', 40, [])).toEqual([36, 38, 40, 42, 44]);
    expect(around('share', 0.5, [0.6, 0.6])).toEqual([0.46, 0.48, 0.5, 0.52, 0.54]);
  });
});

const result: ObjectiveResult = {
  objective: onTime90,
  kpi,
  readings: played.days.map(({ day, state, judged: { reading, verdict } }) => {
    const { from, to, value, n } = reading;
    return { day, from, to, value, n, verdict, state };
  }),
  alerts: alertsOf(played, onTime90, '2026-03-07'),
  totals: totalsOf(played, alertsOf(played, onTime90, '2026-03-07')),
  step: { size: 0.02, middleHalf: 0.045 },
  targets: [0.88, 0.9, 0.92].map((target) => ({
    target,
    totals: { alerts: 2, proven: 1, silent: 0, daysOpen: 4, mails: 6, reminders: 1 },
  })),
  signals: [{ day: '2026-03-03', rule: 1, direction: 'worse', words: 'The process changed around 3 March 2026.' }],
  told: [
    { day: '2026-03-02', person: 'olga' },
    { day: '2026-03-03', person: 'ceo' },
  ],
};
const backtest: Backtest = {
  from: '2026-03-01',
  to: '2026-03-06',
  policy: 3,
  epoch: 1,
  results: [result],
  together: { mails: 2, people: 2 },
};

describe('the report', () => {
  const lines = formatBacktest(backtest, ['A remark.']).split('\n');

  test('says each alert, the totals, and the same for other targets', () => {
    expect(lines).toContain(
      '2026-03-02     3  at-risk → missed  2026-03-03   70.0 %  400  2026-03-05, better by the margin',
    );
    expect(lines).toContain('2026-03-06     1  at-risk           never        85.0 %  400  still open');
    expect(lines).toContain('2 alerts, 1 of them with a proven miss; open on 4 of 6 days (67 %); 6 mails to 2 people.');
    expect(lines).toContain('Had nobody ever acknowledged, 1 reminder more (ladder and repeats).');
    expect(lines.filter((line) => /^≥ /.test(line)).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ['≥ 88 %', 'looser'],
      ['≥ 90 %', 'as in the file'],
      ['≥ 92 %', 'tighter'],
    ]);
    expect(lines.at(-1)).toBe('A remark.');
  });

  test('is plain JSON, without the code of the KPI', () => {
    const json = toJson(backtest, []);
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      from: '2026-03-01',
      objectives: [{ objective: { id: 'on-time', kpi: 'on-time-delivery', slice: 'total' }, alerts: [{}, {}] }],
    });
  });
});

describe('the chart', () => {
  test('marks what stood open, leaves out what was too little to judge, and begins anew with each period', () => {
    const history = historyOf(result);
    expect(history.days.map(({ open }) => open)).toEqual([
      undefined,
      'at-risk',
      'missed',
      'missed',
      undefined,
      'at-risk',
    ]);
    expect(history.days.map(({ value }) => value)).toEqual([0.95, 0.88, 0.7, null, 0.93, 0.85]);
    expect(history.days.map(({ begins }) => begins)).toEqual([true, false, false, false, false, false]);
    const svg = drawHistory(history);
    expect(svg).toContain(
      'aria-label="On-time delivery, 2026-03-01 to 2026-03-06: 2 alerts at the target at least 90 %."',
    );
    // Two runs at risk and one of misses, in the plot and in the strip below it.
    expect(svg.match(/<rect[^>]*fill-opacity="0.09"/g)).toHaveLength(3);
    expect(svg).not.toContain('NaN');
  });

  test('writes what came from outside as text', () => {
    const history = { ...historyOf(result), title: '<script>alert(1)</script>' };
    expect(drawHistory(history)).not.toContain('<script>');
  });
});

test('days that have not come are not tested: what is only promised yet would look missed', () => {
  const whole = { from: '2026-01-01', to: '2026-12-31' };
  expect(pastSpan(whole, '2026-11-22')).toEqual({
    span: { from: '2026-01-01', to: '2026-11-22' },
    remarks: ['Tested up to 2026-11-22: what comes after it is not known yet.'],
  });
  expect(pastSpan(whole, '2026-12-31')).toEqual({ span: whole, remarks: [] });
  expect(pastSpan(whole, '2025-12-31')).toBeUndefined();
});
