import { describe, expect, test } from 'vitest';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { decide } from '../../shared/core/alert/decide.ts';
import { applyDecision, type Decision } from '../../shared/core/alert/decision.ts';
import type { Facts } from '../../shared/core/alert/facts.ts';
import type { AlertState } from '../../shared/core/config/objective.ts';
import type { ProcessSignal } from '../../shared/core/process/signal.ts';
import { factsOf, onTime90 } from '../support/judgement.ts';

const audience = {
  owner: ['olga'],
  steps: [
    { afterHours: 0, tell: ['olga'] },
    { afterHours: 4, tell: ['pia'] },
    { afterHours: 16, tell: ['ceo', 'coo'] },
  ],
};
/** Monday to Friday, 8 to 16 in Berlin: 8 hours a day, 1 May is a holiday. */
const policy: Facts['policy'] = {
  timeZone: 'Europe/Berlin',
  businessHours: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '08:00',
    to: '16:00',
    holidays: { years: { '2026': '0501' } },
  },
};

/** One evaluation: when (Berlin, UTC+2 in spring), and what the verdict is. */
type Evaluation = [at: string, verdict?: AlertState, more?: Partial<Facts>];

const evaluate = (alert: Alert | undefined, [at, verdict = 'missed', more = {}]: Evaluation) =>
  decide(alert, {
    ...factsOf(verdict, at.slice(0, 10)),
    ...{ at: `${at}:00.000+02:00`, audience, policy },
    ...more,
  });

/** What each evaluation told, and why. */
const run = (evaluations: Evaluation[], start?: Alert) => {
  let alert = start;
  const told = evaluations.map((evaluation) => {
    const decision = evaluate(alert, evaluation);
    alert = decision.alert;
    return [decision.reason, ...decision.tell].join(' ');
  });
  return { alert: alert as Alert, told };
};

const decided = (choice: Decision['choice'], more = {}): Decision =>
  ({
    ...{ choice, notice: 'n', objective: 'on-time', alertVersion: 1, by: { id: 'pia', name: 'Pia' } },
    at: '2026-04-28T09:00:00.000Z',
    ...more,
  }) as Decision;

