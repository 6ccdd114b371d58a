import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action, ActionReason } from '../../shared/core/action/action.ts';
import { type ActionFacts, type Followed, followAction, windowEnd } from '../../shared/core/action/follow-action.ts';
import { applyUpdate } from '../../shared/core/action/update-action.ts';
import { type AlertState, alertStates } from '../../shared/core/config/objective.ts';
import { addDays, daysBetween } from '../../shared/core/time/calendar.ts';
import { assigned, effectOn, factsAt, officeHours, stepsOfTest } from '../support/actions.ts';

/** What happens in one sweep: hours pass, the readings so far get a verdict, and perhaps its owner has done something. */
interface Sweep {
  hours: number;
  verdict: AlertState;
  judged: boolean;
  done: boolean;
}
const sweep: fc.Arbitrary<Sweep> = fc.record({
  hours: fc.integer({ min: 1, max: 24 * 12 }),
  verdict: fc.constantFrom(...alertStates, 'met' as const, 'met' as const),
  judged: fc.boolean(),
  done: fc.boolean(),
});
const lives = fc.array(sweep, { maxLength: 60 });
const policies = fc.constantFrom(officeHours, { timeZone: 'UTC' });

interface Lived {
  before: Action;
  facts: ActionFacts;
  followed: Followed;
}

const factsFor = (action: Action, { verdict, judged }: Sweep, now: number, policy: ActionFacts['policy']) => {
  const at = new Date(now).toISOString();
  const last = addDays(at.slice(0, 10), -1);
  const counted = judged && action.done !== undefined && last > action.done.day;
  const longest = action.done && addDays(action.done.day, 56);
  const to = longest && longest < last ? longest : last;
  return factsAt(at, { policy, ...(counted && { effect: effectOn(verdict, to) }) });
};

const live = (sweeps: readonly Sweep[], policy: ActionFacts['policy']): Lived[] => {
  let action = assigned({ cause: 'a', correctiveAction: 'b' });
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  return sweeps.map((each) => {
    now += each.hours * 3_600_000;
    const at = new Date(now).toISOString();
    const said = applyUpdate(
      action,
      { by: 'piotr', at, today: at.slice(0, 10), topManagement: false, done: each.done },
      [],
    );
    const before = said.outcome === 'updated' ? said.action : action;
    const facts = factsFor(before, each, now, policy);
    const followed = followAction(before, facts);
    action = followed.action;
    return { before, facts, followed };
  });
};

const everyLife = (check: (lived: Lived[]) => void) =>
  fc.assert(fc.property(lives, policies, (sweeps, policy) => check(live(sweeps, policy))));

test('following the same facts again moves nothing: of two sweeps at once, the second tells nobody', () => {
  everyLife((lived) => {
    for (const { facts, followed } of lived) {
      expect(followAction(followed.action, facts)).toEqual({ moved: false, action: followed.action });
    }
  });
});

test('a version goes up by one with every move, and only then is anything changed', () => {
  everyLife((lived) => {
    for (const { before, followed } of lived) {
      if (followed.moved) expect(followed.action.version).toBe(before.version + 1);
      else expect(followed.action).toBe(before);
    }
  });
});

test('nothing is effective without a reading that meets the target over the whole window', () => {
  everyLife((lived) => {
    for (const { before, facts, followed } of lived) {
      if (followed.action.state !== 'effective' || before.state === 'effective') continue;
      const reading = facts.effect?.reading;
      expect(facts.effect?.silent).toBe(false);
      expect(reading?.value).toBeGreaterThanOrEqual(0.9);
      expect(reading?.n).toBeGreaterThanOrEqual(30);
      expect((reading?.to ?? '') >= windowEnd(before.done?.day ?? '9999', facts.objective)).toBe(true);
    }
  });
});

test('each person is told at most once by a move, and everybody who was told is remembered', () => {
  everyLife((lived) => {
    for (const { followed } of lived) {
      if (!followed.moved) continue;
      expect(new Set(followed.tell).size).toBe(followed.tell.length);
      expect(followed.action.told).toEqual(expect.arrayContaining(followed.tell));
    }
  });
});

test('in one term it is reminded once, overdue once, and no step of the ladder is climbed twice', () => {
  const once: ActionReason[] = ['reminded', 'overdue', 'overdue-climbed'];
  everyLife((lived) => {
    const seen = new Set<string>();
    for (const { before, followed } of lived) {
      if (!followed.moved || !once.includes(followed.reason)) continue;
      const event = `${before.reopened} ${followed.reason}`;
      expect(seen.has(event), event).toBe(false);
      seen.add(event);
      expect(followed.action.climbed).toBeLessThanOrEqual(stepsOfTest.length);
    }
  });
});

test('a reopened action is open, and gets the time that it was given at first', () => {
  everyLife((lived) => {
    for (const { before, followed } of lived) {
      if (followed.action.reopened === before.reopened) continue;
      const { state, openedOn, due, termDays } = followed.action;
      expect([state, daysBetween(openedOn, due)]).toEqual(['open', termDays]);
    }
  });
});

test('what is effective stays as it is for ever', () => {
  everyLife((lived) => {
    const closed = lived.findIndex(({ followed }) => followed.action.state === 'effective');
    if (closed < 0) return;
    for (const { followed } of lived.slice(closed)) expect(followed.action).toBe(lived[closed]?.followed.action);
  });
});
