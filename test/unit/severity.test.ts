import { describe, expect, it } from 'vitest';
import type { Evidence, EvidenceInterval } from '../../shared/core/alert/evidence.ts';
import { bySeverity } from '../../shared/core/alert/severity.ts';
import { missedEvidence } from '../support/evidence.ts';

interface Told {
  to: Evidence['to'];
  value?: number | null;
  interval?: EvidenceInterval | null;
  target?: number;
  direction?: 'at-least' | 'at-most';
  reason?: string;
}
const told = (id: string, { to, value = null, interval = null, target = 0.9, ...rest }: Told): Evidence => {
  const base = missedEvidence();
  const { direction = 'at-least', reason = 'target-missed' } = rest;
  return {
    ...base,
    to,
    reason,
    objective: { ...base.objective, id, target, direction },
    reading: { ...base.reading, value, interval },
  };
};
const sorted = (...all: Evidence[]) => all.sort(bySeverity).map(({ objective }) => objective.id);

describe('what is told first', () => {
  it('is the state: missed, at risk, silent, a changed process, back on target, others', () => {
    expect(
      sorted(
        told('others', { to: 'insufficient', value: 0.5 }),
        told('back', { to: 'met', value: 0.95 }),
        told('changed', { to: 'missed', value: 0.1, interval: [0.1, 0.11], reason: 'process-changed' }),
        told('silent', { to: 'silent' }),
        told('at-risk', { to: 'at-risk', value: 0.89, interval: [0.8, 0.95] }),
        told('missed', { to: 'missed', value: 0.89, interval: [0.885, 0.899] }),
      ),
    ).toEqual(['missed', 'at-risk', 'silent', 'changed', 'back', 'others']);
  });

  it('among misses is how far they are proven, whatever their units', () => {
    // 10 points behind with an interval of 4 to each side: 2.5. 750 ppm too many with 250: 3. 23 NPS with 20: 1.15.
    const delivery = told('delivery', { to: 'missed', value: 0.8, interval: [0.76, 0.84] });
    const nps = told('nps', { to: 'missed', value: 12, interval: [-8, 32], target: 35 });
    const rejects = told('rejects', {
      to: 'missed',
      value: 1250,
      interval: [1000, 1500],
      target: 500,
      direction: 'at-most',
    });
    expect(sorted(nps, delivery, rejects)).toEqual(['rejects', 'delivery', 'nps']);
  });

  it('among equals is the order of their ids, and values without interval or bound do no harm', () => {
    expect(sorted(told('b', { to: 'silent' }), told('a', { to: 'silent' }))).toEqual(['a', 'b']);
    const unbounded = told('unbounded', { to: 'at-risk', value: 0.5, interval: [null, null] });
    const none = told('none', { to: 'at-risk', value: 0.8 });
    expect(sorted(none, unbounded)).toEqual(['unbounded', 'none']);
    expect(sorted(told('zero', { to: 'at-risk', value: 3, target: 0, direction: 'at-most' }))).toEqual(['zero']);
  });
});