describe('a ladder', () => {
  test('climbs by business hours: nights, a weekend and a holiday do not count', () => {
    // Thursday 30 April, 14:00: two hours are left, Friday is a holiday, so four hours have passed on Monday at 10:00.
    const { told } = run([
      ['2026-04-30T14:00'],
      ['2026-04-30T16:30'],
      ['2026-05-01T12:00'],
      ['2026-05-03T12:00'],
      ['2026-05-04T09:59'],
      ['2026-05-04T10:00'],
      ['2026-05-04T10:05'],
      ['2026-05-05T13:59'],
      ['2026-05-05T14:00'],
      ['2026-05-06T14:00'],
    ]);
    expect(told).toEqual([
      'target-missed olga',
      ...Array(4).fill('still-missed'),
      'ladder-climbed pia',
      'still-missed',
      'still-missed',
      'ladder-climbed ceo coo',
      'still-missed',
    ]);
  });

  test('climbs several steps at once when nobody looked for long, and each person hears once', () => {
    expect(run([['2026-04-27T08:00'], ['2026-04-29T16:00']]).told).toEqual([
      'target-missed olga',
      'ladder-climbed pia ceo coo',
    ]);
  });

  test('decides at once about a step that nobody will live to see', () => {
    const steps = [...audience.steps, { afterHours: 1e9, tell: ['heirs'] }];
    const far = { audience: { ...audience, steps } };
    const { told } = run([
      ['2026-04-27T08:00', 'missed', far],
      ['2026-04-29T16:00', 'missed', far],
    ]);
    expect(told.at(-1)).toBe('ladder-climbed pia ceo coo');
  });

  test('stops when somebody acknowledges', () => {
    const { alert } = run([['2026-04-27T08:00']]);
    const acknowledged = applyDecision(alert, decided('acknowledge'));
    expect(run([['2026-04-29T16:00'], ['2026-05-20T16:00']], acknowledged).told).toEqual([
      'still-missed',
      'still-missed',
    ]);
  });

  test('is not climbed for a risk, nor while the source is silent', () => {
    expect(
      run([
        ['2026-04-27T08:00', 'at-risk'],
        ['2026-05-20T08:00', 'at-risk'],
      ]).told,
    ).toEqual(['not-proven olga', 'still-at-risk']);
    expect(run([['2026-04-27T08:00'], ['2026-04-27T09:00', 'silent'], ['2026-04-30T08:00', 'silent']]).told).toEqual([
      'target-missed olga',
      'source-silent olga',
      'still-silent',
    ]);
  });

  test('goes on where it was when the source speaks again, and forgets nothing that was decided', () => {
    const { alert } = run([['2026-04-27T08:00'], ['2026-04-27T12:00']]);
    const acknowledged = applyDecision(alert, decided('acknowledge'));
    const { told, alert: after } = run(
      [['2026-04-28T08:00', 'silent'], ['2026-04-29T08:00'], ['2026-05-06T08:00']],
      acknowledged,
    );
    expect(told).toEqual(['source-silent olga', 'source-speaks olga pia', 'still-missed']);
    expect(after.acknowledged).toEqual({ by: 'pia', at: '2026-04-28T09:00:00.000Z' });
    expect(after.climbed).toBe(2);
  });

  test('begins anew with the next miss', () => {
    const cleared: Evaluation[] = [
      ['2026-05-04T08:00', 'met', { reading: factsOf('met', '2026-05-04', { value: 0.95 }).reading }],
    ];
    const { told, alert } = run([['2026-04-27T08:00'], ['2026-04-27T12:00'], ...cleared, ['2026-05-05T08:00']]);
    expect(told.at(-1)).toBe('target-missed olga');
    expect(alert).toMatchObject({ climbed: 1, ladderFrom: '2026-05-05T08:00:00.000+02:00' });
  });

  test('what was decided about a risk does not hold for the miss that it becomes', () => {
    const { alert } = run([['2026-04-27T08:00', 'at-risk']]);
    const accepted = applyDecision(alert, decided('accept', { until: '2026-12-31', reason: 'seasonal' }));
    const { told, alert: after } = run([['2026-04-28T08:00'], ['2026-04-28T12:00']], accepted);
    expect(told).toEqual(['got-worse olga', 'ladder-climbed pia']);
    expect(after).not.toHaveProperty('accepted');
  });
});

describe('a miss that nobody acknowledged', () => {
  test('is told again every so many days to everybody who knows', () => {
    const { told } = run([
      ['2026-04-27T08:00'],
      ['2026-04-27T12:00'],
      ['2026-04-29T08:00'],
      ['2026-05-06T07:59'],
      ['2026-05-06T08:00'],
      ['2026-05-06T08:05'],
      ['2026-05-13T08:00'],
    ]);
    expect(told.slice(3)).toEqual([
      'still-missed',
      'told-again olga pia ceo coo',
      'still-missed',
      'told-again olga pia ceo coo',
    ]);
  });

  test('is not told again where the objective says never', () => {
    const objective = { ...onTime90, repeatDays: 0 };
    const { told } = run([
      ['2026-04-27T08:00', 'missed', { objective }],
      ['2026-05-20T08:00', 'missed', { objective }],
      ['2026-07-20T08:00', 'missed', { objective }],
    ]);
    expect(told).toEqual(['target-missed olga', 'ladder-climbed pia ceo coo', 'still-missed']);
  });
});

test('a risk that was accepted is quiet up to its last day, and is told anew on the next', () => {
  const { alert } = run([['2026-04-27T08:00'], ['2026-04-27T12:00']]);
  const accepted = applyDecision(alert, decided('accept', { until: '2026-05-10', reason: 'new carrier from 11 May' }));
  const { told, alert: after } = run(
    [['2026-05-04T08:00'], ['2026-05-10T23:59'], ['2026-05-11T00:00'], ['2026-05-11T12:00']],
    accepted,
  );
  expect(told).toEqual(['still-missed', 'still-missed', 'acceptance-ended olga', 'ladder-climbed pia']);
  expect(after).not.toHaveProperty('acknowledged');
});

