/** Customers who were asked `n`, and who answered `x`, on the day on which they were asked. */
import type { Tally } from '../../core/kpi.ts';

export const invited: Tally<'response'> = {
  key: 'inv',
  version: 1,
  type: 'response',
  count({ facets: { answer, invitation } }) {
    // A record that an answer has come to counts on the answer's day, which says nothing of who was asked on it.
    if (!invitation || answer) return undefined;
    return { n: 1, x: Number(invitation.answeredAt !== undefined) };
  },
};
