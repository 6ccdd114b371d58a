/** Net promoter score: 100 × (promoters − detractors) ÷ answers. */
import { netPromoterInterval, netPromoterScore } from '../../core/intervals/net-promoter.ts';
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { nps } from '../tallies/nps.ts';

export const kpi: Kpi = {
  id: 'nps',
  title: 'Net promoter score (NPS)',
  definition: 'Percentage of promoters (9, 10) less percentage of detractors (0 to 6), of all answers.',
  unit: 'nps',
  better: 'higher',
  counts: 'answers',
  tallies: [nps],
  examples: ['detractor'],
  read(rows) {
    const { n = 0, p = 0, d = 0 } = rows.sum(nps);
    const value = n === 0 ? null : netPromoterScore(p, d, n);
    return { value, n, interval: netPromoterInterval(p, d, n), misses: d };
  },
  chosen: () => '',
};

export const workedExamples: KpiExample[] = [
  {
    says: 'half promoters and a sixth detractors are 33.3; dismissed and empty answers are none',
    responses: [
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 10 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 9 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 9 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 8 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 7 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 6 } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', nps: 0, dismissed: true } },
      { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 1 } },
    ],
    expect: { value: 100 / 3, n: 6 },
  },
];