describe('a planned shutdown', () => {
  const silenced = { silenced: true };
  test('tells nobody of what opens in it, and tells at its end what is still open', () => {
    const { told, alert } = run([
      ['2026-04-27T08:00', 'missed', silenced],
      ['2026-05-20T08:00', 'missed', silenced],
      ['2026-05-21T08:00'],
      ['2026-05-21T12:00'],
    ]);
    expect(told).toEqual(['target-missed', 'still-missed', 'silence-ended olga', 'ladder-climbed pia']);
    expect(alert).not.toHaveProperty('heldBack');
  });
  test('tells nobody of what opens and clears in it', () => {
    const met = { ...silenced, reading: factsOf('met', '2026-05-04', { value: 0.95 }).reading };
    expect(
      run([
        ['2026-04-27T08:00', 'missed', silenced],
        ['2026-05-04T08:00', 'met', met],
        ['2026-06-01T08:00', 'met'],
      ]).told,
    ).toEqual(['target-missed', 'cleared-by-margin', 'still-met']);
  });
  test('pauses the ladder of what was open before', () => {
    const { told } = run([['2026-04-27T08:00'], ['2026-04-29T16:00', 'missed', silenced], ['2026-05-11T08:00']]);
    expect(told).toEqual(['target-missed olga', 'still-missed', 'ladder-climbed pia ceo coo']);
  });
});

describe('a process signal', () => {
  const signal = (day: string) => ({ signal: { day, rule: 1, by: 'day' } as ProcessSignal });
  test('is told to the owner once, whatever the target says, and moves no state', () => {
    const { told, alert } = run([
      ['2026-04-27T08:00', 'met'],
      ['2026-04-28T08:00', 'met', signal('2026-04-20')],
      ['2026-04-28T08:05', 'met', signal('2026-04-20')],
      ['2026-06-29T08:00', 'met', signal('2026-06-28')],
    ]);
    expect(told).toEqual(['first-reading', 'process-changed olga', 'still-met', 'process-changed olga']);
    expect(alert).toMatchObject({ state: 'met', reason: 'first-reading', told: [], signal: { day: '2026-06-28' } });
  });
  test('waits for the end of a planned shutdown', () => {
    const { told } = run([
      ['2026-04-27T08:00', 'met'],
      ['2026-04-28T08:00', 'met', { ...signal('2026-04-20'), silenced: true }],
      ['2026-04-29T08:00', 'met', signal('2026-04-20')],
    ]);
    expect(told.slice(1)).toEqual(['still-met', 'process-changed olga']);
  });
});

test('a decision about what is no longer open changes nothing', () => {
  const { alert } = run([['2026-04-27T08:00', 'met']]);
  expect(applyDecision(alert, decided('acknowledge'))).toBeUndefined();
});

