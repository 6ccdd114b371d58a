import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, isOpen } from '../../shared/core/alert/alert.ts';
import { decide } from '../../shared/core/alert/decide.ts';
import { judge } from '../../shared/core/alert/judge.ts';
import { type AlertState, alertStates } from '../../shared/core/config/objective.ts';
import { addDays } from '../../shared/core/time/calendar.ts';
import { factsOf, onTime90 } from '../support/judgement.ts';

interface Judgement {
  verdict: AlertState;
  day: number;
  ahead: number;
  version: number;
}
const judgement: fc.Arbitrary<Judgement> = fc.record({
  verdict: fc.constantFrom(...alertStates),
  day: fc.integer({ min: 0, max: 20 }),
  ahead: fc.double({ min: 0, max: 0.05, noNaN: true }),
  version: fc.constantFrom(1, 1, 1, 1, 2),
});

const factsFor = ({ verdict, day, ahead, version }: Judgement, margin = 0.02) =>
  factsOf(verdict, addDays('2026-03-01', day), {
    objective: { ...onTime90, margin, version },
    ...(verdict === 'met' && { value: 0.9 + ahead }),
  });

const run = (judgements: Judgement[], margin?: number) => {
  let alert: Alert | undefined;
  return judgements.map((given) => {
    const before = alert;
    const decision = decide(before, factsFor(given, margin));
    alert = decision.alert;
    return { before, decision, given };
  });
};
const histories = fc.array(judgement, { maxLength: 40 });

test('the same judgement twice moves nothing, tells nobody and writes nothing the second time', () => {
  fc.assert(
    fc.property(histories, judgement, (history, last) => {
      const before = run(history).at(-1)?.decision.alert;
      const once = decide(before, factsFor(last)).alert;
      const twice = decide(once, factsFor(last));
      expect(twice.alert).toBe(once);
      expect([twice.moved, twice.tell]).toEqual([false, []]);
    }),
  );
});

test('nobody is told without a move, and every write goes up by one version', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { before, decision } of run(history)) {
        if (decision.tell.length > 0) expect(decision.moved).toBe(true);
        const written = decision.alert !== before;
        expect(decision.alert.version).toBe((before?.version ?? 0) + (written ? 1 : 0));
      }
    }),
  );
});

test('a person is told at most once by a move', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { decision } of run(history)) expect(new Set(decision.tell).size).toBe(decision.tell.length);
    }),
  );
});

test('without a margin no alert opens twice on one window end: no flapping', () => {
  fc.assert(
    fc.property(fc.array(judgement, { maxLength: 60 }), (history) => {
      const sameDay = history
        .filter(({ verdict }) => verdict !== 'silent')
        .map((given) => ({ ...given, day: 3, version: 1 }));
      const opened = run(sameDay, 0).filter(
        ({ before, decision }) => isOpen(decision.alert.state) && !(before && isOpen(before.state)),
      );
      expect(opened.length).toBeLessThanOrEqual(1);
    }),
  );
});

test('a miss ends only by a margin, by holding, by silence, or by a new objective', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { before, decision } of run(history)) {
        if (before?.state !== 'missed' || decision.alert.state === 'missed') continue;
        expect(['cleared-by-margin', 'cleared-by-holding', 'source-silent', 'objective-changed']).toContain(
          decision.reason,
        );
      }
    }),
  );
});

test('whoever is told that it is open is told when it is not', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const owed = new Set<string>();
      for (const { decision } of run(history)) {
        if (!decision.moved) continue;
        if (isOpen(decision.alert.state)) for (const person of decision.tell) owed.add(person);
        else {
          expect([...owed].filter((person) => !decision.tell.includes(person))).toEqual([]);
          owed.clear();
        }
      }
    }),
  );
});

test('a stricter target never makes a verdict better, and a looser one never worse', () => {
  const rank = { met: 0, 'at-risk': 1, missed: 2, insufficient: 3, silent: 4 };
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, fc.tuple(share, share), fc.integer({ min: 0, max: 60 }), (a, b, ends, n) => {
      const [low, high] = [...ends].sort((x, y) => x - y) as [number, number];
      const reading = { value: (low + high) / 2, n, interval: [low, high] as [number, number] };
      const objective = { direction: 'at-least', leastN: 30 } as const;
      const [loose, strict] = [Math.min(a, b), Math.max(a, b)];
      const [looser, stricter] = [
        judge(reading, { ...objective, target: loose }),
        judge(reading, { ...objective, target: strict }),
      ];
      expect(rank[stricter]).toBeGreaterThanOrEqual(rank[looser]);
    }),
  );
});
