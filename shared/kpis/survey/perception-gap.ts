/** Perception gap: does perception follow performance (clause 5.1.2)? */
import { differenceInterval } from '../../core/intervals/difference.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { perception } from '../tallies/perception.ts';

export const kpi: Kpi = {
  id: 'perception-gap',
  title: 'Perception gap',
  definition:
    'Percentage satisfied (4 or 5 of 5) of customers who were served on time, less the percentage satisfied of those served late.',
  unit: 'percentagePoints',
  better: 'lower',
  counts: 'answers about a delivery',
  tallies: [perception],
  examples: ['detractor'],
  read(rows) {
    const { t = 0, ts = 0, l = 0, ls = 0 } = rows.sum(perception);
    const interval = differenceInterval(ts, t, ls, l);
    return {
      value: interval && 100 * (ts / t - ls / l),
      n: t + l,
      interval: interval && [100 * interval[0], 100 * interval[1]],
    };
  },
  chosen: () => 'satisfied: top-2 box of 1 to 5',
};

const answer = { answeredAt: '2026-03-02T10:00:00Z', survey: 'after-delivery' };

export const workedExamples: KpiExample[] = [
  {
    says: 'three of four on time and one of two late are satisfied; who does not say how it went is left out',
    responses: [
      { answer: { ...answer, onTime: true, csat: 5 } },
      { answer: { ...answer, onTime: true, csat: 4 } },
      { answer: { ...answer, onTime: true, csat: 4 } },
      { answer: { ...answer, onTime: true, csat: 3 } },
      { answer: { ...answer, onTime: false, csat: 4 } },
      { answer: { ...answer, onTime: false, csat: 1 } },
      { answer: { ...answer, csat: 1 } },
      { answer: { ...answer, onTime: false, nps: 2 } },
    ],
    expect: { value: 25, n: 6 },
  },
  {
    says: 'with nobody served late there is no gap to read',
    responses: [{ answer: { ...answer, onTime: true, csat: 5 } }],
    expect: { value: null, n: 1, interval: null },
  },
];
