/** Which of several moves is told first: the worst. */

import type { AlertState } from '../config/objective.ts';
import type { Evidence } from './evidence.ts';
import { aheadOfTarget } from './judge.ts';

type Told = Pick<Evidence, 'to' | 'reason' | 'reading'> & {
  objective: Pick<Evidence['objective'], 'id' | 'target' | 'direction'>;
};

const ranks: Record<AlertState, number> = { missed: 0, 'at-risk': 1, silent: 2, met: 4, insufficient: 5 };

/** A process signal is about the process, whatever state the target is in. */
const rankOf = ({ to, reason }: Told): number => (reason === 'process-changed' ? 3 : ranks[to]);

/**
 * How far a value lies behind its target, in the half-width of its interval towards the target: KPIs of different units
 * compare by it, and beyond 1 a miss is proven. Without an interval, the gap as a part of the target.
 */
const shortfall = ({ reading: { value, interval }, objective }: Told): number => {
  if (value === null) return 0;
  const gap = -aheadOfTarget(value, objective);
  const end = interval?.[objective.direction === 'at-least' ? 1 : 0] ?? null;
  const reach = end === null ? 0 : Math.abs(end - value);
  return gap / (reach || Math.abs(objective.target) || 1);
};

/**
 * Worst first: missed by how far it is proven, then at risk likewise, silent, a changed process, back on target, others.
 * Equals stay in the order of their ids, so that two mails about the same read the same.
 */
export const bySeverity = (a: Told, b: Told): number =>
  rankOf(a) - rankOf(b) || shortfall(b) - shortfall(a) || (a.objective.id < b.objective.id ? -1 : 1);