describe('what a planned shutdown held back', () => {
  const steps = [{ afterHours: 0, tell: ['ceo', 'olga'] }];
  const topAtOnce = { audience: { owner: ['olga'], steps } };
  const shut = { ...topAtOnce, silenced: true };

  test('is told to everybody who has to know at once, even if its source was silent at the end', () => {
    const { told, alert } = run([
      ['2026-04-27T08:00', 'missed', shut],
      ['2026-04-27T09:00', 'silent', shut],
      ['2026-04-28T08:00', 'silent', topAtOnce],
      ['2026-04-28T09:00', 'missed', topAtOnce],
      ['2026-04-28T09:05', 'missed', topAtOnce],
    ]);
    expect(told).toEqual([
      'target-missed',
      'source-silent',
      'silence-ended olga',
      'source-speaks olga ceo',
      'still-missed',
    ]);
    // Nobody could have acknowledged a miss that nobody had heard of.
    expect(alert.ladderFrom).toBe('2026-04-28T09:00:00.000+02:00');
  });

  test('forgets nothing that somebody decided before', () => {
    const { alert: missed } = run([['2026-04-24T08:00']]);
    const until = '2026-05-29';
    const accepted = applyDecision(missed, decided('accept', { until, reason: 'known' }));
    const { told, alert } = run(
      [
        ['2026-04-27T09:00', 'silent', { silenced: true }],
        ['2026-04-27T10:00', 'missed', { silenced: true }],
        ['2026-04-28T10:00'],
        ['2026-04-30T10:00'],
      ],
      accepted,
    );
    expect(told).toEqual(['source-silent', 'source-speaks', 'silence-ended olga', 'still-missed']);
    expect(alert).toMatchObject({ acknowledged: { by: 'pia' }, accepted: { until } });
    expect(run([['2026-05-30T10:00']], alert).told).toEqual(['acceptance-ended olga']);
  });

  test('is told once where the acceptance ended with it', () => {
    const { alert: missed } = run([['2026-04-24T08:00']]);
    const accepted = applyDecision(missed, decided('accept', { until: '2026-04-27', reason: 'known' }));
    const { alert } = run([['2026-04-27T09:00', 'silent', { silenced: true }]], accepted);
    expect(
      run(
        [
          ['2026-04-28T09:00', 'silent'],
          ['2026-04-28T09:05', 'silent'],
        ],
        alert,
      ).told,
    ).toEqual(['acceptance-ended olga', 'still-silent']);
  });

  test('climbs a ladder whose first step is a later one from its end on', () => {
    const later = [
      { afterHours: 4, tell: ['pia'] },
      { afterHours: 8, tell: ['ceo'] },
    ];
    const waiting = { audience: { owner: ['olga'], steps: later } };
    const { told } = run([
      ['2026-04-27T08:00', 'missed', { ...waiting, silenced: true }],
      ['2026-04-28T08:00', 'missed', waiting],
      ['2026-04-28T12:00', 'missed', waiting],
      ['2026-04-28T16:00', 'missed', waiting],
    ]);
    expect(told).toEqual(['target-missed', 'silence-ended', 'ladder-climbed pia', 'ladder-climbed ceo']);
  });
});

describe('another version of an objective that is still missed', () => {
  const changed = (steps: Facts['audience']['steps']): Partial<Facts> => ({
    audience: { owner: ['olga'], steps },
    objective: { ...onTime90, version: 2 },
  });
  const first = run([['2026-04-27T08:00']]).alert;

  test('tells those who have to know at once and do not, and climbs its own ladder', () => {
    const anew = changed([
      { afterHours: 0, tell: ['olga', 'cfo'] },
      { afterHours: 4, tell: ['ceo'] },
    ]);
    expect(
      run(
        [
          ['2026-04-27T09:00', 'missed', anew],
          ['2026-04-27T12:00', 'missed', anew],
        ],
        first,
      ).told,
    ).toEqual(['objective-changed cfo', 'ladder-climbed ceo']);
  });

  test('skips no step of a ladder that begins later', () => {
    const later = changed([
      { afterHours: 4, tell: ['pia'] },
      { afterHours: 8, tell: ['ceo'] },
    ]);
    const evaluations: Evaluation[] = [
      ['2026-04-27T09:00', 'missed', later],
      ['2026-04-27T12:00', 'missed', later],
      ['2026-04-27T16:00', 'missed', later],
    ];
    expect(run(evaluations, first).told).toEqual(['objective-changed', 'ladder-climbed pia', 'ladder-climbed ceo']);
  });

  test('tells no step again that all heard of, and nobody else what somebody acknowledged', () => {
    const { alert: climbed } = run([['2026-04-27T12:00']], first);
    const same = changed(audience.steps);
    const evaluations: Evaluation[] = [
      ['2026-04-27T12:05', 'missed', same],
      ['2026-04-27T12:10', 'missed', same],
    ];
    expect(run(evaluations, climbed).told).toEqual(['objective-changed', 'still-missed']);
    const known = applyDecision(climbed, decided('acknowledge'));
    const more = changed([{ afterHours: 0, tell: ['cfo'] }]);
    expect(run([['2026-04-27T12:05', 'missed', more]], known).told).toEqual(['objective-changed']);
  });
});
