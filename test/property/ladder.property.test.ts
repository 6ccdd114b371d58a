import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, isOpen } from '../../shared/core/alert/alert.ts';
import { decide } from '../../shared/core/alert/decide.ts';
import { applyDecision, type Decision } from '../../shared/core/alert/decision.ts';
import type { Facts } from '../../shared/core/alert/facts.ts';
import { alertStates } from '../../shared/core/config/objective.ts';
import { factsOf, onTime90 } from '../support/judgement.ts';

const audience = {
  owner: ['olga'],
  steps: [
    { afterHours: 0, tell: ['olga'] },
    { afterHours: 8, tell: ['pia'] },
    { afterHours: 40, tell: ['ceo'] },
  ],
};
const policy: Facts['policy'] = {
  timeZone: 'Europe/Berlin',
  businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00', holidays: { years: {} } },
};

/** Something that happens after so many hours: an evaluation, or somebody decides. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('evaluate' as const),
      verdict: fc.constantFrom(...alertStates),
      silenced: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('acknowledge' as const, 'accept' as const),
      days: fc.integer({ min: 0, max: 20 }),
    }),
  },
);
const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), happening), { maxLength: 40 });

const monday = Date.parse('2026-03-02T08:00:00Z');
const instant = (hours: number) => new Date(monday + hours * 3_600_000).toISOString();

interface Step {
  before: Alert | undefined;
  after: Alert;
  facts?: Facts;
  reason?: string;
  tell: string[];
}

const run = (happenings: typeof history extends fc.Arbitrary<infer T> ? T : never): Step[] => {
  let alert: Alert | undefined;
  let hours = 0;
  const steps: Step[] = [];
  for (const [wait, each] of happenings) {
    hours += wait;
    const at = instant(hours);
    const before = alert;
    if (each.kind === 'evaluate') {
      const facts: Facts = { ...factsOf(each.verdict, at.slice(0, 10), { objective: onTime90 }), audience, policy, at };
      if (each.silenced) facts.silenced = true;
      const { alert: after, reason, tell } = decide(alert, facts);
      steps.push({ before, after, facts, reason, tell });
      alert = after;
    } else if (alert) {
      const until = instant(hours + each.days * 24).slice(0, 10);
      const made = { choice: each.kind, until, reason: 'known', by: { id: 'pia', name: 'Pia' }, at };
      const after = applyDecision(alert, {
        ...made,
        notice: 'n',
        objective: 'on-time',
        alertVersion: alert.version,
      } as Decision);
      if (after) steps.push({ before, after, tell: [] });
      alert = after ?? alert;
    }
  }
  return steps;
};

const property = (check: (steps: Step[]) => void) =>
  fc.assert(
    fc.property(history, (happenings) => check(run(happenings))),
    { numRuns: 500 },
  );

test('the same evaluation again and again soon moves nothing, and gives no reason twice', () => {
  property((steps) => {
    for (const { after, facts, reason } of steps) {
      if (!facts) continue;
      const reasons = [reason];
      let alert = after;
      for (;;) {
        const again = decide(alert, facts);
        if (!again.moved) {
          expect(again.alert).toBe(alert);
          break;
        }
        expect(reasons).not.toContain(again.reason);
        reasons.push(again.reason);
        alert = again.alert;
      }
      expect(reasons.length).toBeLessThanOrEqual(3);
    }
  });
});

test('in a planned shutdown nobody is told that anything opened', () => {
  property((steps) => {
    for (const { after, facts, tell } of steps) if (facts?.silenced && isOpen(after.state)) expect(tell).toEqual([]);
  });
});

test('whoever acknowledged is left in peace until another alarm, an end of acceptance or a shutdown', () => {
  property((steps) => {
    for (const { before, reason } of steps)
      if (before?.acknowledged) expect(['ladder-climbed', 'told-again']).not.toContain(reason);
  });
});

test('a ladder climbs from the lowest step, each once, until it begins anew', () => {
  property((steps) => {
    for (const { before, after, reason, tell } of steps) {
      if (reason === 'ladder-climbed') {
        expect(after.climbed).toBeGreaterThan(before?.climbed ?? 0);
        expect(after.climbed).toBeLessThanOrEqual(audience.steps.length);
        const due = audience.steps.slice(before?.climbed, after.climbed).flatMap(({ tell: people }) => people);
        expect(tell).toEqual(due);
      } else if (after.climbed !== undefined && before?.climbed !== undefined && after.climbed < before.climbed)
        expect(['acceptance-ended', 'silence-ended', 'got-worse', 'target-missed']).toContain(reason);
    }
  });
});

test('only what is open remembers what was decided about it', () => {
  property((steps) => {
    for (const { after } of steps) {
      if (isOpen(after.state)) continue;
      for (const name of ['acknowledged', 'accepted', 'ladderFrom', 'climbed', 'toldAt', 'heldBack'])
        expect(after).not.toHaveProperty(name);
    }
  });
});

test('every miss is told in the end, whatever was silenced or accepted before', () => {
  property((steps) => {
    const alert = steps.at(-1)?.after;
    if (alert?.state !== 'missed') return;
    const late = instant(40 * 100 + 30 * 24);
    const facts = { ...factsOf('missed', late.slice(0, 10)), audience, policy, at: late };
    const { told } = decide(decide(alert, facts).alert, facts).alert;
    expect(told).toContain('olga');
  });
});
