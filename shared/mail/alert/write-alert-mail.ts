/** Writes the mail of a notice about alerts: their evidence from the board, links to decide on those that are open. */
import { isOpen } from '../../core/alert/alert.ts';
import type { Evidence } from '../../core/alert/evidence.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { SignLink } from '../../links/link.ts';
import { readAlert, readTransition } from '../../store/alerts.ts';
import type { NamedTable } from '../../store/table.ts';
import type { Mail } from '../mime.ts';
import { renderAlertMail } from './alert-mail.ts';
import { asksForDecision } from './choice-buttons.ts';

interface Settings {
  board: NamedTable;
  /** Without it the mail has no buttons. */
  link?: SignLink;
}

const evidenceOf = async (board: NamedTable, key: { pk: string; sk: string }, notice: string): Promise<Evidence> => {
  const transition = await readTransition(board, key);
  if (!transition) throw new Error(`a transition of notice ${notice} is not on the board`);
  return transition.evidence;
};

/** The page on which the person decides; none where the alert has closed since, or nothing was asked. */
const addressOf = async (
  { board, link }: Settings,
  evidence: Evidence,
  notice: string,
): Promise<[objective: string, address: string][]> => {
  const { id } = evidence.objective;
  if (!link || !asksForDecision(evidence)) return [];
  const alert = await readAlert(board, id);
  return alert && isOpen(alert.state) ? [[id, await link('decide', notice, id)]] : [];
};

/** Throws if a transition is missing or a link can't be signed: the mail then waits. */
export const writeAlertMail = async (
  settings: Settings,
  notice: Notice,
  transitions: readonly { pk: string; sk: string }[],
): Promise<Mail> => {
  const [first, ...others] = await Promise.all(transitions.map((key) => evidenceOf(settings.board, key, notice.id)));
  if (!first) throw new Error(`notice ${notice.id} tells of nothing`);
  const evidences: [Evidence, ...Evidence[]] = [first, ...others];
  const addresses = await Promise.all(evidences.map((evidence) => addressOf(settings, evidence, notice.id)));
  return renderAlertMail(evidences, notice, new Map(addresses.flat()));
};
