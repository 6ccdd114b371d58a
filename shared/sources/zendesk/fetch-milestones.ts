/** Asks Zendesk since when a ticket is taken and solved: its webhooks tell of one change at a time. */
import * as z from 'zod/mini';
import type { Milestones } from './handling.ts';

const waitMs = 5_000;

const time = z.nullish(z.string());
const Metrics = z.object({ ticket_metric: z.object({ initially_assigned_at: time, solved_at: time }) });

/** `name@company.com/token:…` is an API token, which goes by Basic authentication; anything else is an OAuth token. */
const authorizationOf = (token: string): string =>
  token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}`;

export type MilestonesReading =
  | { kind: 'known'; milestones: Milestones }
  /** Asking again will not help, as long as nobody changes anything. */
  | { kind: 'refused'; problem: string }
  | { kind: 'later'; fault: string };

/** Answers that stay as they are. */
const refusals: Readonly<Record<number, string>> = {
  401: 'Zendesk refuses the token (401): enter another with `hoshin sources secret … --token`',
  403: 'Zendesk does not let the token read the ticket (403): enter another with `hoshin sources secret … --token`',
  404: 'Zendesk knows no such ticket (404)',
};

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
    const problem = refusals[response.status];
    if (problem) return { kind: 'refused', problem };
    if (!response.ok) return { kind: 'later', fault: `Zendesk answered ${response.status}` };
    const read = Metrics.safeParse(await response.json());
    if (!read.success) return { kind: 'later', fault: 'Zendesk answered with something else than ticket metrics' };
    const { initially_assigned_at: assignedAt, solved_at: solvedAt } = read.data.ticket_metric;
    return { kind: 'known', milestones: { ...(assignedAt && { assignedAt }), ...(solvedAt && { solvedAt }) } };
  } catch (fault) {
    return { kind: 'later', fault: `Zendesk did not answer: ${fault instanceof Error ? fault.name : 'unknown'}` };
  }
};
