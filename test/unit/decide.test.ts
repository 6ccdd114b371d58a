import { describe, expect, test } from 'vitest';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { decide } from '../../shared/core/alert/decide.ts';
import type { AlertState } from '../../shared/core/config/objective.ts';
import { factsOf, onTime90 } from '../support/judgement.ts';

type Given = [verdict: AlertState, to?: string, value?: number][];

/** The alert after a series of verdicts. */
const alertAfter = (given: Given): Alert | undefined =>
  given.reduce<Alert | undefined>(
    (alert, [verdict, to, value]) => decide(alert, factsOf(verdict, to, { ...(value && { value }) })).alert,
    undefined,
  );

const everyone = ['ceo', 'coo', 'olga'];

describe('given what happened, when a verdict comes, then', () => {
  test.each<[string, Given, Given[number], AlertState, string, string[]]>([
    ['a first reading that is met tells nobody', [], ['met'], 'met', 'first-reading', []],
    ['a first reading on too few tells nobody', [], ['insufficient'], 'insufficient', 'too-few-to-judge', []],
    [
      'a first reading that is missed tells top management and the owner',
      [],
      ['missed'],
      'missed',
      'target-missed',
      everyone,
    ],
    ['a first reading at risk tells the owner', [], ['at-risk'], 'at-risk', 'not-proven', ['olga']],
    ['a silent source tells the owner', [], ['silent'], 'silent', 'source-silent', ['olga']],
    ['a met target that is still met moves nothing', [['met']], ['met', '2026-03-11'], 'met', 'still-met', []],
    ['a met target that is missed tells', [['met']], ['missed'], 'missed', 'target-missed', everyone],
    ['too few after met is said quietly', [['met']], ['insufficient'], 'insufficient', 'too-few-to-judge', []],
    ['met after too few is said quietly', [['insufficient']], ['met'], 'met', 'enough-to-judge', []],
    ['a miss after too few tells', [['insufficient']], ['missed'], 'missed', 'target-missed', everyone],
    ['at risk that is proven tells top management', [['at-risk']], ['missed'], 'missed', 'got-worse', everyone],
    ['a miss that goes on is not told again', [['missed']], ['missed', '2026-03-11'], 'missed', 'still-missed', []],
    ['a miss that is no longer proven stays a miss', [['missed']], ['at-risk'], 'missed', 'still-missed', []],
    [
      'too few to judge does not clear a miss',
      [['missed']],
      ['insufficient', '2026-03-12'],
      'missed',
      'too-few-to-judge',
      [],
    ],
    [
      'too few to judge does not clear a risk',
      [['at-risk']],
      ['insufficient', '2026-04-01'],
      'at-risk',
      'too-few-to-judge',
      [],
    ],
    [
      'met without the margin does not clear at once',
      [['missed']],
      ['met', '2026-03-11', 0.91],
      'missed',
      'not-yet-cleared',
      [],
    ],
    [
      'better by the margin clears at once, and tells who was told',
      [['missed']],
      ['met', '2026-03-11', 0.92],
      'met',
      'cleared-by-margin',
      everyone,
    ],
    [
      'met on two window ends clears',
      [['missed'], ['met', '2026-03-11']],
      ['met', '2026-03-12'],
      'met',
      'cleared-by-holding',
      everyone,
    ],
    [
      'met twice on one window end does not clear',
      [['missed'], ['met', '2026-03-11']],
      ['met', '2026-03-11'],
      'missed',
      'not-yet-cleared',
      [],
    ],
    [
      'a miss in between begins the count anew',
      [['missed'], ['met', '2026-03-11'], ['missed', '2026-03-12']],
      ['met', '2026-03-13'],
      'missed',
      'not-yet-cleared',
      [],
    ],
    [
      'too few in between does not begin the count anew',
      [['missed'], ['met', '2026-03-31'], ['insufficient', '2026-04-01']],
      ['met', '2026-04-09'],
      'met',
      'cleared-by-holding',
      everyone,
    ],
    [
      'a risk that clears tells the owner alone',
      [['at-risk']],
      ['met', '2026-03-11', 0.95],
      'met',
      'cleared-by-margin',
      ['olga'],
    ],
    [
      'a risk that got worse and clears tells everybody',
      [['at-risk'], ['missed']],
      ['met', '2026-03-11', 0.95],
      'met',
      'cleared-by-margin',
      ['olga', 'ceo', 'coo'],
    ],
    [
      'a source that falls silent in a miss tells the owner',
      [['missed']],
      ['silent', '2026-04-20'],
      'silent',
      'source-silent',
      ['olga'],
    ],
    [
      'a source that stays silent is not told again',
      [['met'], ['silent']],
      ['silent', '2026-04-20'],
      'silent',
      'still-silent',
      [],
    ],
    [
      'a source that speaks again tells the owner',
      [['met'], ['silent']],
      ['met', '2026-04-20'],
      'met',
      'source-speaks',
      ['olga'],
    ],
    [
      'a source that speaks again with too few tells the owner',
      [['met'], ['silent']],
      ['insufficient', '2026-04-20'],
      'insufficient',
      'source-speaks',
      ['olga'],
    ],
    [
      'a source that speaks again with a miss tells it',
      [['met'], ['silent']],
      ['missed', '2026-04-20'],
      'missed',
      'target-missed',
      ['olga', 'ceo', 'coo'],
    ],
    [
      'a miss before the silence is still one after it, and says so',
      [['missed'], ['silent']],
      ['missed', '2026-04-20'],
      'missed',
      'source-speaks',
      everyone,
    ],
    [
      'a silence does not clear a miss by itself',
      [['missed'], ['silent']],
      ['insufficient', '2026-04-20'],
      'missed',
      'source-speaks',
      everyone,
    ],
  ])('%s', (_, given, [verdict, to, value], state, reason, tell) => {
    const before = alertAfter(given);
    const decision = decide(before, factsOf(verdict, to, { ...(value && { value }) }));
    expect(decision).toMatchObject({ reason, alert: { state } });
    expect([...decision.tell].sort()).toEqual([...tell].sort());
    expect(decision.moved || decision.tell.length === 0).toBe(true);
  });
});

