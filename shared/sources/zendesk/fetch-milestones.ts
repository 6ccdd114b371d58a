/** Asks Zendesk since when a ticket is taken and solved: its webhooks tell of one change at a time. */
import * as z from 'zod/mini';
import type { Milestones } from './handling.ts';

const waitMs = 5_000;

const time = z.nullish(z.string());
const Metrics = z.object({ ticket_metric: z.object({ initially_assigned_at: time, solved_at: time }) });

/** `name@company.com/token:…` is an API token, which goes by Basic authentication; anything else is an OAuth token. */
const authorizationOf = (token: string): string =>
  token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}`;

export type MilestonesReading = { known: true; milestones: Milestones } | { known: false; fault: string };

/**
 * The ticket metrics of one ticket.
 * @param ticket Digits.
 */
export const fetchMilestones = async (
  { api, token, fetch }: { api: string; token: string; fetch: typeof globalThis.fetch },
  ticket: string,
): Promise<MilestonesReading> => {
  try {
    const response = await fetch(`${api}/api/v2/tickets/${ticket}/metrics`, {
      headers: { authorization: authorizationOf(token), accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    });
    if (!response.ok) return { known: false, fault: `Zendesk answered ${response.status}` };
    const read = Metrics.safeParse(await response.json());
    if (!read.success) return { known: false, fault: 'Zendesk answered with something else than ticket metrics' };
    const { initially_assigned_at: assignedAt, solved_at: solvedAt } = read.data.ticket_metric;
    return { known: true, milestones: { ...(assignedAt && { assignedAt }), ...(solvedAt && { solvedAt }) } };
  } catch (fault) {
    return { known: false, fault: `Zendesk did not answer: ${fault instanceof Error ? fault.name : 'unknown'}` };
  }
};
