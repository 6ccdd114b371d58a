/** The buttons of an open alert: each leads to the page that decides, none decides by itself. */
import { isOpen } from '../../core/alert/alert.ts';
import type { Decision } from '../../core/alert/decision.ts';
import type { Evidence } from '../../core/alert/evidence.ts';
import type { Button } from '../frame/button.ts';

const choices: { choice: Decision['choice']; label: string }[] = [
  { choice: 'acknowledge', label: 'Acknowledge' },
  { choice: 'assign', label: 'Assign an action' },
  { choice: 'accept', label: 'Accept the risk' },
];

/** True where there is something to decide: the alert is open, and the mail is about it. */
export const asksForDecision = ({ to, reason }: Pick<Evidence, 'to' | 'reason'>): boolean =>
  isOpen(to) && reason !== 'process-changed';

/** None where nothing is to be decided, or there is no address. */
export const choiceButtons = (evidence: Evidence, address: string | undefined): Button[] =>
  address !== undefined && asksForDecision(evidence)
    ? choices.map(({ choice, label }) => ({ label, href: `${address}?choice=${choice}` }))
    : [];

/** Said once in each mail that has buttons. */
export const choiceNote =
  'You need no account: each leads to a page, and nothing is decided until you confirm it there. ' +
  'Whoever has this mail can decide in your name, so take care to whom you forward it.';