test('fire, resolve and fire again tells three times', () => {
  let alert: Alert | undefined;
  const told: string[] = [];
  for (const facts of [
    factsOf('missed', '2026-03-10'),
    factsOf('missed', '2026-03-11'),
    factsOf('met', '2026-03-12', { value: 0.95 }),
    factsOf('met', '2026-03-13', { value: 0.95 }),
    factsOf('missed', '2026-03-14'),
    factsOf('missed', '2026-03-15'),
  ]) {
    const decision = decide(alert, facts);
    if (decision.tell.includes('ceo')) told.push(decision.alert.state);
    alert = decision.alert;
  }
  expect(told).toEqual(['missed', 'met', 'missed']);
});

test('a target on which readings wobble is told once, since a margin of 0 clears nothing at once', () => {
  const objective = { ...onTime90, margin: 0 };
  let alert: Alert | undefined;
  let told = 0;
  for (const verdict of ['at-risk', 'met', 'at-risk', 'met', 'at-risk', 'met'] as const) {
    const decision = decide(alert, factsOf(verdict, '2026-03-10', { objective }));
    told += decision.tell.length;
    alert = decision.alert;
  }
  expect(told).toBe(1);
});

describe('a new version of the objective', () => {
  const changed = { ...onTime90, version: 2 };
  test('that is missed too is taken over without a mail', () => {
    const { alert, moved, tell } = decide(
      alertAfter([['missed']]),
      factsOf('missed', '2026-03-10', { objective: changed }),
    );
    expect(alert).toMatchObject({ state: 'missed', reason: 'objective-changed', objectiveVersion: 2 });
    expect([moved, tell]).toEqual([true, []]);
  });
  test('that is met clears the old miss, and tells who was told', () => {
    const { alert, tell } = decide(alertAfter([['missed']]), factsOf('met', '2026-03-10', { objective: changed }));
    expect(alert).toMatchObject({ state: 'met', reason: 'objective-changed', told: [] });
    expect(tell).toEqual(everyone);
  });
  test('that is missed where the old one was met tells top management', () => {
    const { alert, tell } = decide(alertAfter([['met']]), factsOf('missed', '2026-03-10', { objective: changed }));
    expect(alert.state).toBe('missed');
    expect(tell).toEqual(everyone);
  });
  test('that has too few to be judged clears nothing', () => {
    const { alert } = decide(alertAfter([['missed']]), factsOf('insufficient', '2026-03-10', { objective: changed }));
    expect(alert).toMatchObject({ state: 'missed', objectiveVersion: 2 });
  });
});

test('the people told are remembered until it clears, then forgotten', () => {
  expect(alertAfter([['at-risk'], ['missed']])?.told).toEqual(['olga', 'ceo', 'coo']);
  expect(alertAfter([['missed'], ['met', '2026-03-11', 0.95]])?.told).toEqual([]);
});

test('since is the instant of the move, and a reading that moves nothing leaves it', () => {
  expect(
    alertAfter([
      ['met', '2026-03-01'],
      ['missed', '2026-03-10'],
      ['missed', '2026-03-11'],
    ])?.since,
  ).toBe('2026-03-10T08:00:00.000Z');
});
