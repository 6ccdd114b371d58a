/** Objectives, readings and verdicts for tests of the judgement. */
import type { Facts } from '../../shared/core/alert/facts.ts';
import type { AlertState, Objective, Reading } from '../../shared/core/config/objective.ts';

export const onTime90: Objective = {
  id: 'on-time',
  title: 'On-time delivery',
  kpi: 'on-time-delivery',
  slice: {},
  window: 'month',
  target: 0.9,
  direction: 'at-least',
  leastN: 30,
  margin: 0.02,
  clearAfter: 2,
  owner: 'olga',
  ladder: [],
  repeatDays: 7,
  effectivenessDays: 28,
  version: 1,
};

/** A reading that gets the verdict; `value` where the margin matters. */
const readingOf = (verdict: AlertState, to: string, value?: number): Reading => {
  const usual = { met: 0.91, 'at-risk': 0.89, missed: 0.7, insufficient: 0.7, silent: null }[verdict];
  const n = verdict === 'silent' ? 0 : verdict === 'insufficient' ? 3 : 400;
  return {
    kpi: 'on-time-delivery',
    slice: 'total',
    from: `${to.slice(0, 8)}01`,
    to,
    value: value ?? usual,
    n,
    interval: usual === null ? null : [usual - 0.03, usual + 0.03],
    counters: {},
    policy: 1,
    epoch: 0,
    objective: { id: 'on-time', version: 1 },
  };
};

export const factsOf = (verdict: AlertState, to = '2026-03-10', given: Partial<Facts> & { value?: number } = {}) => {
  const { value, ...facts } = given;
  return {
    reading: readingOf(verdict, to, value),
    verdict,
    objective: onTime90,
    audience: { owner: ['olga'], steps: [{ afterHours: 0, tell: ['ceo', 'coo', 'olga'] }] },
    policy: { timeZone: 'UTC' },
    at: `${to}T08:00:00.000Z`,
    ...facts,
  } satisfies Facts;
};
