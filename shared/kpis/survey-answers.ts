/** Answers that more than one worked example is about, named by their scores. One more survey was dismissed. */
import type { KpiExample } from '../core/kpi.ts';

type Answers = KpiExample['responses'];

export const csat5431: Answers = [
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 5 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 4 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 3 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', csat: 1 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', dismissed: true } },
];

export const ces7541: Answers = [
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 7 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 5 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 4 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', ces: 1 } },
  { answer: { answeredAt: '2026-03-02T10:00:00Z', survey: 'delivery', dismissed: true } },
];
