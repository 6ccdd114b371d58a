/** Response rate: answered ÷ invited, by the day of the invitation. */
import type { Kpi, KpiExample } from '../../core/kpi.ts';
import { measureShare } from '../../core/measures.ts';
import { invited } from '../tallies/invited.ts';

export const kpi: Kpi = {
  id: 'response-rate',
  title: 'Response rate',
  definition: 'Invitations that were answered, of all invitations sent on those days.',
  unit: 'share',
  better: 'higher',
  counts: 'invitations',
  tallies: [invited],
  // Nobody has to be looked at because a customer did not answer.
  examples: [],
  ripens: true,
  read(rows) {
    const { n = 0, x = 0 } = rows.sum(invited);
    return measureShare(x, n);
  },
  chosen: () => 'by the day of the invitation',
};

const asked = { invitedAt: '2026-03-02T10:00:00Z', survey: 'after-delivery' };

export const workedExamples: KpiExample[] = [
  {
    says: 'one of three who were asked has answered; an answer that nobody was asked for does not count',
    responses: [
      { invitation: { ...asked, answeredAt: '2026-03-05T10:00:00Z' } },
      { invitation: asked },
      { invitation: asked },
      { answer: { answeredAt: '2026-03-05T10:00:00Z', survey: 'after-delivery', nps: 9 } },
    ],
    expect: { value: 1 / 3, n: 3 },
  },
];
